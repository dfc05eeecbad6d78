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
