"""Two devices of one person."""

from uuid import uuid4

import pytest

from closeknit.apps.questions.models import Answer


def send(browser, opening, text, **more):
    sent = {"id": str(uuid4()), "text": text, "choice": "open"} | more
    return browser.post(f"/ask/{opening.pk}/write/", sent, follow=True)


@pytest.fixture
def revision(opening, answer, ana):
    answer(ana, opening, "Our walks")
    return Answer.objects.get().revision


def test_the_later_one_sees_both_wordings(sign_in, opening, ana, revision):
    phone, desk = sign_in(ana), sign_in(ana)
    send(phone, opening, "Our long walks", revision=revision)

    page = send(desk, opening, "Our short walks", revision=revision)

    text = page.content.decode()
    assert page.status_code == 409
    assert "Our long walks" in text
    assert "Our short walks</textarea>" in text


def test_saving_again_replaces_what_was_kept(sign_in, opening, ana, revision, fields, unlock):
    browser = sign_in(ana)
    send(browser, opening, "Our long walks", revision=revision)
    page = send(browser, opening, "Our short walks", revision=revision)

    send(browser, opening, "Our short walks", revision=fields(page)["revision"])

    assert Answer.objects.get().open(unlock(ana).bond_key).text == "Our short walks"


def test_two_first_answers_show_both_wordings(sign_in, opening, ana):
    send(sign_in(ana), opening, "From the phone")

    page = send(sign_in(ana), opening, "From the desk")

    assert page.status_code == 409
    assert "From the phone" in page.content.decode()
    assert "From the desk</textarea>" in page.content.decode()
    assert Answer.objects.count() == 1


def test_the_same_words_again_are_no_quarrel(sign_in, opening, ana, revision):
    page = send(sign_in(ana), opening, "Our walks", revision=revision + 1)

    assert page.status_code == 200
