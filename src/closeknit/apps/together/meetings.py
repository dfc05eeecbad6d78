"""When meetings are: recurrence by RFC 5545 on the clock of the wall, with what was moved."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import takewhile
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from closeknit.apps.people.middleware import zone_of
from closeknit.apps.together.models import Plan
from closeknit.domain.hours import Span, wall

WALL = "%Y-%m-%dT%H:%M"


@dataclass(frozen=True)
class Meeting:
    """One occurrence of a ritual; `original` names it whatever it was moved to."""

    plan: Plan
    original: str
    begins: datetime
    ends: datetime
    is_moved: bool = False

    @property
    def span(self) -> Span:
        return Span(self.begins, self.ends)

    @property
    def minutes(self) -> int:
        return int((self.ends - self.begins).total_seconds() // 60)


def between(plans: Iterable[Plan], first: datetime, last: datetime) -> list[Meeting]:
    """Return the meetings that are not over at `first` and begin by `last`, in their order.

    The plans come with their shifts; the times of the meetings are in UTC.
    """
    found = [one for plan in plans for one in _of(plan, first, last)]
    return sorted(found, key=lambda meeting: (meeting.begins, meeting.original))


def is_rule(rule: str, first: str) -> bool:
    """Whether this is a recurrence that yields at least one time from the first on."""
    try:
        return next(_walls(rule, _naive(first)), None) is not None
    except (ValueError, KeyError, TypeError, OverflowError):
        return False


def _of(plan: Plan, first: datetime, last: datetime) -> Iterator[Meeting]:
    moved = {shift.original: shift.moved_to for shift in plan.shifts.all()}
    # What was moved here from beyond the last day is found by its shift alone.
    times = {original: original for original in _originals(plan, last)} | moved
    for original, at in times.items():
        meeting = _meeting(plan, original, at) if at else None
        if meeting and meeting.ends > first and meeting.begins <= last:
            yield meeting


def _originals(plan: Plan, last: datetime) -> Iterator[str]:
    until = last.astimezone(zone_of(plan.zone)).replace(tzinfo=None)
    times = takewhile(lambda at: at <= until, _walls(plan.rule, _naive(plan.first)))
    for at in times:
        yield at.strftime(WALL)


def _walls(rule: str, first: datetime) -> Iterator[datetime]:
    """Yield times without a zone: a ritual at eight stays at eight when the clocks change."""
    if not rule:
        yield first
        return
    yield from rrulestr(rule, dtstart=first)


def _meeting(plan: Plan, original: str, at: str) -> Meeting:
    begins = moment_of(at, zone_of(plan.zone))
    length = timedelta(minutes=plan.minutes)
    return Meeting(plan, original, begins, begins + length, is_moved=at != original)


def moment_of(at: str, zone: ZoneInfo) -> datetime:
    """Return the moment, in UTC, at which the wall shows this time."""
    naive = _naive(at)
    return wall(naive.date(), naive.time(), zone).astimezone(UTC)


def wall_of(moment: datetime, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).strftime(WALL)


def _naive(at: str) -> datetime:
    return datetime.strptime(at, WALL)  # noqa: DTZ007  # a wall has no zone
