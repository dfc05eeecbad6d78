"""All questions can be looked through, found and kept, within one's own limits, unseen."""

import re
from dataclasses import replace

import pytest

from closeknit.apps.questions import decks
from closeknit.apps.questions.models import Opening
from closeknit.apps.questions.reading import question_in
from closeknit.content import library

pytestmark = pytest.mark.django_db


def ids(page):
    return re.findall(r'name="question" value="([^"]+)"', page.content.decode())


@pytest.fixture
def some_deck():
    return next(iter(library().decks))


def test_a_deck_goes_from_light_to_deep(sign_in, ana, bond, some_deck):
    found = ids(sign_in(ana).get(f"/ask/decks/{some_deck}/"))

    questions = [library().questions[name] for name in found]
    assert len(questions) > 10
    assert [one.depth for one in questions] == sorted(one.depth for one in questions)
    assert {one.deck for one in questions} == {some_deck}


def test_every_question_lies_in_a_deck(unlock, ana, bond):
    me = unlock(ana)

    found = [one.id for deck in library().decks for one in decks.of_deck(me, deck)]

    assert sorted(found) == sorted(library().questions)


def test_only_my_own_limits_apply(sign_in, unlock, ana, bo, bond, some_deck):
    before = ids(sign_in(ana).get(f"/ask/decks/{some_deck}/"))
    unlock(bo).change_settings(lambda now: replace(now, ceiling=1, tags_off=("family",)))

    assert ids(sign_in(ana).get(f"/ask/decks/{some_deck}/")) == before
    unlock(ana).change_settings(lambda now: replace(now, ceiling=2))
    less = ids(sign_in(ana).get(f"/ask/decks/{some_deck}/"))
    assert {library().questions[name].depth for name in less} == {1, 2}


def test_alone_there_are_only_questions_for_one(sign_in, kim, some_deck):
    found = ids(sign_in(kim).get(f"/ask/decks/{some_deck}/"))

    assert found
    assert all(library().questions[name].alone for name in found)


def test_words_find_questions_however_they_are_typed(sign_in, ana, bond):
    wanted = next(one for one in library().questions.values() if "'" not in one.text)
    words = " ".join(wanted.text.split()[1:4]).upper()

    page = sign_in(ana).post("/ask/decks/search/", {"words": words})

    assert wanted.id in ids(page)


def test_what_finds_nothing_says_what_to_do(sign_in, ana, bond):
    browser = sign_in(ana)

    assert "One word alone may find more" in search(browser, "xylophone quantum")
    assert "Write a word or two" in search(browser, "")


def search(browser, words):
    return browser.post("/ask/decks/search/", {"words": words}).content.decode()


def test_a_card_shows_all_that_stands_beside_a_question(sign_in, ana, bond):
    deep = next(one for one in library().questions.values() if one.literal and one.lead_in)

    page = sign_in(ana).post("/ask/card/", {"question": deep.id}).content.decode()

    for text in (deep.text, deep.literal, deep.lead_in, *deep.follow_ups):
        assert text in page.replace("&#x27;", "'")


def test_a_card_puts_its_question_before_both(sign_in, unlock, ana, bond):
    browser, wanted = sign_in(ana), next(iter(library().questions))

    browser.post("/ask/ask/", {"question": wanted})

    [opening] = Opening.objects.filter(bond=bond, is_current=True)
    assert question_in(unlock(ana), bond, opening).question == wanted


def test_a_favourite_stays_with_me_alone(sign_in, ana, bo, bond):
    browser, wanted = sign_in(ana), next(iter(library().questions))
    browser.post("/ask/favourites/add/", {"question": wanted})

    assert wanted in ids(browser.get("/ask/favourites/"))
    assert wanted not in ids(sign_in(bo).get("/ask/favourites/"))
    browser.post("/ask/favourites/remove/", {"question": wanted})
    assert ids(browser.get("/ask/favourites/")) == []


def test_a_favourite_that_was_switched_off_is_not_shown(unlock, ana, bond):
    me = unlock(ana)
    deep = next(one for one in library().questions.values() if one.depth == 4)
    decks.add_favourite(me, deep)

    me.change_settings(lambda now: replace(now, ceiling=3))

    assert decks.favourites(me) == []


@pytest.mark.parametrize("address", ["/ask/card/", "/ask/favourites/add/"])
def test_what_is_no_question_is_not_found(sign_in, ana, bond, address):
    assert sign_in(ana).post(address, {"question": "no-such"}).status_code == 404


def test_no_subject_of_that_name(sign_in, ana, bond):
    assert sign_in(ana).get("/ask/decks/no-such/").status_code == 404


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_deck_comes_as_cards_on_paper(sign_in, ana, bond, some_deck, paper):
    answer = sign_in(ana).get(f"/ask/decks/{some_deck}/cards/{paper}/")

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert answer["Cache-Control"] == "no-store, private"


def test_favourites_come_as_cards_once_there_are_any(sign_in, ana, bond):
    browser = sign_in(ana)
    assert browser.get("/ask/favourites/cards/a4/").status_code == 404

    browser.post("/ask/favourites/add/", {"question": next(iter(library().questions))})

    assert browser.get("/ask/favourites/cards/a4/").content.startswith(b"%PDF-")
