"""When two people could both be free: windows of a week in two zones, and what is taken."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

HOURS = 24
STEP = timedelta(minutes=30)


@dataclass(frozen=True)
class Window:
    """Hours that somebody offers on a day of the week, Monday being 0; `ends` may be 24."""

    weekday: int
    begins: int
    ends: int


@dataclass(frozen=True)
class Span:
    """A stretch of time, both ends with a zone."""

    begins: datetime
    ends: datetime


def wall(day: date, at: time, zone: ZoneInfo) -> datetime:
    """Return a moment by the clock on the wall; what the clock skips in spring comes after it."""
    moment = datetime.combine(day, at, zone)
    return moment.astimezone(UTC).astimezone(zone)


def spans(windows: Iterable[Window], zone: ZoneInfo, first: date, days: int) -> list[Span]:
    """Return the offered hours of some days, in their order."""
    found = [
        Span(wall(day, time(window.begins), zone), _end(day, window.ends, zone))
        for day in (first + timedelta(days=number) for number in range(days))
        for window in windows
        if window.weekday == day.weekday() and window.begins < window.ends
    ]
    return sorted(found, key=lambda span: span.begins)


def both(mine: Sequence[Span], theirs: Sequence[Span]) -> list[Span]:
    """Return what lies in both, in its order."""
    found = [
        Span(max(one.begins, other.begins), min(one.ends, other.ends))
        for one in mine
        for other in theirs
        if max(one.begins, other.begins) < min(one.ends, other.ends)
    ]
    return sorted(found, key=lambda span: span.begins)


def free(
    shared: Iterable[Span], taken: Sequence[Span], minutes: int, after: datetime, zone: ZoneInfo
) -> Iterator[datetime]:
    """Yield one start a day: the first that leaves room for so many minutes and clashes with none.

    Starts lie on whole and half hours of the zone.
    """
    length, seen = timedelta(minutes=minutes), set[date]()
    for span in shared:
        start = _rounded(max(span.begins, after).astimezone(zone))
        while start + length <= span.ends and start.date() not in seen:
            if not any(one.begins < start + length and start < one.ends for one in taken):
                seen.add(start.date())
                yield start
            start = (start.astimezone(UTC) + STEP).astimezone(zone)


def _end(day: date, hour: int, zone: ZoneInfo) -> datetime:
    if hour < HOURS:
        return wall(day, time(hour), zone)
    return wall(day + timedelta(days=1), time(0), zone)


def _rounded(moment: datetime) -> datetime:
    past = timedelta(
        minutes=moment.minute % 30, seconds=moment.second, microseconds=moment.microsecond
    )
    return moment if not past else moment - past + STEP
