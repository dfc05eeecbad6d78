from uuid import uuid4

import pytest

from closeknit.apps.people import pairing
from closeknit.apps.questions import answers
from closeknit.apps.questions.models import Answer, AskedBefore, JournalEntry, Opening, Response


@pytest.fixture
def talked(opened, ana, bo, unlock):
    """An opened question to which both have added."""
    answers.respond(unlock(ana), opened, uuid4(), "Which one?")
    answers.respond(unlock(bo), opened, uuid4(), "The red one")
    return opened


def journal_of(person, unlock):
    entries = JournalEntry.objects.filter(person=person)
    return sorted(entry.open(unlock(person).key).answer for entry in entries)


@pytest.mark.parametrize("withdraw", [True, False])
def test_the_leaver_keeps_their_own_words(talked, ana, unlock, withdraw):
    pairing.leave(unlock(ana), withdraw=withdraw)

    assert journal_of(ana, unlock) == ["Our walks", "Which one?"]


def test_what_stays_is_readable_for_the_other(sign_in, talked, ana, bo, unlock):
    pairing.leave(unlock(ana), withdraw=False)

    page = sign_in(bo).get(f"/ask/{talked.pk}/").content.decode()

    assert "Our walks" in page
    assert "Which one?" in page


def test_what_is_withdrawn_is_gone_for_the_other(sign_in, talked, ana, bo, unlock):
    pairing.leave(unlock(ana), withdraw=True)

    page = sign_in(bo).get(f"/ask/{talked.pk}/").content.decode()

    assert "Our walks" not in page
    assert "Which one?" not in page
    assert "Your soup" in page
    assert not Answer.objects.filter(author=ana).exists()
    assert not Response.objects.filter(author=ana).exists()


def test_a_question_of_ones_own_is_withdrawn_too(sign_in, bond, ana, bo, unlock, answer, current):
    sign_in(ana).post("/ask/own/", {"id": str(uuid4()), "text": "Where shall we walk?"})
    now = current()
    answer(ana, now, "By the sea")
    answer(bo, now, "In the hills")

    pairing.leave(unlock(ana), withdraw=True)

    page = sign_in(bo).get(f"/ask/{now.pk}/").content.decode()
    assert "Where shall we walk?" not in page
    assert "This question was taken back." in page


@pytest.mark.parametrize("withdraw", [True, False])
@pytest.mark.parametrize("released", [True, False])
def test_an_unopened_answer_becomes_its_leavers_journal(
    opening, answer, ana, unlock, withdraw, released
):
    answer(ana, opening, "Our walks", released)

    pairing.leave(unlock(ana), withdraw=withdraw)

    assert journal_of(ana, unlock) == ["Our walks"]
    assert not Answer.objects.exists()


def test_the_others_unopened_answer_becomes_their_journal_at_their_visit(
    sign_in, opening, answer, ana, bo, unlock
):
    answer(bo, opening, "Your soup")
    pairing.leave(unlock(ana), withdraw=True)

    page = sign_in(bo).get("/ask/journal/").content.decode()

    assert "Your soup" in page
    assert not Answer.objects.exists()


def test_the_one_who_was_left_may_withdraw_later(talked, bond, ana, bo, unlock):
    pairing.leave(unlock(ana), withdraw=False)

    pairing.settle(unlock(bo), bond, withdraw=True)

    assert journal_of(bo, unlock) == ["The red one", "Your soup"]
    assert not Answer.objects.filter(author=bo).exists()


def test_settling_twice_copies_once(talked, bond, ana, unlock):
    pairing.leave(unlock(ana), withdraw=False)

    pairing.settle(unlock(ana), bond, withdraw=True)

    assert journal_of(ana, unlock) == ["Our walks", "Which one?"]


def test_an_ended_bond_has_no_question_before_it(opening, bond, ana, unlock):
    pairing.leave(unlock(ana), withdraw=False)

    assert not Opening.objects.filter(is_current=True).exists()
    assert not AskedBefore.objects.filter(bond=bond).exists()


def test_a_later_bond_begins_light_again(sign_in, talked, ana, kim, unlock, fields):
    pairing.leave(unlock(ana), withdraw=False)
    code = pairing.invite(unlock(ana), first_words="Hello again", colour="madder")
    pairing.accept(unlock(kim), code)

    sign_in(kim).get("/ask/")

    now = Opening.objects.get(is_current=True)
    assert now.open(unlock(kim).bond_key).depth == 1


def test_an_erased_person_leaves_no_question_waiting(opening, answer, ana, bo, unlock, sign_in):
    from closeknit.apps.questions.part import QuestionsPart

    answer(ana, opening, "Our walks")

    QuestionsPart().erase(ana)

    assert not Opening.objects.filter(is_current=True).exists()
