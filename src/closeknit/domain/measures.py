"""Scores of a few answers, how exact they are, and what may be said of a difference.

New questions, not yet validated: there are no norms and no cut-offs. Answers run from 1 to 7.
Standard errors start from planning values (docs/measures.md) and learn from the answers' spread.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import hypot, sqrt
from statistics import fmean

LOW, HIGH = 1, 7
LEAST_OF_FIVE = 4
LEAST_OF_A_WEEK = 3
NOISE = 1.96
# The widest of a year's thirteen gaps: beyond what steady couples show in one year of fifty.
NOISE_OF_WIDEST = 2.6
OF_90 = 1.645
SIMILAR, SOMEWHAT_APART, DIFFERENT = "similar", "somewhat", "different"

# In 100 steady simulated couples, so many saw a drift notice in their first year (bench/drift).
STEADY_IN_100 = 24
STEADY_APART_IN_100 = 7

WEEKS_A_MONTH = 4
LEAST_WEEKS = 3

# Planning values in squared points: the spread of one person's answers to one pillar's items, as if
# known from as many answers as the second says; how much the day on which somebody answers matters;
# how weeks differ from somebody's level, by a state that keeps 0.4 a week and by answer noise.
_ITEM_VARIANCE, _AS_IF = 1.3, 8
_DAY_VARIANCE = 0.35
_STATE_VARIANCE, _STATE_KEPT = 0.32, 0.4
_NOISE_VARIANCE = 0.32

_MONDAY = date(2024, 1, 1)


@dataclass(frozen=True, slots=True)
class Score:
    """A mean of answers on 1-7 with its standard error, in the same points."""

    mean: float
    error: float

    @property
    def of_100(self) -> int:
        return of_100(self.mean)

    @property
    def error_of_100(self) -> int:
        return round(width_of_100(self.error))

    @property
    def low_of_100(self) -> int:
        return of_100(self.low)

    @property
    def high_of_100(self) -> int:
        return of_100(self.high)

    @property
    def low(self) -> float:
        return max(self.mean - OF_90 * self.error, LOW)

    @property
    def high(self) -> float:
        return min(self.mean + OF_90 * self.error, HIGH)


def turned(answer: int, *, is_reversed: bool) -> int:
    """Return an answer so that more is closer; 0 stands for none and stays."""
    return LOW + HIGH - answer if is_reversed and answer else answer


def score(answers: Sequence[int], least: int = LEAST_OF_FIVE) -> Score | None:
    """Return the score of answers already turned, 0 for none; None with fewer than `least`."""
    told = [answer for answer in answers if answer]
    if len(told) < least:
        return None
    mean = fmean(told)
    spread = sum((answer - mean) ** 2 for answer in told)
    variance = (_AS_IF * _ITEM_VARIANCE + spread) / (_AS_IF + len(told) - 1)
    return Score(mean, sqrt(variance / len(told) + _DAY_VARIANCE))


def mean_of(answers: Sequence[int]) -> Score | None:
    """Return the mean of one item over some weeks, 0 for none; None with fewer than three."""
    told = [answer for answer in answers if answer]
    if len(told) < LEAST_WEEKS:
        return None
    return Score(fmean(told), sqrt(_ITEM_VARIANCE / len(told) + _state_in_mean(len(told))))


def of_100(mean: float) -> int:
    return round((mean - LOW) / (HIGH - LOW) * 100)


def width_of_100(points: float) -> float:
    return points / (HIGH - LOW) * 100


def is_beyond_noise(first: Score, second: Score, errors: float = NOISE) -> bool:
    """Tell whether two scores differ by more than 1.96 standard errors of their difference."""
    return _apart(first, second) > errors


def views(mine: Score, theirs: Score) -> str:
    """Name how two people's scores lie, by what their difference's standard error allows."""
    apart = _apart(mine, theirs)
    if apart > NOISE:
        return DIFFERENT
    return SOMEWHAT_APART if apart > 1 else SIMILAR


def week_of(day: date) -> int:
    """Return the number of a day's week, which begins on Monday."""
    return (day - _MONDAY).days // 7


def monday_of(week: int) -> date:
    return _MONDAY + timedelta(weeks=week)


@dataclass(frozen=True, slots=True)
class Month:
    """Four weeks, the same for everybody; `week` is the first."""

    week: int
    score: Score | None


def months(scores: dict[int, float], first: int, last: int) -> list[Month]:
    """Return the means of four weeks each, from the one of week `first` to that of week `last`.

    scores: by number of the week. With fewer than three answers, four weeks have no mean.
    """
    starts = range(first - first % WEEKS_A_MONTH, last + 1, WEEKS_A_MONTH)
    return [Month(start, _of_weeks(_within(scores, start))) for start in starts]


def mean_of_weeks(scores: dict[int, float], weeks: Collection[int]) -> Score | None:
    """Return the mean over some weeks in a row; None with fewer than three answers.

    scores: by number of the week, 1 to 7.
    """
    return _of_weeks([scores[week] for week in weeks if week in scores])


def _within(scores: dict[int, float], start: int) -> Collection[float]:
    weeks = range(start, start + WEEKS_A_MONTH)
    return [scores[week] for week in weeks if week in scores]


def _of_weeks(told: Collection[float]) -> Score | None:
    if len(told) < LEAST_WEEKS:
        return None
    return Score(fmean(told), sqrt(_NOISE_VARIANCE / len(told) + _state_in_mean(len(told))))


def _state_in_mean(weeks: int) -> float:
    """Return the variance that states leave in a mean of weeks in a row, which are alike."""
    alike = sum((weeks - apart) * _STATE_KEPT**apart for apart in range(1, weeks))
    return _STATE_VARIANCE * (weeks + 2 * alike) / weeks**2


def _apart(first: Score, second: Score) -> float:
    return abs(first.mean - second.mean) / hypot(first.error, second.error)
