"""Six questions from hand to hand: rising, touching nothing tender, whole in one page."""

import re

import pytest
from django.test import Client

from closeknit.apps.questions import passing
from closeknit.content import library

pytestmark = pytest.mark.django_db


def test_each_set_rises_gently_and_touches_nothing_tender():
    sets = passing.sets(library().questions.values())

    assert len(sets) == passing.SETS
    for six in sets:
        assert [one.depth for one in six] == list(passing.RISING)
        assert not any(one.tags for one in six)


def test_no_question_comes_twice():
    ids = [one.id for six in passing.sets(library().questions.values()) for one in six]

    assert len(set(ids)) == len(ids)


def test_the_page_is_whole_and_sends_nothing():
    answer = Client().get("/pass/")
    page = answer.content.decode()

    main = page.partition("<main")[2].partition("</main>")[0]
    assert "<form" not in main
    assert not re.search(r"<(input|textarea)[^>]* name=", main)
    assert answer["Cache-Control"] == "public, max-age=3600"


def test_without_javascript_six_questions_can_be_read_aloud():
    page = Client().get("/pass/").content.decode()

    aloud = page.partition("data-plain>")[2].partition("</div>")[0]
    assert aloud.count("<li") == 6


def test_the_welcome_page_leads_to_it():
    assert 'href="/pass/"' in Client().get("/").content.decode()


def test_whoever_has_no_account_chooses_a_language():
    browser = Client()
    browser.post("/language/", {"language": "de", "next": "/"})

    assert '<html lang="de"' in browser.get("/").content.decode()
