from datetime import date
from uuid import uuid4

import pytest
from django.utils.html import escape

from closeknit.apps.people import drafts
from closeknit.apps.questions.models import JournalEntry
from closeknit.apps.questions.words import JournalWords


def write(browser, fields, text="I like mornings", **more):
    form = fields(browser.get("/ask/journal/new/"))
    sent = {"id": form["id"], "question": form["question"], "text": text} | more
    return browser.post("/ask/journal/new/", sent, follow=True)


@pytest.mark.parametrize("whose", ["kim", "ana"])
def test_anybody_may_write_alone_or_in_a_bond(sign_in, bond, fields, unlock, whose, request):
    person = request.getfixturevalue(whose)

    page = write(sign_in(person), fields).content.decode()

    assert "I like mornings" in page
    words = JournalEntry.objects.get(person=person).open(unlock(person).key)
    assert escape(words.text) in page
    assert words.question


def test_the_other_never_sees_it(sign_in, bond, ana, bo, fields):
    write(sign_in(ana), fields)

    assert "I like mornings" not in sign_in(bo).get("/ask/journal/").content.decode()


def test_sending_twice_keeps_one_entry(sign_in, kim, fields):
    browser, same = sign_in(kim), str(uuid4())

    write(browser, fields, id=same)
    write(browser, fields, id=same)

    assert JournalEntry.objects.count() == 1


def test_the_entry_keeps_the_question_that_its_page_showed(sign_in, kim, fields, unlock):
    first, second = sign_in(kim), sign_in(kim)
    form = fields(first.get("/ask/journal/new/"))
    second.post("/ask/journal/another/", {"question": form["question"]})

    first.post("/ask/journal/new/", form | {"text": "I like mornings"})

    assert JournalEntry.objects.get().open(unlock(kim).key).question == form["question"]


def test_another_question_comes_when_asked_for(sign_in, kim, fields):
    browser = sign_in(kim)
    before = fields(browser.get("/ask/journal/new/"))["question"]

    browser.post("/ask/journal/another/", {"question": before})

    assert fields(browser.get("/ask/journal/new/"))["question"] != before


def test_pressing_twice_passes_over_one(sign_in, kim, fields):
    browser = sign_in(kim)
    first = fields(browser.get("/ask/journal/new/"))["question"]

    browser.post("/ask/journal/another/", {"question": first})
    second = fields(browser.get("/ask/journal/new/"))["question"]
    browser.post("/ask/journal/another/", {"question": first})

    assert fields(browser.get("/ask/journal/new/"))["question"] == second


def test_a_lighter_one_stays_light_until_an_entry_is_written(sign_in, kim, fields):
    from closeknit.content import library

    browser, known = sign_in(kim), library("en").questions
    form = fields(browser.get("/ask/journal/new/"))

    browser.post("/ask/journal/lighter/", {"question": form["question"]})
    lighter = fields(browser.get("/ask/journal/new/"))["question"]
    browser.post("/ask/journal/another/", {"question": lighter})
    still = fields(browser.get("/ask/journal/new/"))["question"]
    write(browser, fields)
    after = fields(browser.get("/ask/journal/new/"))["question"]

    depths = [known[one].depth for one in (form["question"], lighter, still, after)]
    assert depths == [2, 1, 1, 2]


def test_a_draft_keeps_its_question(sign_in, kim, unlock, fields):
    browser = sign_in(kim)
    form = fields(browser.get("/ask/journal/new/"))
    kept = {"text": "I like", "question": form["question"]}
    drafts.keep(unlock(kim), "journal", kept)
    browser.post("/ask/journal/another/", {"question": form["question"]})

    page = browser.get("/ask/journal/new/")

    assert fields(page)["question"] == form["question"]
    assert "I like</textarea>" in page.content.decode()


def test_an_entry_can_be_deleted(sign_in, kim, fields):
    browser = sign_in(kim)
    write(browser, fields)

    page = browser.post(f"/ask/journal/{JournalEntry.objects.get().pk}/delete/", follow=True)

    assert "I like mornings" not in page.content.decode()
    assert not JournalEntry.objects.exists()


def test_nobody_deletes_somebody_elses(sign_in, bond, ana, bo, fields):
    write(sign_in(ana), fields)

    deleted = sign_in(bo).post(f"/ask/journal/{JournalEntry.objects.get().pk}/delete/")

    assert deleted.status_code == 404


@pytest.mark.parametrize("text", ["", "word " * 1000])
def test_what_does_not_fit_comes_back_with_its_question(sign_in, kim, fields, text):
    browser = sign_in(kim)
    question = fields(browser.get("/ask/journal/new/"))["question"]

    page = write(browser, fields, text)

    assert 'class="error"' in page.content.decode()
    assert fields(page)["question"] == question


def test_a_made_up_question_is_not_kept(sign_in, kim, fields, unlock):
    write(sign_in(kim), fields, question="made-up")

    assert JournalEntry.objects.get().open(unlock(kim).key).question == ""


def test_queries_do_not_grow_with_the_journal(sign_in, kim, unlock, django_assert_max_num_queries):
    me = unlock(kim)
    for day in range(30):
        words = JournalWords("", "Why?", f"Because {day:02}", f"{day:02}")
        JournalEntry.create_sealed(me.key, words, person=kim, day=date(2026, 10, 1 + day))
    browser = sign_in(kim)

    with django_assert_max_num_queries(6):
        page = browser.get("/ask/journal/").content.decode()

    assert page.index("Because 29") < page.index("Because 10")
    assert "Because 09" not in page
