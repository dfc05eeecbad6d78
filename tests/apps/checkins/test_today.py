"""The card on Today."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from closeknit.apps.checkins import today
from closeknit.apps.checkins.models import SharedCheckIn
from closeknit.apps.people.parts import FROM_THE_OTHER, MINE
from tests.pages import form_to

pytestmark = pytest.mark.django_db


def test_six_words_wait_when_nothing_came(unlock, ana, bond):
    card = today.card(unlock(ana))

    assert card.order == MINE
    assert len(card.context["feelings"]) == 6
    assert {feeling.pleasant for feeling in card.context["feelings"]} == {True, False}


def test_alone_the_words_wait_too(sign_in, kim, text):
    assert "What is there right now?" in text(sign_in(kim).get("/today/"))


def test_the_six_words_change_with_the_day():
    days = [timezone.localdate() + timedelta(days=number) for number in range(3)]

    assert len({tuple(one.id for one in today.six(day)) for day in days}) == 3


def test_what_the_other_shared_stands_there_with_ways_to_answer(sign_in, unlock, ana, shared, text):
    page = sign_in(ana).get("/today/")

    assert today.card(unlock(ana)).order == FROM_THE_OTHER
    assert "Bo shared this" in text(page)
    assert "I hear that you feel stretched." in text(page)
    assert "Say what is there for you" in text(page)
    assert 'href="/feel/mend/"' in text(page)
    assert form_to(page, "/hear/").fields["id"]


def test_my_own_sharing_is_no_news_to_me(unlock, bo, shared):
    assert today.card(unlock(bo)).order == MINE


def test_what_i_answered_is_gone_from_today(unlock, ana, shared, answer):
    answer(ana, shared)

    assert today.card(unlock(ana)).order == MINE


def test_what_i_put_aside_is_gone_from_today_and_nobody_else_can_tell(
    sign_in, unlock, ana, bo, shared
):
    before = list(SharedCheckIn.objects.values())

    sign_in(ana).post(f"/feel/from/{shared.pk}/aside/")

    assert today.card(unlock(ana)).order == MINE
    assert list(SharedCheckIn.objects.values()) == before


def test_an_answer_stands_there_until_it_is_put_aside(sign_in, unlock, ana, bo, shared, answer):
    row, browser = answer(ana, shared, "I hear you."), sign_in(bo)
    assert b"Ana answered you" in browser.get("/today/").content

    browser.post(f"/feel/replies/{row.pk}/aside/")

    assert today.card(unlock(bo)).order == MINE


def test_answering_an_answer_takes_it_off_today(unlock, ana, bo, shared, answer):
    answer(bo, shared, "Thank you.", answer(ana, shared))

    assert today.card(unlock(bo)).order == MINE
    assert today.card(unlock(ana)).context["said"].words.text == "Thank you."


def test_a_mend_comes_quietly(sign_in, unlock, ana, bo, bond, mend, text):
    row, browser = mend(ana, "I got loud."), sign_in(bo)
    page = text(browser.get("/today/"))
    assert "I got loud." in page
    assert "It needs no answer." in page

    browser.post(f"/feel/mend/{row.pk}/aside/")

    assert today.card(unlock(bo)).order == MINE


def test_only_the_latest_is_there_and_the_next_one_follows(unlock, ana, bo, share, bond, answer):
    share(bo, "First.", at="2026-11-22T08:00:00+00:00")
    last = share(bo, "Last.", at="2026-11-22T21:00:00+00:00")

    assert today.card(unlock(ana)).context["said"].words.sentence == "Last."
    answer(ana, last)
    assert today.card(unlock(ana)).context["said"].words.sentence == "First."


def test_after_fourteen_days_it_rests(unlock, ana, shared):
    long_ago = timezone.localdate() - timedelta(days=14)

    SharedCheckIn.objects.update(day=long_ago)

    assert today.card(unlock(ana)).order == MINE


def test_withdrawn_words_are_gone_from_today(sign_in, unlock, ana, bo, shared):
    sign_in(bo).post(f"/feel/{shared.check_in_id}/withdraw/")

    assert today.card(unlock(ana)).order == MINE


def test_three_queries_are_enough(unlock, ana, bo, shared, answer, mend):
    mend(bo)
    me = unlock(ana)
    _ = me.partner, me.settings, me.profile

    with CaptureQueriesContext(connection) as asked:
        today.card(me)

    assert len(asked) <= 3


def test_no_number_of_things_is_told(sign_in, share, ana, bo, bond, text):
    for number in ("one", "two", "three"):
        share(bo, f"I feel {number}.")

    assert text(sign_in(ana).get("/today/")).count("Bo shared this") == 1
