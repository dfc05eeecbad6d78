from datetime import timedelta

import pytest
from django.utils import timezone

from closeknit.apps.questions import tonight
from closeknit.apps.questions.models import JournalEntry, Opening


@pytest.fixture
def deeper(opened, clock, ana, unlock):
    """A second question, of depth two."""
    clock.shift(timedelta(days=1))
    return tonight.for_two(unlock(ana), timezone.localdate()).opening


def words_of(person, unlock):
    return tonight.for_two(unlock(person), timezone.localdate()).words


def test_a_lighter_one_takes_its_place_for_both(sign_in, deeper, ana, bo, unlock):
    before = words_of(ana, unlock)

    sign_in(ana).post(f"/ask/{deeper.pk}/lighter/")

    now = words_of(bo, unlock)
    assert now.question != before.question
    assert now.depth < before.depth


def test_pressing_twice_gives_one_lighter_question(sign_in, deeper, ana):
    browser = sign_in(ana)

    browser.post(f"/ask/{deeper.pk}/lighter/")
    now = Opening.objects.get(is_current=True)
    browser.post(f"/ask/{deeper.pk}/lighter/")

    assert Opening.objects.get(is_current=True) == now


def test_the_others_answer_becomes_their_journal(sign_in, deeper, answer, ana, bo, unlock):
    answer(bo, deeper, "Your soup")

    sign_in(ana).post(f"/ask/{deeper.pk}/lighter/")
    page = sign_in(bo).get("/ask/journal/").content.decode()

    assert "Your soup" in page
    assert JournalEntry.objects.get().person == bo


def test_mine_becomes_my_journal_at_once(sign_in, deeper, answer, ana):
    answer(ana, deeper, "Our walks")

    sign_in(ana).post(f"/ask/{deeper.pk}/lighter/", follow=True)

    assert JournalEntry.objects.get().person == ana


def test_the_one_waved_on_does_not_come_back(sign_in, deeper, ana, bo, answer, unlock, clock):
    waved = words_of(ana, unlock).question
    sign_in(ana).post(f"/ask/{deeper.pk}/lighter/")
    lighter = Opening.objects.get(is_current=True)
    answer(ana, lighter, "mine")
    answer(bo, lighter, "mine, too")
    clock.shift(timedelta(days=1))

    assert words_of(ana, unlock).question != waved


def test_the_lightest_gives_way_to_another_light_one(sign_in, opening, ana, unlock):
    sign_in(ana).post(f"/ask/{opening.pk}/lighter/")

    assert words_of(ana, unlock).depth == 1
    assert Opening.objects.get(is_current=True) != opening


def test_an_opened_question_cannot_be_changed(sign_in, opened, ana):
    sign_in(ana).post(f"/ask/{opened.pk}/lighter/")

    opened.refresh_from_db()
    assert opened.is_opened
    assert Opening.objects.count() == 1
