"""What other calendars fetch, read by a parser that did not write it."""

from datetime import UTC, datetime, timedelta
from itertools import islice

import pytest
from ical.calendar_stream import IcsCalendarStream

from closeknit.apps.together import rituals
from closeknit.apps.together.models import Feed

pytestmark = pytest.mark.django_db


@pytest.fixture
def feed(sign_in, ana):
    """Return a function that makes Ana's address and gives its path."""

    def feed(phrase=0):
        browser = sign_in(ana)
        browser.post("/time/calendar/make/", {"phrase": phrase})
        page = browser.get("/time/calendar/").content.decode()
        return page.split('value="http://testserver')[1].split('"')[0]

    return feed


def read(body):
    return IcsCalendarStream.calendar_from_ics(body.decode())


def times(body, count=9):
    """The first times at which the calendar shows something, in UTC."""
    ahead = read(body).timeline.start_after(datetime(2026, 1, 1, tzinfo=UTC))
    return [f"{one.start.astimezone(UTC):%d %b %H:%M}" for one in islice(ahead, count)]


def test_a_feed_needs_no_sign_in_and_holds_one_phrase(client, agreed, feed):
    agreed()

    answer = client.get(feed(phrase=1))

    assert answer["Content-Type"].startswith("text/calendar")
    (event,) = read(answer.content).events
    assert (event.summary, event.duration) == ("Time for two", timedelta(minutes=30))
    body = answer.content.decode()
    for word in ("Tea", "Ana", "Bo", "hear your day", "Closeknit", "testserver"):
        assert word not in body


def test_it_recurs_by_the_wall_when_the_clocks_change(client, agreed, feed):
    agreed(first="2027-03-23T20:00")

    body = client.get(feed()).content

    assert times(body, 3) == ["23 Mar 20:00", "30 Mar 19:00", "06 Apr 19:00"]


def test_what_was_moved_and_skipped_shows(client, agreed, feed, bo, unlock):
    row = agreed()
    rituals.shift(unlock(bo), row.pk, "2026-11-24T20:00", "2026-11-25T21:00")
    rituals.shift(unlock(bo), row.pk, "2026-12-01T20:00", "")

    body = client.get(feed()).content

    assert times(body, 3) == ["25 Nov 21:00", "08 Dec 20:00", "15 Dec 20:00"]


def test_what_happens_once_is_one_event_wherever_it_was_moved(client, agreed, feed, bo, unlock):
    row = agreed(rule="")
    rituals.shift(unlock(bo), row.pk, "2026-11-24T20:00", "2026-11-26T20:00")

    assert times(client.get(feed()).content) == ["26 Nov 20:00"]


def test_a_proposal_is_in_no_calendar(client, propose, feed):
    propose()

    assert b"VEVENT" not in client.get(feed()).content


def test_a_new_address_stops_the_old_one(client, agreed, feed):
    agreed()
    old = feed()
    new = feed()

    assert old != new
    assert client.get(old).status_code == 404
    assert client.get(new).status_code == 200


def test_it_can_be_stopped(client, agreed, feed, sign_in, ana):
    agreed()
    address = feed()

    sign_in(ana).post("/time/calendar/forget/")

    assert client.get(address).status_code == 404
    assert Feed.objects.count() == 0


def test_the_address_lies_in_the_database_as_a_hash_alone(agreed, feed):
    token = feed().rsplit("/", 1)[1].removesuffix(".ics")

    row = Feed.objects.values().get()

    assert token.encode() not in b"".join(v for v in row.values() if isinstance(v, bytes))
    assert len(row["token_hash"]) == 32


def test_after_leaving_the_feed_is_empty(client, agreed, feed, ana, unlock):
    from closeknit.apps.people import pairing

    agreed()
    address = feed()

    pairing.leave(unlock(ana), withdraw=False)

    assert b"VEVENT" not in client.get(address).content


def test_a_file_of_one_ritual(sign_in, bo, agreed):
    row = agreed()

    answer = sign_in(bo).get(f"/time/{row.pk}/ritual.ics?phrase=2")

    assert "attachment" in answer["Content-Disposition"]
    assert {event.summary for event in read(answer.content).events} == {"Appointment"}


@pytest.mark.parametrize("token", ["x", "0" * 32, "..%2f"])
def test_a_guess_finds_nothing(client, agreed, feed, token):
    feed()

    assert client.get(f"/time/feed/{token}.ics").status_code == 404
