from uuid import uuid4

import pytest

from closeknit.apps.questions.models import JournalEntry, Opening


def ask(browser, text="Where shall we walk in May?", pk=None):
    return browser.post("/ask/own/", {"id": pk or str(uuid4()), "text": text}, follow=True)


def test_both_find_the_question_that_one_typed(sign_in, bond, ana, bo):
    mine = ask(sign_in(ana)).content.decode()

    theirs = sign_in(bo).get("/ask/").content.decode()
    assert "Where shall we walk in May?" in mine
    assert "Where shall we walk in May?" in theirs
    assert "Ana asks you both" in theirs
    assert "You ask you both" in mine


def test_it_takes_the_place_of_the_question_that_was_there(sign_in, opening, answer, ana, bo):
    answer(bo, opening, "Your soup")

    ask(sign_in(ana))
    sign_in(bo).get("/ask/")

    assert Opening.objects.get(is_current=True) != opening
    assert JournalEntry.objects.get().person == bo


def test_sending_again_with_other_words_asks_the_other_words(sign_in, bond, ana):
    browser, same = sign_in(ana), str(uuid4())

    ask(browser, pk=same)
    page = ask(browser, "Where shall we walk in June?", pk=same)

    assert "Where shall we walk in June?" in page.content.decode()


def test_sending_twice_asks_once(sign_in, bond, ana):
    browser, same = sign_in(ana), str(uuid4())

    ask(browser, pk=same)
    ask(browser, pk=same)

    assert Opening.objects.count() == 1


def test_the_id_of_somebody_elses_question_is_not_taken_over(sign_in, bond, ana, make_person):
    from closeknit.apps.people import pairing
    from tests.conftest import unlock

    eve, zoe = make_person("Eve"), make_person("Zoe")
    code = pairing.invite(unlock(eve), first_words="", colour="madder")
    pairing.accept(unlock(zoe), code)
    theirs = str(uuid4())
    ask(sign_in(eve), "Ours?", theirs)

    ask(sign_in(ana), pk=theirs)

    assert Opening.objects.filter(bond=bond, is_current=True).exclude(pk=theirs).exists()
    assert Opening.objects.count() == 2


def test_it_can_be_asked_again_on_the_evening_of_an_opening(sign_in, opened, ana):
    page = ask(sign_in(ana)).content.decode()

    assert "Where shall we walk in May?" in page


def test_it_can_be_answered_and_opened_like_any_other(sign_in, bond, ana, bo, answer, current):
    ask(sign_in(ana))
    now = current()

    answer(ana, now, "By the sea")
    answer(bo, now, "In the hills")

    page = sign_in(ana).get(f"/ask/{now.pk}/").content.decode()
    assert "Where shall we walk in May?" in page
    assert "In the hills" in page


@pytest.mark.parametrize("text", ["", "long " * 100])
def test_an_empty_or_a_long_one_comes_back_with_a_sentence(sign_in, bond, ana, text):
    page = ask(sign_in(ana), text).content.decode()

    assert 'class="error"' in page
    assert not Opening.objects.filter(is_current=True).exists()


def test_alone_there_is_nobody_to_ask(sign_in, kim):
    assert sign_in(kim).get("/ask/own/").status_code == 404
    assert ask(sign_in(kim)).status_code == 404
