"""What does not open is said in its place."""

from datetime import date
from uuid import uuid4

import pytest

from closeknit.apps.questions import answers
from closeknit.apps.questions.models import Answer, AskedBefore, JournalEntry, Response
from closeknit.apps.questions.words import JournalWords

SENTENCE = "This cannot be opened with your key."


def damage(row):
    row.sealed = bytes(row.sealed)[:-1] + bytes([bytes(row.sealed)[-1] ^ 1])
    row.save(update_fields=["sealed"])


def test_a_question(sign_in, opening, ana):
    damage(opening)

    page = sign_in(ana).get("/ask/").content.decode()

    assert SENTENCE in page
    assert "Another one for us both" in page


def test_a_broken_question_can_give_way(sign_in, opening, ana, current):
    damage(opening)

    sign_in(ana).post(f"/ask/{opening.pk}/lighter/")

    assert current() != opening


def test_my_answer(sign_in, opening, answer, ana):
    answer(ana, opening, "Our walks")
    damage(Answer.objects.get())
    browser = sign_in(ana)

    assert SENTENCE in browser.get("/ask/").content.decode()
    assert browser.get(f"/ask/{opening.pk}/write/").status_code == 200
    assert browser.post(f"/ask/{opening.pk}/take-back/").status_code == 302


def test_an_answer_moved_to_another_row(sign_in, opened, ana, bo):
    mine, theirs = Answer.objects.get(author=ana), Answer.objects.get(author=bo)
    theirs.sealed, theirs.revision = mine.sealed, mine.revision
    theirs.save(update_fields=["sealed", "revision"])

    page = sign_in(ana).get(f"/ask/{opened.pk}/").content.decode()

    assert page.count("Our walks") == 1
    assert SENTENCE in page


def test_an_opened_question_and_its_list(sign_in, opened, ana):
    damage(opened)
    browser = sign_in(ana)

    assert "This question cannot be opened" in browser.get(f"/ask/{opened.pk}/").content.decode()
    assert SENTENCE in browser.get("/ask/before/").content.decode()
    assert browser.get("/today/").status_code == 200


def test_an_answer_to_an_answer(sign_in, opened, ana, bo, unlock):
    answers.respond(unlock(bo), opened, uuid4(), "Which one?")
    damage(Response.objects.get())

    assert SENTENCE in sign_in(ana).get(f"/ask/{opened.pk}/").content.decode()


def test_a_journal_entry(sign_in, kim, unlock):
    words = JournalWords("", "Why?", "Because", "")
    entry = JournalEntry.create_sealed(unlock(kim).key, words, person=kim, day=date(2026, 11, 1))
    damage(entry)

    assert SENTENCE in sign_in(kim).get("/ask/journal/").content.decode()


@pytest.mark.parametrize("whose", ["bond", "person"])
def test_a_memory_is_begun_anew(sign_in, opening, ana, whose, clock):
    browser = sign_in(ana)
    browser.post(f"/ask/{opening.pk}/lighter/")
    browser.post("/ask/not-today/")
    damage(AskedBefore.objects.get(**{f"{whose}__isnull": False}))

    assert browser.get("/ask/").status_code == 200
    assert browser.post("/ask/not-today/").status_code == 302
