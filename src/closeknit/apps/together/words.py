"""What the sealed records of this app hold."""

from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

MINUTE = 60_000
PROPOSED, CHANGED, AGREED = "proposed", "changed", "agreed"
MOVED, SKIPPED, ENDED = "moved", "skipped", "ended"

# kind of a moment
MEMORY, APPRECIATION, PLAY, NEWS = "memory", "appreciation", "play", "news"
_LONGEST_KIND = len(APPRECIATION)


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
    `history` is what both see, from the day on which both agreed: a seat (-1 where it is nobody’s
    matter), what was done, the time it was about, and the day.
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
class AwayWords:
    """A time without phones: how long it is meant, who began it, and when, in milliseconds.

    `sentences` holds what each said afterwards, by seat; `edited` the seats that changed theirs.
    """

    minutes: int
    by: int
    asked: int
    began: int | None = None
    ended: int | None = None
    sentences: tuple[tuple[int, str], ...] = ()
    edited: tuple[int, ...] = ()

    @property
    def until(self) -> int | None:
        """When it is meant to be over, once it has begun."""
        return None if self.began is None else self.began + self.minutes * MINUTE

    def lasted(self, now: int) -> int:
        """Return how many whole minutes it has lasted: until somebody came back, or its end."""
        if self.began is None or self.until is None:
            return 0
        ended = now if self.ended is None else self.ended
        return max(0, min(ended, self.until) - self.began) // MINUTE


@dataclass(frozen=True)
class FeltWords:
    """How close a time felt, from 1 to 7, and a sentence that was taken back: mine alone."""

    felt: int
    at: str
    text: str = ""


@dataclass(frozen=True)
class FeedWords:
    """The secret part of a calendar's address."""

    token: str


class PhotoWords(NamedTuple):
    """What the words of a moment know of a photo: its row, the secret that opens it, its size.

    `id` and `secret` are hexadecimal, `width` and `height` in dots; `caption` says what is on it.
    """

    id: str
    secret: str
    width: int
    height: int
    caption: str = ""

    @property
    def pk(self) -> UUID:
        return UUID(self.id)


@dataclass(frozen=True)
class MomentWords:
    """A moment: its kind, what it was, the day it was on, when it was written, and its photos."""

    kind: str
    text: str
    on: str
    at: str
    photos: tuple[PhotoWords, ...] = ()
    edited: bool = False

    def __post_init__(self) -> None:
        # What was sealed comes back as plain values.
        object.__setattr__(self, "photos", tuple(PhotoWords(*one) for one in self.photos))

    def room(self) -> int:
        return _LONGEST_KIND - len(self.kind)
