from datetime import timedelta
from uuid import uuid4

import pytest

from closeknit.apps.people import drafts
from closeknit.apps.questions.models import Answer, JournalEntry


def send(browser, opening, text="Our walks", **more):
    sent = {"id": str(uuid4()), "text": text, "choice": "open"} | more
    return browser.post(f"/ask/{opening.pk}/write/", sent, follow=True)


def test_the_answer_is_kept_and_shown_to_its_author(sign_in, opening, ana):
    page = send(sign_in(ana), opening)

    assert "Our walks" in page.content.decode()
    assert "Yours is written. It opens when you have both answered." in page.content.decode()


def test_bo_cannot_read_the_first_answer(sign_in, opening, ana, bo):
    send(sign_in(ana), opening)
    browser = sign_in(bo)

    for address in ("/ask/", f"/ask/{opening.pk}/", f"/ask/{opening.pk}/write/", "/today/"):
        assert "Our walks" not in browser.get(address, follow=True).content.decode()


def test_both_answers_open_with_the_second(sign_in, opening, ana, bo):
    send(sign_in(ana), opening)

    page = send(sign_in(bo), opening, "Your soup").content.decode()

    assert "Our walks" in page
    assert "Your soup" in page
    assert "opening two fresh" in page
    assert page.index("Your soup") < page.index("Our walks")


def test_what_is_stored_opens_with_the_bond_key_only_once_released(opening, answer, ana, unlock):
    answer(ana, opening, "Our walks")

    stored = Answer.objects.get()

    assert stored.open(unlock(ana).bond_key).text == "Our walks"
    assert stored.open_or_none(unlock(ana).key) is None


def test_sending_twice_stores_once(sign_in, opening, ana):
    browser, same = sign_in(ana), str(uuid4())

    send(browser, opening, id=same)
    page = send(browser, opening, id=same)

    assert page.status_code == 200
    assert Answer.objects.count() == 1


def test_an_answer_can_be_changed_until_both_are_open(sign_in, opening, ana, fields):
    browser = sign_in(ana)
    send(browser, opening)
    form = fields(browser.get(f"/ask/{opening.pk}/write/"))

    page = send(browser, opening, "Our long walks", revision=form["revision"])

    assert "Our long walks" in page.content.decode()
    assert Answer.objects.count() == 1


@pytest.mark.parametrize("had_answer", [True, False])
def test_a_draft_over_an_older_answer_does_not_undo_the_newer(
    sign_in, opening, ana, fields, unlock, had_answer
):
    browser, place = sign_in(ana), f"answer:{opening.pk}"
    if had_answer:
        send(browser, opening)
    form = fields(browser.get(f"/ask/{opening.pk}/write/"))
    send(browser, opening, "From the desk", revision=form["revision"])
    typed = {"draft": place, "text": "From the phone", "revision": form["revision"] or ""}
    browser.post("/draft/", typed)

    loaded = fields(browser.get(f"/ask/{opening.pk}/write/"))
    page = send(browser, opening, "From the phone", revision=loaded.get("revision") or "")

    assert page.status_code == 409
    assert "From the desk" in page.content.decode()


def test_an_opened_answer_stays_as_it_is_and_late_words_can_be_added(sign_in, opened, ana):
    page = send(sign_in(ana), opened, "Our long walks")

    assert page.status_code == 409
    assert "Both answers are open by now" in page.content.decode()
    assert "Our long walks</textarea>" in page.content.decode()
    assert "Our walks" in page.content.decode()


@pytest.mark.parametrize("text", ["", "   \n", "\u200e\u202e\x00"])
def test_an_empty_answer_is_asked_for_in_words(sign_in, opening, ana, text):
    page = send(sign_in(ana), opening, text)

    assert "A few words are enough." in page.content.decode()
    assert not Answer.objects.exists()


def test_a_long_answer_comes_back_whole(sign_in, opening, ana):
    page = send(sign_in(ana), opening, "walk " * 1000)

    assert page.content.decode().count("walk ") >= 999
    assert not Answer.objects.exists()


@pytest.mark.parametrize("text", ["🧶🧶", "אהבה", "e\u0301te\u0301", "<b>bold</b>"])
def test_words_of_all_kinds_come_back_as_written(sign_in, opening, ana, text, unlock):
    send(sign_in(ana), opening, text)

    assert len(Answer.objects.get().open(unlock(ana).bond_key).text) <= len(text)
    assert "<b>bold</b>" not in sign_in(ana).get("/ask/").content.decode()


@pytest.mark.parametrize("broken", [{"id": "nobody"}, {"choice": "shout"}, {"revision": "x"}])
def test_a_form_that_was_meddled_with_stores_nothing(sign_in, opening, ana, broken):
    page = send(sign_in(ana), opening, **broken)

    assert page.status_code == 200
    assert "Our walks" in page.content.decode()
    assert not Answer.objects.exists()


def test_somebody_elses_id_is_not_taken_over(sign_in, opening, answer, ana, bo):
    answer(bo, opening, "Your soup")
    theirs = Answer.objects.get()

    send(sign_in(ana), opening, id=str(theirs.pk))

    assert Answer.objects.count() == 2
    theirs.refresh_from_db()
    assert theirs.author == bo


def test_a_question_that_gave_way_meanwhile_leaves_the_words_in_the_journal(
    sign_in, opening, ana, bo
):
    browser = sign_in(ana)
    sign_in(bo).post(f"/ask/{opening.pk}/lighter/")

    page = send(browser, opening)

    assert "The question had given way to another one by then." in page.content.decode()
    assert "Our walks" in page.content.decode()
    assert not Answer.objects.exists()
    assert JournalEntry.objects.get().person == ana


def test_after_seven_days_it_takes_no_more_answers(sign_in, opening, ana, clock):
    clock.shift(timedelta(days=7))

    send(sign_in(ana), opening)

    assert not Answer.objects.exists()
    assert JournalEntry.objects.count() == 1


def test_a_draft_waits_where_it_was_left(sign_in, opening, ana, unlock):
    drafts.keep(unlock(ana), f"answer:{opening.pk}", {"text": "Our wal", "choice": "keep"})
    browser = sign_in(ana)

    page = browser.get(f"/ask/{opening.pk}/write/").content.decode()

    assert "Our wal</textarea>" in page
    assert "Go on writing" in browser.get("/ask/").content.decode()


def test_the_draft_goes_once_the_answer_is_kept(sign_in, opening, ana, unlock):
    place = f"answer:{opening.pk}"
    drafts.keep(unlock(ana), place, {"text": "Our wal"})

    send(sign_in(ana), opening)

    assert drafts.read(unlock(ana), place) == {}
