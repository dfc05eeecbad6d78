"""What the sealed records of this app hold."""

from dataclasses import dataclass

PROPOSED, CHANGED, AGREED, DECLINED, MOVED, SKIPPED, ENDED = (
    *("proposed", "changed", "agreed", "declined"),
    *("moved", "skipped", "ended"),
)


@dataclass(frozen=True)
class Timing:
    """When: the first time by the clock on the wall, in a zone, how it repeats, and how long.

    `first` is ISO text without an offset; `rule` an RFC 5545 recurrence, empty for once.
    """

    first: str
    zone: str
    rule: str
    minutes: int


@dataclass(frozen=True)
class RitualWords:
    """A ritual: what it is, when both agreed to, when somebody proposes instead, and its history.

    `proposal` holds a timing as its four values, or nothing; `by` is the seat that proposed last.
    `history` is what both see: a seat (-1 where it is nobody’s matter), what was done, the time it
    was about, and when.
    """

    what: str
    note: str = ""
    idea: str = ""
    by: int = 0
    proposal: tuple[str, str, str, int] | tuple[()] = ()
    proposed_what: str = ""
    history: tuple[tuple[int, str, str, str], ...] = ()
    ended: bool = False


@dataclass(frozen=True)
class HoursWords:
    """The hours that somebody offers for two: weekday (Monday is 0), from and to, in a zone."""

    windows: tuple[tuple[int, int, int], ...] = ()
    zone: str = "UTC"


@dataclass(frozen=True)
class FeedWords:
    """The secret part of a calendar's address."""

    token: str
