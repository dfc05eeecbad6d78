"""Answers to answers, and words that mend."""

from uuid import uuid4

import pytest

from closeknit.apps.checkins.models import Mend, Reply
from tests.pages import form_to

pytestmark = pytest.mark.django_db


def test_both_read_the_thread_on_their_own_page(sign_in, ana, bo, shared, answer, text):
    first = answer(ana, shared, "I hear you.")
    answer(bo, shared, "That helps.", first)

    for person, address in ((ana, f"from/{shared.pk}"), (bo, f"{shared.check_in_id}")):
        page = text(sign_in(person).get(f"/feel/{address}/"))
        assert page.index("I hear you.") < page.index("That helps.")


def test_the_author_answers_an_answer(sign_in, unlock, bo, ana, shared, answer):
    first, browser = answer(ana, shared), sign_in(bo)
    form = form_to(browser.get(f"/feel/replies/{first.pk}/answer/"), "/answer/")

    response = browser.post(f"/feel/replies/{first.pk}/answer/", form.filled(text="Thank you."))

    assert response["Location"] == f"/feel/{shared.check_in_id}/#replies"
    assert Reply.objects.get(parent=first).open(unlock(ana).bond_key).text == "Thank you."


def test_threads_stay_one_level_deep(sign_in, ana, bo, shared, answer):
    first = answer(ana, shared)
    second = answer(bo, shared, "Thank you.", first)

    sent = {"id": str(uuid4()), "text": "And thank you."}
    sign_in(ana).post(f"/feel/replies/{second.pk}/answer/", sent)

    assert Reply.objects.filter(parent=first).count() == 2
    assert not Reply.objects.filter(parent=second).exists()


def test_each_deletes_only_their_own(sign_in, ana, bo, shared, answer):
    row = answer(ana, shared)

    assert sign_in(bo).post(f"/feel/replies/{row.pk}/delete/").status_code == 404
    assert sign_in(ana).post(f"/feel/replies/{row.pk}/delete/").status_code == 302
    assert not Reply.objects.exists()


def test_deleting_mine_leaves_what_the_other_said_to_it(sign_in, ana, bo, shared, answer, text):
    first = answer(ana, shared, "I hear you.")
    answer(bo, shared, "That helps.", first)

    sign_in(ana).post(f"/feel/replies/{first.pk}/delete/")

    assert "That helps." in text(sign_in(bo).get(f"/feel/{shared.check_in_id}/"))


def test_a_draft_of_an_answer_to_an_answer_waits(sign_in, ana, bo, shared, answer):
    first, browser = answer(ana, shared), sign_in(bo)
    browser.post("/draft/", {"draft": f"answer:{first.pk}", "text": "Half a", "id": str(uuid4())})

    form = form_to(browser.get(f"/feel/replies/{first.pk}/answer/"), "/answer/")

    assert form.fields["text"] == ["Half a"]


def test_a_line_that_is_here_mends(sign_in, unlock, ana, bo, bond):
    browser = sign_in(ana)
    form = form_to(browser.get("/feel/mend/"), "/feel/mend/")

    browser.post("/feel/mend/", form.filled(mend="softer"))

    assert (
        Mend.objects.get().open(unlock(bo).bond_key).text == "Softer, please. I want to hear you."
    )


def test_own_words_go_before_a_chosen_line(sign_in, unlock, ana, bo, bond):
    sent = {"id": str(uuid4()), "mend": "softer", "text": "Start again with me?"}

    sign_in(ana).post("/feel/mend/", sent)

    assert Mend.objects.get().open(unlock(bo).bond_key).text == "Start again with me?"


def test_a_mend_asks_for_words(sign_in, ana, bond, text):
    page = sign_in(ana).post("/feel/mend/", {"id": str(uuid4())})

    assert page.status_code == 400
    assert "Choose a line" in text(page)


def test_a_mend_that_is_sent_twice_is_there_once(sign_in, ana, bond):
    browser, sent = sign_in(ana), {"id": str(uuid4()), "text": "I got loud."}

    browser.post("/feel/mend/", sent)
    browser.post("/feel/mend/", sent)

    assert Mend.objects.count() == 1


def test_a_mend_from_a_reply_stands_in_its_thread(sign_in, ana, bo, shared, answer, text):
    row, browser = answer(ana, shared, "Calm down."), sign_in(bo)
    form = form_to(browser.get(f"/feel/mend/?reply={row.pk}"), "/feel/mend/")

    browser.post("/feel/mend/", form.filled(text="I was harsh."))

    assert "I was harsh." in text(sign_in(ana).get(f"/feel/from/{shared.pk}/"))


def test_a_mend_can_be_taken_back_by_its_author_alone(sign_in, ana, bo, bond, mend):
    row = mend(ana)

    assert sign_in(bo).post(f"/feel/mend/{row.pk}/delete/").status_code == 404
    sign_in(ana).post(f"/feel/mend/{row.pk}/delete/")
    assert not Mend.objects.exists()


def test_alone_there_is_nobody_to_mend_with(sign_in, kim):
    browser = sign_in(kim)

    assert browser.get("/feel/mend/").status_code == 200
    sent = {"id": str(uuid4()), "text": "I got loud."}
    assert browser.post("/feel/mend/", sent).status_code == 404


def test_a_reply_that_does_not_open_is_said_so(sign_in, ana, bo, shared, answer, text):
    answer(ana, shared)
    Reply.objects.update(sealed=b"x" * 100)

    assert "cannot be opened" in text(sign_in(bo).get(f"/feel/{shared.check_in_id}/"))
    assert "cannot be opened" in text(sign_in(bo).get("/today/"))
