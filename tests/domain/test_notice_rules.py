from datetime import UTC, datetime, timedelta
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


def test_during_a_talk_it_waits_until_a_quarter_of_an_hour():
    now = NOON.replace(minute=1, second=7)

    assert notices.decide(case(now=now, is_busy=True)).until == NOON.replace(minute=45)


def test_in_the_hour_that_comes_twice_it_waits_all_the_same():
    now = datetime(2026, 10, 25, 1, 10, tzinfo=LISBON, fold=1)
    none = Quiet(8, 8)

    until = notices.decide(case(now=now, due=now, quiet=none, is_busy=True)).until

    assert until.astimezone(UTC) - now.astimezone(UTC) == timedelta(minutes=35)


def test_an_hour_tells_no_minute():
    assert notices.hour_of(NOON.replace(minute=59, second=59, microsecond=9)) == NOON


@pytest.mark.parametrize(
    ("minute", "quarter"), [(0, 0), (1, 15), (15, 15), (16, 30), (44, 45), (45, 45)]
)
def test_a_quarter_of_an_hour_is_the_next_one(minute, quarter):
    moment = NOON.replace(minute=minute)

    assert notices.quarter_after(moment) == NOON.replace(minute=quarter)


def test_the_quarter_after_the_last_begins_an_hour():
    moment = NOON.replace(minute=45, microsecond=1)

    assert notices.quarter_after(moment) == NOON + timedelta(hours=1)


A_DAY_ON = NOON + timedelta(days=1)


@pytest.mark.parametrize(
    ("now", "expires", "seconds"),
    [
        (NOON, A_DAY_ON, 3600),
        (NOON, NOON + timedelta(minutes=20), 1200),
        (NOON, NOON + timedelta(seconds=5), 60),
        (NOON, NOON - timedelta(hours=1), 60),
        (NOON.replace(hour=19, minute=59), A_DAY_ON, 3600),
        (NOON.replace(hour=20), A_DAY_ON, 3600),
        (NOON.replace(hour=20, minute=15), A_DAY_ON, 2700),
        (NOON.replace(hour=20, minute=59, second=50), A_DAY_ON, 60),
        (NOON.replace(hour=20, minute=15), NOON.replace(hour=20, minute=20), 300),
        # Already quiet: a slow push service has taken us over the edge.
        (NOON.replace(hour=21, second=3), A_DAY_ON, 60),
        (NOON.replace(hour=7, minute=30), A_DAY_ON, 60),
    ],
)
def test_a_push_service_keeps_it_an_hour_and_not_into_quiet_hours_or_out_of_date(
    now, expires, seconds
):
    assert notices.kept_for(now, expires, NIGHT) == timedelta(seconds=seconds)


def test_quiet_hours_begin_by_the_clock_on_the_wall_when_it_jumps():
    """At one o'clock it is two, so that quiet hours from two begin a quarter of an hour on."""
    now = datetime(2026, 3, 29, 0, 45, tzinfo=LISBON)

    kept = notices.kept_for(now, now + timedelta(days=1), Quiet(2, 8))

    assert kept == timedelta(minutes=15)


def test_each_try_waits_longer_and_then_it_gives_up():
    waits = [notices.next_try(tries) for tries in range(1, 6)]

    assert waits[:-1] == sorted(waits[:-1])
    assert waits[-1] is None
