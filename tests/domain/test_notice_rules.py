from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from closeknit.domain import notices
from closeknit.domain.notices import DROP, SEND, WAIT, Case, Quiet

LISBON = ZoneInfo("Europe/Lisbon")
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=LISBON)
NIGHT = Quiet(21, 8)


def case(**more):
    given = {
        "now": NOON,
        "due": NOON,
        "expires": NOON + timedelta(days=1),
        "quiet": NIGHT,
        "told": 0,
        "is_snoozed": False,
        "is_busy": False,
    }
    return Case(**(given | more))


@pytest.mark.parametrize(
    ("hour", "is_quiet"), [(20, False), (21, True), (0, True), (7, True), (8, False), (12, False)]
)
def test_quiet_hours_lie_across_midnight(hour, is_quiet):
    assert NIGHT.holds(hour) is is_quiet


def test_quiet_hours_may_lie_within_a_day_or_be_none():
    assert Quiet(9, 17).holds(12)
    assert not Quiet(9, 17).holds(17)
    assert not any(Quiet(8, 8).holds(hour) for hour in range(24))


@pytest.mark.parametrize("hour", [21, 23, 0, 7])
def test_quiet_hours_end_in_the_morning_that_follows(hour):
    now = NOON.replace(hour=hour)

    end = notices.end_of_quiet(now, NIGHT)

    assert end.hour == 8
    assert timedelta(0) < end - now < timedelta(days=1)


@pytest.mark.parametrize(
    ("more", "what"),
    [
        ({}, SEND),
        ({"told": 1}, SEND),
        ({"told": 2}, DROP),
        ({"is_snoozed": True}, DROP),
        ({"is_busy": True}, WAIT),
        ({"now": NOON.replace(hour=22)}, WAIT),
        ({"expires": NOON}, DROP),
        ({"is_busy": True, "expires": NOON + timedelta(minutes=10)}, DROP),
        ({"due": NOON - timedelta(days=1), "expires": NOON + timedelta(days=9)}, DROP),
    ],
)
def test_what_is_decided(more, what):
    assert notices.decide(case(**more)).what == what


def test_a_reminder_for_the_night_is_dropped_when_its_time_passes_in_it():
    now = NOON.replace(hour=22)

    assert notices.decide(case(now=now, due=now, expires=now + timedelta(hours=1))).what == DROP


def test_each_try_waits_longer_and_then_it_gives_up():
    waits = [notices.next_try(tries) for tries in range(1, 6)]

    assert waits[:-1] == sorted(waits[:-1])
    assert waits[-1] is None
