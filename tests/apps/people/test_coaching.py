"""The coach compares only where it can read both sides."""

import pytest
from django.utils import translation

from closeknit.apps.checkins import nearer
from closeknit.apps.people import coaching
from closeknit.apps.questions import deepening

pytestmark = pytest.mark.django_db


def test_in_english_it_reads_what_it_can(unlock, ana):
    assert coaching.my_reader(unlock(ana), "fine, just a long week") is not None
    assert coaching.my_reader(unlock(ana), "ganz gut, nur eine lange Woche") is None


@pytest.mark.parametrize("language", ["de", "es"])
def test_words_of_another_language_are_found_by_plain_rules(unlock, ana, bond, language):
    with translation.override(language):
        me = unlock(ana)

        assert coaching.my_reader(me, "fine") is None
        assert len(nearer.nearer(me, {"de": "ganz okay", "es": "bien"}[language]).feelings) == 3
        asked = {"de": "Wie war dein Tag?", "es": "¿Qué tal tu día?"}[language]
        assert len(deepening.offers(me, asked)) == 3


@pytest.mark.parametrize("language", ["de", "es"])
def test_each_reads_the_house_in_their_own_language(sign_in, ana, bo, bond, language):
    bo.language = language
    bo.save(update_fields=["language"])

    theirs, mine = (sign_in(one).get("/feel/").content.decode() for one in (bo, ana))

    assert f'<html lang="{language}"' in theirs
    assert '<html lang="en"' in mine


def test_one_question_comes_to_each_in_their_language(sign_in, ana, bo, bond):
    from closeknit.apps.questions.models import Opening
    from closeknit.content import library

    bo.language = "de"
    bo.save(update_fields=["language"])
    browser = sign_in(ana)
    browser.post("/ask/ask/", {"question": "safety-count-on"})
    [opening] = Opening.objects.filter(is_current=True)

    german = library("de").questions["safety-count-on"].text
    english = library("en").questions["safety-count-on"].text

    assert german != english
    assert german in sign_in(bo).get(f"/ask/{opening.pk}/write/").content.decode()
    assert english in browser.get(f"/ask/{opening.pk}/write/").content.decode()
