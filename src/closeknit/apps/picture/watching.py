"""Let the monitor look at my weeks, and at the other's as far as they are released."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from hashlib import blake2b
from typing import TYPE_CHECKING

from django.db import DatabaseError

from closeknit.apps.people.unlocked import Unlocked
from closeknit.apps.picture import book as books
from closeknit.apps.picture.words import BookWords, Level, ReleasedWords
from closeknit.content.model import PILLARS
from closeknit.domain import measures

if TYPE_CHECKING:
    from closeknit.domain.drift import Record

LONGEST = 520
DRIFT, GAP = "drift", "gap"
_POINTS = 100
# Another number has everything reckoned anew: for when the monitor itself has changed.
_MONITOR = 1


@dataclass(frozen=True)
class Notice:
    """One notice: since which week, in which weeks it stood, and how much lower, in points."""

    kind: str
    since: int
    first: int
    last: int
    change: float
    low: float
    high: float


@dataclass(frozen=True)
class Watched:
    """What the weeks say: my level by week, and the notices, those that stand last."""

    levels: tuple[Level, ...]
    notices: tuple[Notice, ...]
    first: int
    until: int

    @property
    def weeks(self) -> int:
        """Return how many weeks there are, from the first answer on."""
        return self.until - self.first + 1

    def standing(self, kind: str) -> Notice | None:
        return next((one for one in self.notices if self._stands(one, kind)), None)

    def past(self, kind: str) -> Notice | None:
        """Return the latest that has ended."""
        ended = [one for one in self.notices if one.kind == kind and one.last < self.until]
        return max(ended, key=lambda one: one.last, default=None)

    def _stands(self, notice: Notice, kind: str) -> bool:
        return notice.kind == kind and notice.last == self.until


def watch(me: Unlocked, book: BookWords, other: ReleasedWords, today: date) -> Watched:
    """Return what the weeks say, from my book where nothing has changed since it was last drawn."""
    weeks = _weeks(me, book)
    if not weeks:
        now = measures.week_of(today)
        if book.told or book.drawn:
            _keep(me, "", Watched((), (), now, now))
        return Watched((), (), now, now)
    first = max(min(weeks), measures.week_of(today) - LONGEST)
    until = _until(weeks, today)
    key = _digest(weeks, other, first, until)
    if book.drawn_of == key:
        return Watched(book.drawn, tuple(Notice(*one) for one in book.told), first, until)
    watched = _watched(weeks, other, first, until)
    _keep(me, key, watched)
    return watched


def _keep(me: Unlocked, key: str, watched: Watched) -> None:
    told = tuple(
        (one.kind, one.since, one.first, one.last, one.change, one.low, one.high)
        for one in watched.notices
    )
    kept = {"drawn_of": key, "drawn": watched.levels, "told": told, "told_in": books.bond_id(me)}
    # A page that is only read waits for no busy database.
    with suppress(DatabaseError):
        books.note(me, partial(replace, **kept))


def _weeks(me: Unlocked, book: BookWords) -> dict[int, tuple[int, ...]]:
    """Return my answers by week, since the last bond of mine that ended."""
    ended = [seat.bond.ended_on for seat in me.past_seats if seat.bond.ended_on]
    first = measures.week_of(max(ended)) + 1 if ended else 0
    return {
        number: books.turned(answers)
        for number, answers, _is_withheld in book.weeks
        if number >= first and any(answers[: books.PULSE_PILLARS])
    }


def _until(weeks: dict[int, tuple[int, ...]], today: date) -> int:
    """Return the last week to look at: this one counts once I have answered it."""
    now = measures.week_of(today)
    return now if now in weeks else now - 1


def _digest(weeks: dict[int, tuple[int, ...]], other: ReleasedWords, first: int, until: int) -> str:
    inputs = sorted(weeks.items()), [one[:3] for one in other.weeks], first, until
    told = repr((_MONITOR, inputs))
    return blake2b(told.encode(), digest_size=12).hexdigest()


def _watched(
    weeks: dict[int, tuple[int, ...]], other: ReleasedWords, first: int, until: int
) -> Watched:
    import numpy as np

    from closeknit.domain import drift

    count = max(until - first + 1, 0)
    items = np.full((count, 2, len(PILLARS)), np.nan)
    for number, answers in weeks.items():
        if first <= number <= until:
            items[number - first, 0] = [answer or np.nan for answer in answers]
    for number, total, answered, *_sides in other.weeks:
        if first <= number <= until and answered:
            items[number - first, 1, :answered] = total / answered
    alone = items.copy()
    alone[:, 1] = np.nan
    # How the other answers shows in no level of mine, only in what is said of both.
    of_both, of_mine = drift.watch_each(np.stack([items, alone]))
    levels = tuple(
        _level(first + week, record)
        for week, record in enumerate(of_mine)
        if record.level[0] == record.level[0]
    )
    return Watched(levels, tuple(_notices(of_both, first)), first, until)


def _level(week: int, record: "Record") -> Level:
    low, high = max(record.low[0], measures.LOW), min(record.high[0], measures.HIGH)
    return (week, round(record.level[0] * _POINTS), round(low * _POINTS), round(high * _POINTS))


def _notices(records: Sequence["Record"], first: int) -> list[Notice]:
    found: list[Notice] = []
    for kind in (DRIFT, GAP):
        shown: Notice | None = None
        for week, record in enumerate(records, first):
            if not record[kind]:
                shown = None
                continue
            if shown is not None:
                found.pop()
            since = first + record.since if record.since is not None else week
            began = shown.first if shown else week
            shown = Notice(
                kind,
                since if kind == DRIFT else began,
                began,
                week,
                *(round(value, 1) if kind == DRIFT else 0.0 for value in _change(record)),
            )
            found.append(shown)
    return found


def _change(record: "Record") -> tuple[float, float, float]:
    return record.change, record.change_low, record.change_high
