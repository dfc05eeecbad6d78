"""Notice, from five answers a week, that two people's answers have become lower, or moved apart.

`watch` is on line: what it says of a week uses that week and earlier ones only. It needs numpy and
constant memory. All figures are simulated (bench/drift, docs/measures.md): they are not evidence
that the scale measures closeness.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from closeknit.domain.measures import LEAST_OF_A_WEEK
from closeknit.domain.pair import NOISE_VARIANCE, PARTNERS, STATE_KEPT, Array, Flags, Noise, Pair
from closeknit.domain.standing import Notice
from closeknit.domain.starts import Pattern, Starts

ITEMS = 5
FIRST_WEEKS = 12
SILENT_WEEKS = 12

# Sizes in points: half a point and nearly one in both, or nearly one in either; half each way.
_LOSS = Pattern((-0.5, -0.5, 0.2), (-0.9, -0.9, 0.3), (-0.8, 0, 0.25), (0, -0.8, 0.25))
_APART = Pattern((-0.45, 0.45, 0.5), (0.45, -0.45, 0.5))
# Fixed thresholds for everybody, set by run length on tuning seeds (docs/measures.md).
_LOSS_LOG_ODDS = 4.84
_APART_LOG_ODDS = 5.8

# The drawn level may move by .14 points a week (variance .02), and follows odd weeks further.
_LEVEL_WANDER = 0.02
_LEVEL_CLIP = 3.0
_FROM_90 = 1.645
# People differ from the defaults, and a change outruns the level at first: a wider band holds more.
_WIDER = 1.2
_CEILING, _CEILING_WIDER = 6.0, 0.5
# After a notice the level before it counts as known, to a tenth of the first variance.
_DOUBT_AFTER = 0.1


@dataclass(frozen=True)
class Record:
    """What the answers up to one week say; pairs are in the order of the two people.

    level, low, high: each person's level and its 90 % band in points of the 1-7 scale, nan before a
    first answer. since: index of the week around which lower answers began, None without `drift`.
    change, change_low, change_high: how much lower than before in points, as a mean of those who
    answer, with its 90 % range; nan without `drift`.
    """

    drift: bool
    gap: bool
    level: tuple[float, float]
    low: tuple[float, float]
    high: tuple[float, float]
    since: int | None
    change: float
    change_low: float
    change_high: float

    def __getitem__(self, name: str) -> Any:
        return getattr(self, name)


def watch(items: npt.ArrayLike, day: npt.ArrayLike) -> list[Record]:
    """Return one record a week; record t uses weeks 0 to t only.

    items (T, 2, 5): answers from 1 to 7, reversed ones already turned, nan for missing. A week
    counts for a person with at least three of the five. day (T, 2): days since any origin, nan
    when that person did not answer that week; only whether it is there matters, so that shifting
    the calendar changes nothing. Raises ValueError for other shapes.
    """
    answers, days = np.asarray(items, float), np.asarray(day, float)
    if answers.shape != (len(answers), PARTNERS, ITEMS):
        raise ValueError(f"items must have shape (weeks, 2, 5), not {answers.shape}")
    if days.shape != answers.shape[:2]:
        raise ValueError(f"day must have shape {answers.shape[:2]}, not {days.shape}")
    answers = np.where(np.isnan(days)[..., None], np.nan, answers)
    return watch_each(answers[None])[0]


def watch_each(items: Array) -> list[list[Record]]:
    """Return the records of each of n couples, watched at once; items (n, T, 2, 5)."""
    weeks = list(watch_many(items))
    return [[_record(said, couple) for said in weeks] for couple in range(len(items))]


def watch_many(items: Array) -> "Iterator[Said]":
    """Watch n couples at once: yield one `Said` a week for items (n, T, 2, 5)."""
    couples = Couples(len(items))
    scores, noise = _weeks(items)
    for week in range(items.shape[1]):
        yield couples.hear(scores[week], noise[week])


@dataclass(frozen=True)
class Said:
    """One week's records of n couples: flags and weeks (n,), level, low and high (2, n)."""

    drift: Flags
    gap: Flags
    level: Array
    low: Array
    high: Array
    since: Array
    change: Array
    change_low: Array
    change_high: Array


class Couples:
    """The monitor's whole memory of n couples; its size never changes."""

    def __init__(self, couples: int) -> None:
        self._steady = Pair(couples)
        self._level = Pair(couples, clip=_LEVEL_CLIP, wander=_LEVEL_WANDER)
        self._starts = Starts(couples)
        self._noise = Noise(couples)
        self._silent_for = np.full((PARTNERS, couples), np.inf)
        self._nothing = np.full(couples, np.nan)
        self._week = -1
        self._loss = Notice(couples, _LOSS, _LOSS_LOG_ODDS)
        self._apart = Notice(couples, _APART, _APART_LOG_ODDS, follows=1, either_side=True)

    def hear(self, scores: Array, noise: Array) -> Said:
        """Take in one week: scores (2, n), nan where missing, and their relative noise (2, n)."""
        self._pass_a_week()
        self._let_go_of_the_silent()
        answered = ~np.isnan(scores)
        if answered.any():
            noise = NOISE_VARIANCE * self._noise.scale * noise
            heard = self._steady.hear(scores, noise)
            self._level.hear(scores, noise)
            self._starts.hear(heard)
            self._noise.learn(heard.surprise, answered)
            self._silent_for[answered] = 0
            self._notice(scores, answered)
        return self._said()

    def _pass_a_week(self) -> None:
        self._week += 1
        self._silent_for += 1
        self._starts.predict(STATE_KEPT)
        if self._week:
            self._steady.predict(self._noise.scale)
            self._level.predict(self._noise.scale)

    def _let_go_of_the_silent(self) -> None:
        """End what can be said no more: a loss when both, a gap when either has fallen silent."""
        present = self._present()
        nobody: Flags = np.logical_not(present.any(0))
        not_both: Flags = np.logical_not(present.all(0))
        for notice, gone in ((self._loss, nobody), (self._apart, not_both)):
            if (ends := gone & notice.is_shown).any():
                notice.end(ends)
                self._begin_anew(ends, notice)

    def _notice(self, scores: Array, answered: Flags) -> None:
        present = self._present()
        answered = answered & present
        may = np.any(answered, axis=0, keepdims=True)[0] & (self._week >= FIRST_WEEKS)
        for notice, follow, may_show in (
            (self._loss, _each, may),
            (self._apart, _apart, np.logical_and(may, present.all(0))),
        ):
            stood = notice.is_shown
            new = notice.show(self._starts, self._steady.mean, present, may_show)
            if new.any():
                notice.begin(new, follow(self._level.mean[:2] - notice.usual, present)[0])
            if stood.any():
                back = notice.clear(
                    *follow(np.where(answered, scores - notice.usual, 0), answered & stood),
                    follow(scores, present)[1],
                )
                self._begin_anew(back, notice)

    def _begin_anew(self, which: Flags, notice: Notice) -> None:
        """Look for the next change from the levels before the last, in what comes from now on."""
        self._steady.begin(which, notice.usual, _DOUBT_AFTER)
        self._starts.forget(which)

    def _present(self) -> Flags:
        return self._silent_for < SILENT_WEEKS

    def _said(self) -> Said:
        level = np.where(np.isinf(self._silent_for), np.nan, self._level.mean[:2])
        error = _WIDER * np.sqrt(self._level.cov[[0, 1], [0, 1]])
        low, high = level - _FROM_90 * error, level + _FROM_90 * error
        # Answers pile up at 7: near the top, what somebody feels may be higher than they can say.
        high += _CEILING_WIDER * np.maximum(high - _CEILING, 0)
        change, change_low, change_high = self._change()
        return Said(
            drift=self._loss.is_shown,
            gap=self._apart.is_shown,
            level=level,
            low=low,
            high=high,
            since=self._loss.since,
            change=change,
            change_low=change_low,
            change_high=change_high,
        )

    def _change(self) -> tuple[Array, Array, Array]:
        """Return how much lower the mean of those present is (n,), and its 90 % range."""
        shown = self._loss.is_shown
        if not shown.any():
            return self._nothing, self._nothing, self._nothing
        present = self._present()
        share = np.where(shown, present / np.maximum(present.sum(0), 1), np.nan)
        change = (share * (self._loss.usual - self._level.mean[:2])).sum(0)
        variance = np.einsum("an,bn,abn->n", share, share, self._level.cov[:2, :2])
        half = _FROM_90 * np.sqrt(variance)
        return tuple(np.maximum(value, 0) for value in (change, change - half, change + half))


def _each(deviation: Array, among: Flags) -> tuple[Array, Flags]:
    return deviation, among


def _apart(deviation: Array, among: Flags) -> tuple[Array, Flags]:
    """Return half of how far two deviations (2, n) lie apart (1, n), and where both are among."""
    return (deviation[:1] - deviation[1:]) / 2, np.all(among, axis=0, keepdims=True)


def _weeks(items: Array) -> tuple[Array, Array]:
    """Return scores (T, 2, n) and their relative noise (T, 2, n) of items (n, T, 2, 5)."""
    answered = np.isfinite(items)
    count = answered.sum(-1)
    scores = np.where(answered, items, 0).sum(-1) / np.maximum(count, 1)
    scores = np.where(count >= LEAST_OF_A_WEEK, scores, np.nan)
    noise = ITEMS / np.maximum(count, LEAST_OF_A_WEEK)
    return scores.transpose(1, 2, 0), noise.transpose(1, 2, 0)


def _record(said: Said, couple: int) -> Record:
    return Record(
        drift=bool(said.drift[couple]),
        gap=bool(said.gap[couple]),
        level=_pair(said.level, couple),
        low=_pair(said.low, couple),
        high=_pair(said.high, couple),
        since=int(said.since[couple]) if said.drift[couple] else None,
        change=float(said.change[couple]),
        change_low=float(said.change_low[couple]),
        change_high=float(said.change_high[couple]),
    )


def _pair(values: Array, couple: int) -> tuple[float, float]:
    return float(values[0, couple]), float(values[1, couple])
