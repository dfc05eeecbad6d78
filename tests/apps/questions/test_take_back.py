import pytest

from closeknit.apps.people import drafts
from closeknit.apps.questions.models import Answer


@pytest.mark.parametrize("released", [True, False])
def test_an_answer_can_be_taken_back_unseen(sign_in, opening, answer, ana, bo, released):
    answer(ana, opening, "Our walks", released)

    sign_in(ana).post(f"/ask/{opening.pk}/take-back/")
    answer(bo, opening, "Your soup")

    opening.refresh_from_db()
    assert not opening.is_opened
    assert not Answer.objects.filter(author=ana).exists()


def test_the_words_stay_as_a_draft(sign_in, opening, answer, ana, unlock):
    answer(ana, opening, "Our walks")

    page = sign_in(ana).post(f"/ask/{opening.pk}/take-back/", follow=True)

    assert drafts.read(unlock(ana), f"answer:{opening.pk}")["text"] == "Our walks"
    assert "Go on writing" in page.content.decode()


def test_a_newer_draft_stays_before_what_was_taken_back(sign_in, opening, answer, ana, unlock):
    answer(ana, opening, "Our walks")
    drafts.keep(unlock(ana), f"answer:{opening.pk}", {"text": "A longer wording"})

    sign_in(ana).post(f"/ask/{opening.pk}/take-back/")

    there = drafts.read(unlock(ana), f"answer:{opening.pk}")["text"]
    assert there == "A longer wording\n\nOur walks"


def test_what_is_open_is_not_taken_back_unseen(sign_in, opened, ana):
    page = sign_in(ana).post(f"/ask/{opened.pk}/take-back/", follow=True)

    assert "Our walks" in page.content.decode()
    assert Answer.objects.count() == 2


def test_only_ones_own_is_taken_back(sign_in, opening, answer, ana, bo):
    answer(bo, opening, "Your soup")

    sign_in(ana).post(f"/ask/{opening.pk}/take-back/")

    assert Answer.objects.get().author == bo
