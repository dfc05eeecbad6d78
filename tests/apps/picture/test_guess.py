"""What do you think your partner answered? Guesses and answers open together."""

import pytest

from tests.apps.picture.conftest import text, words


@pytest.fixture
def browsers(sign_in, ana, bo, bond):
    return sign_in(ana), sign_in(bo)


def guess(browser, answers):
    """Answer for oneself and guess, in turns."""
    for number, answer in enumerate(answers):
        page = browser.post(f"/picture/guess/{number}/", {"answer": answer}, follow=True)
    return page


ANAS = (7, 1, 6, 2, 5, 3, 4, 4, 3, 5)
BOS = (2, 6, 2, 6, 2, 6, 2, 6, 2, 6)


def test_each_question_comes_for_oneself_and_then_as_a_guess(browsers):
    own = words(browsers[0].get("/picture/guess/0/"))
    other = words(browsers[0].get("/picture/guess/1/"))

    assert "For yourself" in own
    assert "What do you think Bo answered?" in other


def test_both_open_together(browsers):
    mine, theirs = browsers
    guess(mine, ANAS)
    mine.post("/picture/guess/open/")
    guess(theirs, BOS)
    before = words(mine.get("/picture/guess/"))
    theirs.post("/picture/guess/open/")
    after = words(mine.get("/picture/guess/"))

    assert "answered 2" not in before
    assert "Ana answered 7 ; Bo thought 6." in after
    assert "Bo answered 2 ; Ana thought 1." in after


def test_nothing_tells_whether_the_other_has_begun(browsers):
    mine, theirs = browsers
    guess(mine, ANAS)
    mine.post("/picture/guess/open/")
    mine.get("/picture/guess/")
    before = text(mine.get("/picture/guess/"))

    guess(theirs, BOS)

    assert text(mine.get("/picture/guess/")) == before


def test_it_can_be_taken_back_until_it_opens(browsers):
    mine, theirs = browsers
    guess(mine, ANAS)
    mine.post("/picture/guess/open/")
    mine.post("/picture/guess/take-back/", {"month": "2026-11"})
    guess(theirs, BOS)
    theirs.post("/picture/guess/open/")

    assert "answered 7" not in words(theirs.get("/picture/guess/"))


def test_what_has_opened_is_answered_no_more(browsers, read, ana):
    mine, theirs = browsers
    for browser, answers in ((mine, ANAS), (theirs, BOS)):
        guess(browser, answers)
        browser.post("/picture/guess/open/")

    sent = mine.post("/picture/guess/0/", {"answer": "1"})
    skipped = mine.post("/picture/guess/0/skip/")

    assert sent.headers["Location"] == "/picture/guess/"
    assert skipped.status_code == 302
    assert read(ana).guesses[0][1][0] == 7


def test_what_was_skipped_stays_empty(browsers):
    mine, theirs = browsers
    mine.post("/picture/guess/0/", {"answer": "7"})
    mine.post("/picture/guess/0/skip/")
    mine.post("/picture/guess/1/", {"answer": "3"})
    mine.post("/picture/guess/open/")
    guess(theirs, BOS)
    theirs.post("/picture/guess/open/")

    assert "Ana answered – ; Bo thought 6." in words(mine.get("/picture/guess/"))


def test_it_is_never_a_score_of_a_person(browsers):
    mine, theirs = browsers
    for browser, answers in ((mine, ANAS), (theirs, BOS)):
        guess(browser, answers)
        browser.post("/picture/guess/open/")

    page = words(mine.get("/picture/guess/"))

    for word in ("%", "points", "correct", "score", "of 5", "of 10"):
        assert word not in page


@pytest.mark.parametrize("address", ["", "0/", "open/", "take-back/"])
def test_there_is_nothing_to_guess_alone(sign_in, kim, address):
    browser = sign_in(kim)

    assert browser.get(f"/picture/guess/{address}").status_code in {404, 405}
    assert browser.post(f"/picture/guess/{address}").status_code in {404, 405}


def test_there_is_no_eleventh_screen(browsers):
    assert browsers[0].get("/picture/guess/10/").status_code == 404
    assert browsers[0].post("/picture/guess/10/skip/").status_code == 404
