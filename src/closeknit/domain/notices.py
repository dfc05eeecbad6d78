"""When somebody may be told something: never at night, at most twice a day, and not for long."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

MOST_A_DAY = 2
# A notice that could not be given within a day is told by the app itself.
STALE = timedelta(days=1)
AGAIN, QUARTER = timedelta(minutes=30), 15
QUIET_DAYS = 14
FIRST_WAIT, TRIES = timedelta(minutes=2), 5
# The longest and the shortest time for which a push service may keep a notice.
HOUR, LEAST_KEPT = timedelta(hours=1), timedelta(seconds=60)

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
    if case.is_busy:
        # By way of UTC: in the hour that comes twice, half an hour later must not lie before now.
        return _later(case, quarter_after(case.now.astimezone(UTC) + AGAIN))
    return Verdict(SEND)


def end_of_quiet(now: datetime, quiet: Quiet) -> datetime:
    """Return when the quiet hours that hold now are over."""
    end = datetime.combine(now.date(), time(quiet.ends), now.tzinfo)
    return end if end > now else end + timedelta(days=1)


def hour_of(moment: datetime) -> datetime:
    """Return the full hour that it lies in: what is written down tells no minute."""
    return moment.replace(minute=0, second=0, microsecond=0)


def quarter_after(moment: datetime) -> datetime:
    """Return the next quarter of an hour, or the moment itself where it is one."""
    since = (moment - hour_of(moment)) % timedelta(minutes=QUARTER)
    return moment - since + timedelta(minutes=QUARTER) if since else moment


def kept_for(now: datetime, expires: datetime, quiet: Quiet) -> timedelta:
    """Return how long a push service may keep what is sent now, a minute at least.

    That is an hour, unless before its end the quiet hours begin or it is of no use any more.
    """
    if quiet.holds(now.hour):
        return LEAST_KEPT
    to_the_hour = HOUR - (now - hour_of(now))
    # By way of UTC: the clock on the wall may jump in between.
    following = (now.astimezone(UTC) + to_the_hour).astimezone(now.tzinfo)
    longest = to_the_hour if quiet.holds(following.hour) else HOUR
    return max(LEAST_KEPT, min(longest, expires.astimezone(UTC) - now.astimezone(UTC)))


def next_try(tries: int) -> timedelta | None:
    """Return how long to wait after so many definite refusals, or None to give up."""
    return FIRST_WAIT * 4 ** (tries - 1) if tries < TRIES else None


def _later(case: Case, until: datetime) -> Verdict:
    return Verdict(WAIT, until) if until < case.expires else Verdict(DROP)
