from uuid import uuid4

import pytest

from closeknit.apps.questions.models import Answer
from closeknit.keys import CannotOpen


def keep(browser, opening, text="Our walks"):
    sent = {"id": str(uuid4()), "text": text, "choice": "keep"}
    return browser.post(f"/ask/{opening.pk}/write/", sent, follow=True)


def test_it_lies_under_its_authors_key(sign_in, opening, ana, bo, unlock):
    page = keep(sign_in(ana), opening)

    stored = Answer.objects.get()
    assert "Kept with you until you say" in page.content.decode()
    assert stored.open(unlock(ana).key).text == "Our walks"
    with pytest.raises(CannotOpen):
        stored.open(unlock(bo).bond_key)


def test_nothing_opens_when_the_other_answers(sign_in, opening, answer, ana, bo):
    keep(sign_in(ana), opening)

    answer(bo, opening, "Your soup")

    opening.refresh_from_db()
    assert not opening.is_opened
    assert "Your soup" not in sign_in(ana).get("/ask/").content.decode()


def test_saying_so_seals_it_anew_with_the_bond_key(sign_in, opening, ana, bo, unlock):
    browser = sign_in(ana)
    keep(browser, opening)

    browser.post(f"/ask/{opening.pk}/release/")

    stored = Answer.objects.get()
    assert stored.released
    assert stored.open(unlock(bo).bond_key).text == "Our walks"


def test_saying_so_opens_both_when_the_other_has_answered(sign_in, opening, answer, ana, bo):
    browser = sign_in(ana)
    keep(browser, opening)
    answer(bo, opening, "Your soup")

    page = browser.post(f"/ask/{opening.pk}/release/", follow=True).content.decode()

    assert "Our walks" in page
    assert "Your soup" in page


def test_a_released_answer_can_be_kept_again_before_the_other_answers(
    sign_in, opening, answer, ana, bo, unlock, fields
):
    answer(ana, opening, "Our walks")
    browser = sign_in(ana)
    form = fields(browser.get(f"/ask/{opening.pk}/write/"))
    sent = {"id": form["id"], "revision": form["revision"], "text": "Our walks", "choice": "keep"}

    browser.post(f"/ask/{opening.pk}/write/", sent)
    answer(bo, opening, "Your soup")

    opening.refresh_from_db()
    assert not opening.is_opened
    assert Answer.objects.get(author=ana).open(unlock(ana).key).text == "Our walks"


def test_saying_so_without_an_answer_changes_nothing(sign_in, opening, answer, ana, bo):
    answer(bo, opening, "Your soup")

    page = sign_in(ana).post(f"/ask/{opening.pk}/release/", follow=True)

    assert "Your soup" not in page.content.decode()
