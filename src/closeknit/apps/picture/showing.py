"""Gather what the picture says: threads, sentences, and where both views meet or part."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from closeknit.apps.people.unlocked import Unlocked
from closeknit.apps.picture import book as books
from closeknit.apps.picture import drawing, rhythm
from closeknit.apps.picture.drawing import MINE, THEIRS, Gap, Picture, Point, Thread, Track
from closeknit.apps.picture.watching import DRIFT, GAP, Notice, Watched
from closeknit.apps.picture.words import BookWords, ReleasedWords
from closeknit.content.model import SIDES
from closeknit.domain import measures
from closeknit.domain.measures import Month, Score, monday_of

YEAR = 52
# A week without answers is bridged, a month without is a gap.
_BRIDGE_WEEKS = 3
_POINTS = 100
_FEWEST_MONTHS = 3
# The monitor says nothing in its first twelve weeks.
FIRST_WEEKS = 12
LEAST_LATELY = 4


@dataclass(frozen=True)
class MonthRow:
    """Four weeks of both, for the table."""

    begins: date
    mine: Score | None
    theirs: Score | None


@dataclass(frozen=True)
class WeekRow:
    begins: date
    number: int
    mine: int | None
    level: int | None
    low: int | None
    high: int | None
    is_withheld: bool


@dataclass(frozen=True)
class Side:
    """A side item: each person's mean of the last four weeks that are over."""

    name: str
    mine: Score | None
    theirs: Score | None

    @property
    def track(self) -> Track:
        return Track.of(self.mine, self.theirs)


@dataclass(frozen=True)
class Said:
    """What the weeks say: notices that stand, one that is over, or that there is nothing to say."""

    drift: Notice | None
    gap: Notice | None
    over: Notice | None
    is_too_early: bool = False
    is_too_little: bool = False

    @property
    def since(self) -> date | None:
        return monday_of(self.drift.since) if self.drift else None

    @property
    def gap_since(self) -> date | None:
        return monday_of(self.gap.since) if self.gap else None

    @property
    def over_since(self) -> date | None:
        return monday_of(self.over.since) if self.over else None

    @property
    def over_until(self) -> date | None:
        return monday_of(self.over.last) if self.over else None


def said(me: Unlocked, book: BookWords, watched: Watched) -> Said:
    """Return what to say. Whoever muted notices is told nothing of them.

    Without answers of one's own lately a notice would be about the other alone, so there is none.
    """
    lately = [one for one in book.weeks if one[0] > watched.until - FIRST_WEEKS and any(one[1])]
    if me.settings.drift_muted or len(lately) < LEAST_LATELY:
        return Said(None, None, None, watched.weeks <= FIRST_WEEKS, is_too_little=True)
    drift = watched.standing(DRIFT)
    return Said(
        drift,
        watched.standing(GAP),
        None if drift else _came_back(book, watched),
        is_too_early=watched.weeks <= FIRST_WEEKS,
    )


def _came_back(book: BookWords, watched: Watched) -> Notice | None:
    """Return the latest notice that ended with answers, not because there were none."""
    over = watched.past(DRIFT)
    if over is None or watched.until - over.last >= YEAR // 2:
        return None
    around = range(over.last - measures.WEEKS_A_MONTH, over.last + 2)
    return over if any(one[0] in around and any(one[1]) for one in book.weeks) else None


def of_both(
    book: BookWords, other: ReleasedWords, said: Said, today: date, began: int
) -> dict[str, Any]:
    """Draw two threads of four-week means, and say where they lie farthest apart."""
    # Only whole months are drawn: from one that is running, single weeks could be reckoned.
    last = last_of_whole_months(today)
    begin = max(began - began % measures.WEEKS_A_MONTH, last + 1 - YEAR)
    if begin > last:
        return {"has_theirs": False}
    scores = _scores(book, withheld=False), their_scores(other)
    since = [{week: one for week, one in both.items() if week >= began} for both in scores]
    months = _from_first([measures.months(one, begin, last) for one in since])
    gap = _widest(*months)
    threads = [_thread(MINE, months[0]), _thread(THEIRS, months[1])]
    pairs = zip(*months, strict=True)
    rows = [MonthRow(monday_of(one.week), one.score, two.score) for one, two in pairs]
    return {
        "pictures": _drawn(threads, months[0][0].week, months[0][-1].week + 3, said, gap),
        "months": [row for row in reversed(rows) if row.mine or row.theirs],
        "widest": monday_of(gap.month) if gap else None,
        "has_mine": any(row.mine for row in rows),
        "has_theirs": any(row.theirs for row in rows),
    }


def of_mine(book: BookWords, watched: Watched, said: Said) -> dict[str, Any]:
    """Draw my weekly answers with the level that the monitor reckons from them."""
    scores = _scores(book, withheld=True)
    if not scores:
        return {"pictures": [], "weeks": []}
    first, last = drawing.span(min(scores), max(watched.until, *scores), YEAR)
    points = [Point(week, *(one / _POINTS for one in level)) for week, *level in watched.levels]
    near = [
        point
        for point in points
        if first <= point.week <= last
        and any(point.week - back in scores for back in range(_BRIDGE_WEEKS))
    ]
    answers = sorted(scores.items())
    threads = [Thread(MINE, drawing.runs(near, 1), answers)]
    levels = {int(point.week): point for point in points}
    withheld = {one[0] for one in book.weeks if one[2]}
    rows = [
        _week_row(week, scores, levels, week in withheld) for week in range(last, first - 1, -1)
    ]
    return {
        "pictures": _drawn(threads, first, last, said, None),
        "weeks": [row for row in rows if row.mine is not None],
    }


def _from_first(months: list[list[Month]]) -> list[list[Month]]:
    """Leave out the months before the first that is drawn, but for three of them at the least."""
    drawn = [any(one.score for one in both) for both in zip(*months, strict=True)]
    first = min(drawn.index(True) if True in drawn else 0, max(len(drawn) - _FEWEST_MONTHS, 0))
    return [line[first:] for line in months]


def last_of_whole_months(today: date) -> int:
    """Return the last week of the last four that are over."""
    now = rhythm.week_asked(today)
    return now - now % measures.WEEKS_A_MONTH - 1


def sides(me: Unlocked, book: BookWords, other: ReleasedWords, today: date) -> list[Side]:
    """Return spark and being known of the last whole month, then hurry, which only I see."""
    last = last_of_whole_months(today)
    weeks = range(last + 1 - measures.WEEKS_A_MONTH, last + 1)
    mine = {one[0]: one[1] for one in book.weeks if one[0] in weeks}
    theirs = [one for one in other.weeks if one[0] in weeks]
    places = {name: books.PULSE_PILLARS + SIDES.index(name) for name in SIDES}
    released = {"spark": [one[3] for one in theirs], "known": [one[4] for one in theirs]}
    found = [
        Side(
            name,
            measures.mean_of([answers[places[name]] for answers in mine.values()]),
            measures.mean_of(released.get(name, [])),
        )
        for name in ("spark", "known", "hurry")
    ]
    off = {"spark"} if "body" in me.settings.tags_off else set()
    return [side for side in found if side.name not in off and (side.mine or side.theirs)]


def their_scores(other: ReleasedWords) -> dict[int, float]:
    """Return the other's weekly scores, which nobody is shown: they go into means of four weeks."""
    return {one[0]: one[1] / one[2] for one in other.weeks if one[2] >= measures.LEAST_OF_A_WEEK}


def my_scores(book: BookWords) -> dict[int, float]:
    """Return all my weekly scores, also of weeks that I keep out of the picture of both."""
    return _scores(book, withheld=True)


def _scores(book: BookWords, *, withheld: bool) -> dict[int, float]:
    """Return my weekly scores, with or without the weeks that I keep out of the picture of both."""
    found = {
        number: measures.score(books.turned(answers), measures.LEAST_OF_A_WEEK)
        for number, answers, is_withheld in book.weeks
        if withheld or not is_withheld
    }
    return {number: score.mean for number, score in found.items() if score}


def _thread(whose: str, months: list[Month]) -> Thread:
    points = [
        Point(drawing.middle_of(one.week), one.score.mean, one.score.low, one.score.high)
        for one in months
        if one.score
    ]
    return Thread(whose, drawing.runs(points, measures.WEEKS_A_MONTH))


def _widest(mine: list[Month], theirs: list[Month]) -> Gap | None:
    """Return where the two lie farthest apart, if by more than measurement noise."""
    both = [
        (one.week, one.score, two.score)
        for one, two in zip(mine, theirs, strict=True)
        if one.score
        and two.score
        and measures.is_beyond_noise(one.score, two.score, measures.NOISE_OF_WIDEST)
    ]
    if not both:
        return None
    week, one, two = max(both, key=lambda found: abs(found[1].mean - found[2].mean))
    levels = one.mean, two.mean
    return Gap(week, drawing.middle_of(week), max(levels), min(levels))


def _drawn(
    threads: list[Thread], first: int, last: int, said: Said, gap: Gap | None
) -> list[Picture]:
    start = said.drift.since if said.drift else None
    return drawing.drawings(threads, first, last, start=start, gap=gap)


def _week_row(
    week: int, scores: Mapping[int, float], levels: Mapping[int, Point], is_withheld: bool
) -> WeekRow:
    point = levels.get(week)
    return WeekRow(
        begins=monday_of(week),
        number=week,
        mine=measures.of_100(scores[week]) if week in scores else None,
        level=measures.of_100(point.level) if point else None,
        low=measures.of_100(point.low) if point else None,
        high=measures.of_100(point.high) if point else None,
        is_withheld=is_withheld,
    )
