"""Two people answer week after week, and see a notice come and go, by a clock that moves."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Watched
from tests.browser.house import PASSWORD, serving
from tests.browser.walker import DESK, PHONE, Walker

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# A Thursday, later than anything that happens on this machine's own clock.
BEGIN = datetime(2041, 1, 3, 19, 0, tzinfo=UTC)
WEEK = timedelta(weeks=1)
# Three of five items say more when things are well, two say less.
REVERSED = (False, True, False, True, False)
CLOSE, DISTANT = (6, 5), (3, 2)
LOWER = "Answers have been lower since around"
CAME_BACK = "and have come back; it was last said"


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("weeks") / "data", BEGIN) as found:
        yield found


@pytest.fixture
def couple(playwright, browser, house):
    watched = Watched(playwright, browser, house)
    people = house.pair()
    devices = (DESK, PHONE)
    couple = [
        Walker(name, address, watched.context(device).new_page(), device == PHONE)
        for name, address, device in zip(("Ana", "Bo"), people, devices, strict=True)
    ]
    for one in couple:
        one.sign_in()
    yield couple
    for context in watched.contexts:
        context.close()
    assert not watched.faults


def test_a_letter_opens_on_the_day_that_both_chose(house, couple):
    ana, bo = couple
    text = "When you read this, the plums will be in flower."
    opens_on = BEGIN + timedelta(days=3)
    ana.go("/ask/letters/new/")
    ana.field("Your letter", text)
    ana.page.get_by_label("Opens on").fill(opens_on.date().isoformat())
    ana.button("Seal it")
    ana.sees("it waits until you both choose the day")

    bo.go("/today/")
    bo.sees("A day is to be chosen")
    bo.link("Look at it")
    bo.sees("It is closed until its day.")
    bo.sees_no(text)
    bo.button("Yes, on Sunday, 6 January")
    bo.sees("Opens on Sunday, 6 January 2041", "It is closed until its day.")
    bo.sees_no(text)

    house.move_clock(opens_on)
    _open(bo, "/today/")
    bo.sees("A letter has opened")
    bo.link("Read it")
    bo.sees(text)
    _open(ana, "/ask/letters/")
    ana.press(ana.page.get_by_role("link", name="A letter to Bo"))
    ana.button("Take it back")
    _open(bo, "/ask/letters/")
    bo.sees("None is on its way.")


class Weeks:
    """Lets weeks go by."""

    def __init__(self, house, couple):
        self.house, self.couple, self.now = house, couple, BEGIN

    def answer(self, felt):
        """Move on by a week and let both answer it: one with the keys, one by touch."""
        self.now += WEEK
        self.house.move_clock(self.now)
        for one in self.couple:
            _open(one, "/picture/pulse/0/")
            for place, answer in enumerate(self._answers(felt)):
                _answer(one, place, answer)

    def pass_by(self, felt, count):
        """Move on by weeks in which both answered, without the pages for it."""
        weeks = []
        for _week in range(count):
            self.now += WEEK
            weeks.append([self.now.date().isoformat(), *self._answers(felt), 0, 0, 0])
        for one in self.couple:
            self.house.hands.do("weeks", address=one.address, answers=weeks)
        self.house.move_clock(self.now)

    def _answers(self, felt):
        levels = (felt[(self.now.isocalendar().week + place) % len(felt)] for place in range(5))
        return [
            8 - level if is_reversed else level
            for level, is_reversed in zip(levels, REVERSED, strict=True)
        ]

    def until(self, felt, text, most):
        """Answer until Ana's picture says so; return how many weeks it took."""
        ana, _bo = self.couple
        for count in range(1, most + 1):
            self.pass_by(felt, 1)
            _open(ana, "/picture/")
            if text in ana.page.inner_text("main"):
                return count
        raise AssertionError(f"{text} was not said in {most} weeks")


def test_a_notice_comes_when_both_have_drifted_and_goes_when_they_are_back(house, couple):
    ana, bo = couple
    for one in couple:
        one.go("/picture/")
        one.button("Let mine be drawn in")
        one.sees_title("Your answers are let into this picture")
    weeks = Weeks(house, couple)
    weeks.pass_by(CLOSE, 12)
    for _week in range(2):
        weeks.answer(CLOSE)
    ana.go("/picture/")
    ana.sees("No lasting fall shows in the answers.")
    ana.sees_no(LOWER)

    took = weeks.until(DISTANT, LOWER, most=6)
    _open(bo, "/picture/")
    bo.sees(LOWER, "It describes answers; it cannot say why.")
    bo.link("Talk about it, guided")
    bo.sees_title("Talk about it, ten minutes each")
    ana.sees("Show as table")
    assert ana.page.locator("svg.drawing:visible path.thread.theirs").count() >= 1

    back = weeks.until(CLOSE, CAME_BACK, most=12)
    weeks.answer(CLOSE)
    ana.go("/picture/")
    ana.sees_no(LOWER)
    assert took <= 6
    assert back <= 12


def _open(one, address):
    one.go(address)
    if "/sign-in/" in one.page.url:
        # After a month a session has ended.
        one.sign_in()
        one.go(address)
    if one.page.get_by_role("button", name="Open", exact=True).count():
        one.field("Password", PASSWORD)
        one.button("Open")
        one.page.wait_for_url(f"**{address}")


def _answer(one, place, answer):
    button = one.page.locator(f'.answer[value="{answer}"]')
    button.wait_for()
    if one.has_touch:
        one.press(button)
    else:
        # A browser moves the focus with the first picture of a page, which may follow its load.
        expect(one.page.locator(".answers")).to_be_focused()
        one.page.keyboard.press(str(answer))
    one.page.wait_for_url(f"**/picture/pulse/{place + 1}/")
