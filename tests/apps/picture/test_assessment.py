from datetime import timedelta

import pytest
from django.utils import timezone

from closeknit.content.model import PILLARS
from tests.apps.picture.conftest import words

MONDAY = timedelta(days=4)


@pytest.fixture
def browser(sign_in, ana, bond):
    return sign_in(ana)


@pytest.mark.parametrize("part", [*PILLARS, "signs", "barriers"])
def test_a_part_can_be_walked_through_and_is_kept_as_it_goes(browser, ana, read, part):
    count = 4 if part == "barriers" else 5
    page = browser.get(f"/picture/assessment/{part}/", follow=True)
    for number in range(count):
        assert f"{number + 1} of {count}" in words(page)
        page = browser.post(f"/picture/assessment/{part}/{number}/", {"answer": "2"}, follow=True)
        assert read(ana).sittings[-1][2][: number + 1] == (2,) * (number + 1)

    assert page.redirect_chain[-1][0] == f"/picture/assessment/{part}/end/"


def test_who_stops_goes_on_where_they_were(browser):
    browser.post("/picture/assessment/safety/0/", {"answer": "5"})

    assert browser.get("/picture/assessment/safety/").headers["Location"].endswith("/safety/1/")


def test_four_of_five_give_a_score(browser):
    for number in range(4):
        browser.post(f"/picture/assessment/experience/{number}/", {"answer": "4"})
    page = browser.post("/picture/assessment/experience/4/skip/", follow=True)

    assert "Your answers lie at 50 of 100" in words(page)


def test_three_of_five_are_kept_without_a_score(browser, ana, read):
    for number in range(3):
        browser.post(f"/picture/assessment/experience/{number}/", {"answer": "4"})
    page = words(browser.get("/picture/assessment/experience/end/"))

    assert "of 100" not in page
    assert "Your answers are kept." in page
    assert read(ana).sittings[0][2] == (4, 4, 4, 0, 0)


@pytest.mark.parametrize("address", ["safety/5/", "barriers/4/", "safety/9/skip/"])
def test_there_are_no_more_questions_than_there_are(browser, address):
    sent = browser.post(f"/picture/assessment/{address}", {"answer": "1"})

    assert sent.status_code == 404


def test_there_is_no_other_part(browser):
    assert browser.get("/picture/assessment/money/").status_code == 404


@pytest.mark.parametrize(("part", "sent"), [("signs", "4"), ("signs", "0"), ("safety", "8")])
def test_what_is_no_answer_is_told(browser, part, sent):
    page = browser.post(f"/picture/assessment/{part}/0/", {"answer": sent})

    assert page.status_code == 422
    assert "Choose one of the answers below" in words(page)


def test_a_sitting_begun_long_ago_makes_room_for_a_new_one(browser, ana, sit, read):
    sit(ana, "safety", (5, 5, 5, 3, 3), ago=91)

    browser.post("/picture/assessment/safety/0/", {"answer": "1"})

    assert [one[2] for one in read(ana).sittings] == [(5, 5, 5, 3, 3), (1, 0, 0, 0, 0)]


def test_it_is_offered_after_the_third_week_one_part_a_week(sign_in, ana, bond, answer, sit, clock):
    clock.move_to(timezone.now() + MONDAY)
    browser = sign_in(ana)
    answer(ana, [1])
    early = words(browser.get("/today/"))
    answer(ana, [2])
    offered = words(browser.get("/today/"))
    sit(ana, "safety", (5, 5, 5, 3, 3), ago=2)
    this_week = words(browser.get("/today/"))
    sit(ana, "safety", (5, 5, 5, 3, 3), ago=8)

    assert "A closer look" not in early
    assert "A closer look: Trust and safety" in offered
    assert "A closer look" not in this_week


def test_it_comes_again_after_three_months(sign_in, ana, bond, answer, sit, clock):
    clock.move_to(timezone.now() + MONDAY)
    answer(ana, range(1, 30))
    for part in (*PILLARS, "signs", "barriers"):
        sit(ana, part, (2,) * (4 if part == "barriers" else 5), ago=90)
    before = words(sign_in(ana).get("/today/"))
    clock.move_to(timezone.now() + timedelta(days=1))

    assert "A closer look" not in before
    assert "A closer look: Trust and safety" in words(sign_in(ana).get("/today/"))


def test_pillars_of_both_stand_side_by_side_with_words(year, ana, bo, sit, share, sign_in):
    sit(ana, "safety", (6, 6, 6, 2, 2))
    sit(bo, "safety", (6, 6, 6, 2, 2))
    sit(ana, "openness", (6, 2, 6, 6, 2))
    sit(bo, "openness", (2, 6, 2, 2, 6))
    share(ana, bo)

    page = words(sign_in(ana).get("/picture/"))

    assert "Trust and safety similar views" in page
    assert "Openness you see this differently" in page
    assert "Ana 83 ±" in page
    assert "Bo 17 ±" in page


def test_a_change_of_mine_is_named_only_beyond_noise(bond, ana, sit, sign_in):
    sit(ana, "safety", (6, 6, 6, 2, 2), ago=100)
    sit(ana, "safety", (2, 2, 2, 6, 6))
    sit(ana, "openness", (5, 3, 5, 5, 3), ago=100)
    sit(ana, "openness", (4, 4, 4, 4, 4))

    page = words(sign_in(ana).get("/picture/"))

    assert page.count("larger than measurement noise") == 1
    assert "Mine was 83 the time before" in page


class TestSigns:
    @pytest.fixture(autouse=True)
    def _both(self, year, ana, bo, sit):
        sit(ana, "signs", (3, 1, 2, 1, 1))
        sit(bo, "signs", (1, 3, 3, 3, 3))

    @pytest.fixture
    def browsers(self, sign_in, ana, bo):
        return sign_in(ana), sign_in(bo)

    def test_they_open_once_both_let_them(self, browsers):
        mine, theirs = browsers
        alone = words(mine.get("/picture/"))
        mine.post("/picture/assessment/signs/open/")
        waiting = words(mine.get("/picture/"))
        theirs.post("/picture/assessment/signs/open/")
        opened = words(mine.get("/picture/"))

        assert "Lonely even together Often" in alone
        for page in (alone, waiting):
            assert "Only surface talk Rarely or never Ask a better question" in page
        assert "Only surface talk Rarely or never Often" in opened

    def test_nothing_tells_whether_the_other_has_answered(self, browsers, ana, bo, unlock):
        from closeknit.apps.picture import book as books
        from tests.apps.picture.conftest import text

        mine, _theirs = browsers
        mine.post("/picture/assessment/signs/open/")
        mine.get("/picture/")
        before = text(mine.get("/picture/"))
        books.change(unlock(bo), lambda book: type(book)())

        assert text(mine.get("/picture/")) == before

    def test_they_can_be_taken_back(self, browsers):
        mine, theirs = browsers
        for one in browsers:
            one.post("/picture/assessment/signs/open/")
        theirs.post("/picture/assessment/signs/keep/")

        assert "Only surface talk Rarely or never Ask" in words(mine.get("/picture/"))
        # Who took theirs back sees the other's no more either.
        assert "Lonely even together Rarely or never Often" not in words(theirs.get("/picture/"))

    def test_each_leads_to_the_practice_that_meets_it(self, browsers):
        page = browsers[0].get("/picture/").content.decode()
        section = page.partition('id="signs-heading"')[2].partition("</section>")[0]

        assert section.count('href="/ask/"') == 1
        assert section.count('href="/feel/"') == 2
        assert section.count('href="/listen/"') == 1
        assert section.count('href="/time/"') == 1


def test_barriers_are_shown_to_the_other_only_when_their_owner_lets_them(
    year, ana, bo, sit, sign_in
):
    sit(bo, "barriers", (3, 1, 1, 1))
    mine, theirs = sign_in(ana), sign_in(bo)

    before = words(mine.get("/picture/"))
    theirs.post("/picture/barriers/show/")
    shown = words(mine.get("/picture/"))
    theirs.post("/picture/barriers/hide/")

    assert "Full days and screens" not in before
    assert "Full days and screens Often" in shown
    assert words(mine.get("/picture/")) == before
