"""A better question: from what somebody would ask to three that go deeper."""

import re
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from closeknit.apps.questions.models import Opening
from closeknit.apps.questions.reading import question_in
from closeknit.content import library
from closeknit.content.model import STAGES

pytestmark = pytest.mark.django_db
LIGHT = "How was your day?"


def offers(page):
    found = re.findall(r'name="question" value="([^"]+)"', page.content.decode())
    return [library().questions[one] for one in found]


@pytest.fixture(params=["model", "rules", "switched off"])
def reading(request, monkeypatch, unlock, ana):
    if request.param == "rules":
        monkeypatch.setattr("closeknit.coach.loading.is_there", lambda: False)
    if request.param == "switched off":
        unlock(ana).change_settings(lambda now: replace(now, coach=False))
        monkeypatch.setattr("closeknit.coach.reader", refuse)


def test_three_deeper_ones_a_level_apart_come_with_their_reasons(reading, sign_in, ana, bond):
    page = sign_in(ana).post("/ask/better/", {"text": LIGHT})

    found = offers(page)
    assert [one.depth for one in found] == [2, 3, 4]
    assert page.content.decode().count("Deeper, because ") == 3


def test_my_limits_hold(sign_in, unlock, ana, bond):
    tags = ("family", "work", "past", "future")
    unlock(ana).change_settings(lambda now: replace(now, ceiling=3, tags_off=tags))

    found = offers(sign_in(ana).post("/ask/better/", {"text": LIGHT}))

    assert found
    assert all(one.depth <= 3 and not {*tags} & {*one.tags} for one in found)


def test_the_limits_of_the_other_do_not_show(sign_in, unlock, ana, bo, bond):
    before = offers(sign_in(ana).post("/ask/better/", {"text": LIGHT}))

    unlock(bo).change_settings(lambda now: replace(now, ceiling=1, tags_off=("family", "past")))

    assert offers(sign_in(ana).post("/ask/better/", {"text": LIGHT})) == before


def test_with_the_lowest_ceiling_none_goes_deeper(sign_in, unlock, ana, bond):
    unlock(ana).change_settings(lambda now: replace(now, ceiling=1))

    page = sign_in(ana).post("/ask/better/", {"text": LIGHT})

    assert not offers(page)
    assert "No deeper one fits" in page.content.decode()


@pytest.mark.parametrize("stage", STAGES)
def test_what_is_offered_fits_my_stage(stage, sign_in, unlock, ana, bond):
    unlock(ana).change_settings(lambda now: replace(now, stage=stage))

    found = offers(sign_in(ana).post("/ask/better/", {"text": LIGHT}))

    assert found
    assert all(stage in one.stages for one in found)


def test_a_question_that_we_have_is_not_offered_in_return(sign_in, ana, bond):
    known = next(one for one in library().questions.values() if one.depth == 2)

    found = offers(sign_in(ana).post("/ask/better/", {"text": known.text.lower()}))

    assert found
    assert known not in found


def test_an_offered_one_can_be_asked_of_both(sign_in, unlock, ana, bo, bond):
    chosen = offers(sign_in(ana).post("/ask/better/", {"text": LIGHT}))[0]

    response = sign_in(ana).post("/ask/ask/", {"question": chosen.id})

    assert response.status_code == 302
    row = Opening.objects.get(is_current=True)
    assert question_in(unlock(bo), row.bond, row).question == chosen.id


def test_asking_twice_asks_once(sign_in, ana, bond):
    browser = sign_in(ana)
    chosen = offers(browser.post("/ask/better/", {"text": LIGHT}))[0]

    for _ in range(2):
        browser.post("/ask/ask/", {"question": chosen.id})

    assert Opening.objects.count() == 1


def test_alone_it_becomes_a_page_of_the_journal(sign_in, kim):
    found = offers(sign_in(kim).post("/ask/better/", {"text": LIGHT}))

    assert all(one.alone for one in found)
    page = sign_in(kim).post("/ask/journal/about/", {"question": found[0].id})
    assert found[0].text in page.content.decode()


def test_alone_there_is_nobody_to_ask(sign_in, kim):
    known = next(iter(library().questions))

    assert sign_in(kim).post("/ask/ask/", {"question": known}).status_code == 404


def test_what_we_do_not_have_cannot_be_asked(sign_in, ana, bond):
    assert sign_in(ana).post("/ask/ask/", {"question": "no-such"}).status_code == 404


@pytest.mark.parametrize("typed", ["", "   ", "x" * 301])
def test_a_wrong_form_says_what_to_do_and_keeps_what_was_typed(sign_in, ana, bond, typed):
    page = sign_in(ana).post("/ask/better/", {"text": typed})

    assert page.status_code == 400
    assert typed.strip() in page.content.decode()
    assert 'class="error"' in page.content.decode()


def test_nothing_of_it_is_kept(sign_in, ana, bond):
    browser = sign_in(ana)
    browser.get("/ask/better/")
    with CaptureQueriesContext(connection) as caught:
        browser.post("/ask/better/", {"text": LIGHT})

    assert not [one for one in caught if one["sql"].startswith(("INSERT", "UPDATE"))]


def refuse(_text):
    raise AssertionError("nobody asked for this")


def test_what_the_coach_keeps_tells_nothing_of_my_limits(monkeypatch, unlock, ana, bond):
    from closeknit.apps.questions import deepening

    shelved = []

    class Reader:
        def level(self, text):
            return 1

        def shelf(self, others):
            shelved.append(tuple(others))
            return self

        def likeness(self, text):
            return [0.0] * len(shelved[-1])

    monkeypatch.setattr(deepening.coaching, "my_reader", lambda me, text: Reader())
    deepening.offers(unlock(ana), LIGHT)
    unlock(ana).change_settings(lambda now: replace(now, ceiling=2, tags_off=("money", "grief")))
    deepening.offers(unlock(ana), LIGHT)

    assert shelved[0] == shelved[1]
