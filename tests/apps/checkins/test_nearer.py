"""Nearer words, looked for when somebody asks: three feelings, and needs that go with them."""

import re
from dataclasses import replace

import pytest

from closeknit.apps.checkins import choices
from closeknit.content import library

pytestmark = pytest.mark.django_db
VAGUE = "fine, just a long week"


def look(browser, text):
    return browser.post("/feel/nearer/", {"own_feeling": text}, follow=True)


def offered(page, name):
    part = page.content.decode().partition('id="nearer"')[2].partition("</section>")[0]
    return re.findall(rf'name="{name}" value="([^"]+)"', part)


@pytest.fixture(params=["model", "rules", "switched off"])
def browser(request, monkeypatch, sign_in, unlock, kim):
    if request.param == "rules":
        monkeypatch.setattr("closeknit.coach.loading.is_there", lambda: False)
    if request.param == "switched off":
        unlock(kim).change_settings(lambda now: replace(now, coach=False))
        monkeypatch.setattr("closeknit.coach.reader", refuse)
    return sign_in(kim)


def test_three_feelings_and_their_needs_are_offered(browser):
    page = look(browser, VAGUE)

    known = library()
    feelings, needs = offered(page, "feeling"), offered(page, "need")
    assert len(set(feelings)) == 3
    assert set(feelings) <= set(known.feelings)
    assert 1 <= len(set(needs)) <= 3
    assert set(needs) <= {
        need for one in feelings for need in known.families[known.feelings[one].family].needs
    }


def test_a_word_that_is_taken_stands_in_place_of_ones_own(browser, unlock, kim):
    first = offered(look(browser, VAGUE), "feeling")[0]

    browser.post("/feel/take/", {"feeling": first, "instead": "1"})

    chosen = choices.read(unlock(kim))
    assert chosen.feelings == (first,)
    assert not chosen.own_feeling


def test_a_need_that_is_taken_keeps_the_words(browser, unlock, kim):
    need = offered(look(browser, VAGUE), "need")[0]

    browser.post("/feel/take/", {"need": need})

    chosen = choices.read(unlock(kim))
    assert chosen.need == need
    assert chosen.own_feeling == VAGUE


def test_a_fourth_word_says_that_one_has_to_go(sign_in, unlock, kim):
    chosen = choices.Choices(feelings=("tired", "sad", "hurt"), own_feeling=VAGUE)
    choices.keep(unlock(kim), chosen)

    page = sign_in(kim).post("/feel/take/", {"feeling": "proud"})

    assert page.status_code == 400
    assert "Up to three words" in page.content.decode()
    assert choices.read(unlock(kim)) == chosen


def test_from_an_older_entry_a_word_is_taken_beside_what_is_being_written(sign_in, unlock, kim):
    choices.keep(unlock(kim), choices.Choices(own_feeling=VAGUE))

    sign_in(kim).post("/feel/take/", {"feeling": "proud"})

    assert choices.read(unlock(kim)) == choices.Choices(feelings=("proud",), own_feeling=VAGUE)


def test_a_need_that_is_taken_stands_in_place_of_ones_own(sign_in, unlock, kim):
    choices.keep(unlock(kim), choices.Choices(own_feeling=VAGUE, own_need="my own need"))

    sign_in(kim).post("/feel/take/", {"need": "rest"})

    chosen = choices.read(unlock(kim))
    assert (chosen.need, chosen.own_need) == ("rest", "")


def test_what_is_chosen_already_is_not_offered(browser, unlock, kim):
    first = offered(look(browser, VAGUE), "feeling")
    choices.keep(unlock(kim), choices.Choices(feelings=tuple(first[:2]), own_feeling=VAGUE))

    again = offered(browser.get("/feel/?nearer=1"), "feeling")

    assert again
    assert not set(again) & set(first[:2])


def test_unknown_words_change_nothing(sign_in, unlock, kim):
    choices.keep(unlock(kim), choices.Choices(own_feeling="okay"))

    sign_in(kim).post("/feel/take/", {"feeling": "nothing-such", "need": "nor-this"})

    assert choices.read(unlock(kim)) == choices.Choices(own_feeling="okay")


def test_with_nothing_typed_it_says_what_to_do(sign_in, kim, text):
    assert "Type a word of your own first" in text(look(sign_in(kim), ""))


def test_too_long_a_word_is_asked_for_again_and_stays(sign_in, kim, text):
    page = look(sign_in(kim), "long " * 40)

    assert page.status_code == 400
    assert "long long" in text(page)


def test_markup_is_shown_as_typed(sign_in, kim):
    page = look(sign_in(kim), "<b>fine</b>").content.decode()

    assert "<b>fine</b>" not in page


def test_a_plain_answer_can_be_looked_at_again(sign_in, kim, text):
    browser = sign_in(kim)
    page = browser.get("/feel/").content.decode()
    sent = re.search(r'action="/feel/fine/".*?name="id" value="([^"]+)"', page)[1]

    entry = browser.post("/feel/fine/", {"id": sent}, follow=True)
    assert "Is there a nearer word?" in text(entry)
    again = browser.get(entry.request["PATH_INFO"] + "?nearer=1")

    assert len(offered(again, "feeling")) == 3


def refuse(_text):
    raise AssertionError("nobody asked for this")
