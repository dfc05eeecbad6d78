from uuid import uuid4

import pytest

from closeknit.apps.questions.models import Response


def respond(browser, opening, text="Tell me more", pk=None):
    sent = {"id": pk or str(uuid4()), "text": text}
    return browser.post(f"/ask/{opening.pk}/respond/", sent, follow=True)


def test_each_may_answer_the_answer_more_than_once(sign_in, opened, ana, bo):
    respond(sign_in(ana), opened, "Which one?")
    respond(sign_in(bo), opened, "The red one")
    page = respond(sign_in(ana), opened, "I thought so").content.decode()

    assert page.index("Which one?") < page.index("The red one") < page.index("I thought so")


def test_nobody_answers_before_both_are_open(sign_in, opening, answer, ana):
    answer(ana, opening, "Our walks")

    assert respond(sign_in(ana), opening).status_code == 404
    assert not Response.objects.exists()


def test_sending_twice_adds_once(sign_in, opened, ana):
    browser, same = sign_in(ana), str(uuid4())

    respond(browser, opened, pk=same)
    respond(browser, opened, pk=same)

    assert Response.objects.count() == 1


def test_the_id_of_the_others_words_is_not_taken_over(sign_in, opened, ana, bo):
    same = str(uuid4())
    respond(sign_in(bo), opened, "Mine", same)

    page = respond(sign_in(ana), opened, "And mine", same).content.decode()

    assert "And mine" in page
    assert Response.objects.get(pk=same).author == bo


def test_one_may_delete_ones_own(sign_in, opened, ana):
    browser = sign_in(ana)
    respond(browser, opened)

    page = browser.post(f"/ask/response/{Response.objects.get().pk}/delete/", follow=True)

    assert "Tell me more" not in page.content.decode()
    assert not Response.objects.exists()


def test_the_others_words_stay(sign_in, opened, ana, bo):
    respond(sign_in(ana), opened)

    deleted = sign_in(bo).post(f"/ask/response/{Response.objects.get().pk}/delete/")

    assert deleted.status_code == 404
    assert Response.objects.exists()


@pytest.mark.parametrize("text", ["", "word " * 1000])
def test_what_does_not_fit_comes_back_with_a_sentence(sign_in, opened, ana, text):
    page = respond(sign_in(ana), opened, text).content.decode()

    assert 'class="error"' in page
    assert "Our walks" in page
    assert not Response.objects.exists()
