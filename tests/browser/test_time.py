"""A ritual proposed, accepted, moved, and fed to a calendar: on a phone, by keyboard, plain."""

from datetime import UTC, datetime, timedelta
from itertools import islice

import pytest
from ical.calendar_stream import IcsCalendarStream

from tests.browser.walker import DESK, PHONE, KeyWalker, PlainWalker, Walker

pytestmark = pytest.mark.browser

WAYS = {
    "phone": (Walker, PHONE),
    "keyboard alone": (KeyWalker, DESK),
    "no javascript": (PlainWalker, PHONE),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_ritual_is_proposed_accepted_moved_and_fed_to_a_calendar(walker, house, way):
    kind, device = WAYS[way]
    ana_address, bo_address = house.pair()
    ana = walker("Ana", address=ana_address, kind=kind, device=device)
    bo = walker("Bo", address=bo_address, kind=kind)
    tomorrow = datetime.now(UTC).date() + timedelta(days=1)

    ana.go("/time/ideas/?minutes=10&fits=asleep")
    ana.press(ana.page.get_by_role("link", name="Propose this").first)
    what = ana.page.get_by_label("What?").input_value()
    ana.page.get_by_label("First day").fill(tomorrow.isoformat())
    ana.page.get_by_label("Time", exact=True).fill("20:00")
    ana.field("A word with it", "I would like to hear your day.")
    ana.button("Propose it to Bo")
    ana.sees("Proposed to Bo", what)

    bo.go("/today/")
    bo.sees("Ana proposes", "I would like to hear your day.")
    bo.button("Yes")
    bo.sees("Bo agreed")
    bo.go("/time/")
    bo.press(bo.page.get_by_text("Move or skip").first)
    bo.press(bo.page.get_by_role("button", name="A day later").first)
    bo.sees("moved")

    ana.go("/time/calendar/")
    ana.choose("Appointment")
    ana.button("Make an address")
    address = ana.page.get_by_label("Your address").input_value()
    body = walker("Nobody").page.context.request.get(address).text()
    assert shown(body, 2) == [(tomorrow + timedelta(days=days), 20) for days in (1, 7)]
    assert {event.summary for event in IcsCalendarStream.calendar_from_ics(body).events} == {
        "Appointment"
    }


def shown(body, count):
    """The first times that a calendar program shows: day and hour, in UTC as the two have it."""
    calendar = IcsCalendarStream.calendar_from_ics(body)
    ahead = islice(calendar.timeline.start_after(datetime(2026, 1, 1, tzinfo=UTC)), count)
    return [(one.start.astimezone(UTC).date(), one.start.astimezone(UTC).hour) for one in ahead]


HIDE_AND_RETURN = """
() => [true, false].forEach((hidden) => {
  Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
})
"""


def test_phones_away_is_dark_asks_nobody_and_tells_nobody(walker, house):
    ana_address, bo_address = house.pair()
    ana = walker("Ana", address=ana_address, device=PHONE)
    bo = walker("Bo", address=bo_address, device=PHONE)
    bo.go("/time/")
    ana.go("/time/away/")
    ana.choose("10")
    ana.button("Put it away")
    ana.sees("It begins when Bo puts theirs away, too.")
    bo.link("Look at it")
    bo.button("Put mine away, too")
    for one in (ana, bo):
        one.sees("10 minutes for the two of you")

    asked = []
    ana.page.on("request", lambda request: asked.append(request.url))
    ana.page.evaluate(HIDE_AND_RETURN)
    ana.sees_title("Still there?")
    ana.button("Put it down again")
    ana.sees("10 minutes for the two of you")
    ana.page.wait_for_timeout(2500)
    assert asked == []
    dark = ana.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert sum(map(int, dark.removeprefix("rgb(").removesuffix(")").split(","))) < 60

    ana.button("We are back")
    ana.field("One sentence about it", "You laughed at the kettle.")
    ana.choose("6")
    ana.button("Keep")
    bo.sees("10 minutes for the two of you")
    bo.button("We are back")
    bo.sees("You laughed at the kettle.")


def test_phones_away_without_javascript(walker, house):
    ana_address, _ = house.pair()
    ana = walker("Ana", address=ana_address, kind=PlainWalker)
    ana.go("/time/away/")
    ana.choose("This one is enough for both of us")
    ana.button("Put it away")
    ana.sees("30 minutes for the two of you")
    ana.button("We are back")
    ana.sees_title("You are back")
