"""When somebody may be told something: never at night, at most twice a day, and not for long."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

MOST_A_DAY = 2
# A notice that could not be given within a day is told by the app itself.
STALE = timedelta(days=1)
AGAIN = timedelta(minutes=30)
QUIET_DAYS = 14
FIRST_WAIT, TRIES = timedelta(minutes=2), 5

SEND, WAIT, DROP = "send", "wait", "drop"


@dataclass(frozen=True)
class Quiet:
    """Hours of the day in which nobody is told anything; from and to may lie across midnight."""

    begins: int
    ends: int

    def holds(self, hour: int) -> bool:
        if self.begins <= self.ends:
            return self.begins <= hour < self.ends
        return hour >= self.begins or hour < self.ends


@dataclass(frozen=True)
class Case:
    """A due notice, its times in the person's own zone; `told` counts notices of that day."""

    now: datetime
    due: datetime
    expires: datetime
    quiet: Quiet
    told: int
    is_snoozed: bool
    is_busy: bool


@dataclass(frozen=True)
class Verdict:
    what: str
    until: datetime | None = None


def decide(case: Case) -> Verdict:
    """Say whether to send now, to wait until a time, or to let the app alone tell it."""
    if case.is_snoozed or case.told >= MOST_A_DAY or case.now >= case.expires:
        return Verdict(DROP)
    if case.now - case.due >= STALE:
        return Verdict(DROP)
    if case.quiet.holds(case.now.hour):
        return _later(case, end_of_quiet(case.now, case.quiet))
    return _later(case, case.now + AGAIN) if case.is_busy else Verdict(SEND)


def end_of_quiet(now: datetime, quiet: Quiet) -> datetime:
    """Return when the quiet hours that hold now are over."""
    end = datetime.combine(now.date(), time(quiet.ends), now.tzinfo)
    return end if end > now else end + timedelta(days=1)


def next_try(tries: int) -> timedelta | None:
    """Return how long to wait after so many definite refusals, or None to give up."""
    return FIRST_WAIT * 4 ** (tries - 1) if tries < TRIES else None


def _later(case: Case, until: datetime) -> Verdict:
    return Verdict(WAIT, until) if until < case.expires else Verdict(DROP)
