from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from closeknit.domain import hours
from closeknit.domain.hours import Span, Window

LISBON, TOKYO, BERLIN = ZoneInfo("Europe/Lisbon"), ZoneInfo("Asia/Tokyo"), ZoneInfo("Europe/Berlin")
MONDAY = date(2026, 11, 23)
EVENINGS = [Window(day, 18, 22) for day in range(7)]


def span(begins, minutes):
    return Span(begins, begins + timedelta(minutes=minutes))


def test_what_the_clock_skips_in_spring_comes_after_it():
    moment = hours.wall(date(2027, 3, 28), time(2, 30), BERLIN)

    assert moment.astimezone(UTC) == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
    assert moment.hour == 3


def test_an_evening_stays_at_its_hour_when_the_clocks_change():
    found = hours.spans([Window(6, 20, 21)], BERLIN, date(2027, 3, 21), 14)

    assert [one.begins.hour for one in found] == [20, 20]
    assert {one.begins.astimezone(UTC).hour for one in found} == {19, 18}


def test_hours_of_two_zones_meet_where_both_are_free():
    mine = hours.spans([Window(0, 8, 12)], LISBON, MONDAY, 1)
    theirs = hours.spans([Window(0, 18, 24)], TOKYO, MONDAY, 1)

    (shared,) = hours.both(mine, theirs)

    assert shared.begins.astimezone(LISBON).hour == 9
    assert shared.ends.astimezone(LISBON).hour == 12


def test_midnight_ends_a_day():
    (found,) = hours.spans([Window(0, 22, 24)], LISBON, MONDAY, 1)

    assert found.ends - found.begins == timedelta(hours=2)


def test_what_is_taken_is_left_out():
    shared = hours.spans(EVENINGS, LISBON, MONDAY, 2)
    taken = [span(datetime(2026, 11, 23, 18, 0, tzinfo=LISBON), 90)]

    found = list(hours.free(shared, taken, 60, datetime(2026, 11, 23, tzinfo=LISBON), LISBON))

    assert [one.strftime("%a %H:%M") for one in found] == ["Mon 19:30", "Tue 18:00"]


def test_the_past_and_odd_minutes_are_left_out():
    shared = hours.spans(EVENINGS, LISBON, MONDAY, 1)
    after = datetime(2026, 11, 23, 19, 7, tzinfo=LISBON)

    assert [one.strftime("%H:%M") for one in hours.free(shared, [], 60, after, LISBON)] == ["19:30"]


def test_a_time_that_is_too_short_is_none():
    shared = [span(datetime(2026, 11, 23, 18, 0, tzinfo=LISBON), 20)]

    assert list(hours.free(shared, [], 30, datetime(2026, 11, 1, tzinfo=LISBON), LISBON)) == []


windows = st.lists(
    st.builds(Window, st.integers(0, 6), st.integers(0, 23), st.integers(1, 24)),
    max_size=6,
)


@given(windows, windows, st.sampled_from([5, 30, 90]), st.integers(0, 20))
def test_a_free_time_lies_in_both_and_clashes_with_nothing(mine, theirs, minutes, ago):
    zones = (LISBON, TOKYO)
    own, other = (
        hours.spans(some, zone, MONDAY, 14)
        for some, zone in zip((mine, theirs), zones, strict=True)
    )
    after = datetime(2026, 11, 23, 12, 0, tzinfo=UTC) + timedelta(hours=ago * 7)
    taken = [span(after + timedelta(days=day, hours=3), 120) for day in range(14)]

    found = list(hours.free(hours.both(own, other), taken, minutes, after, LISBON))

    length = timedelta(minutes=minutes)
    for start in found:
        assert start >= after and start.minute in {0, 30}
        for offered in (own, other):
            assert any(one.begins <= start and start + length <= one.ends for one in offered)
        assert not any(one.begins < start + length and start < one.ends for one in taken)
    assert len({start.date() for start in found}) == len(found)
