"""After seven days an unopened answer becomes its author's journal."""

from datetime import timedelta

import pytest

from closeknit.apps.questions.models import Answer, JournalEntry


@pytest.mark.parametrize("released", [True, False])
def test_an_unopened_answer_moves_at_its_authors_next_visit(
    sign_in, opening, answer, ana, clock, unlock, released
):
    answer(ana, opening, "Our walks", released)
    clock.shift(timedelta(days=7))

    page = sign_in(ana).get("/ask/journal/").content.decode()

    entry = JournalEntry.objects.get()
    assert "Our walks" in page
    assert entry.open(unlock(ana).key).answer == "Our walks"
    assert entry.open(unlock(ana).key).text
    assert not Answer.objects.exists()


def test_six_days_are_not_enough(sign_in, opening, answer, ana, clock):
    answer(ana, opening, "Our walks")
    clock.shift(timedelta(days=6))

    sign_in(ana).get("/ask/")

    assert Answer.objects.count() == 1


def test_the_others_visit_moves_nothing(sign_in, opening, answer, ana, bo, clock):
    answer(ana, opening, "Our walks")
    clock.shift(timedelta(days=7))

    page = sign_in(bo).get("/ask/journal/").content.decode()

    assert "Our walks" not in page
    assert Answer.objects.get().author == ana


def test_another_question_takes_its_place(sign_in, opening, ana, clock, current):
    clock.shift(timedelta(days=7))

    sign_in(ana).get("/ask/")

    assert current() != opening
    assert current().open is not None


def test_moving_twice_makes_one_entry(sign_in, opening, answer, ana, clock):
    answer(ana, opening, "Our walks")
    clock.shift(timedelta(days=7))
    browser = sign_in(ana)

    for _ in range(3):
        browser.get("/ask/")

    assert JournalEntry.objects.count() == 1
