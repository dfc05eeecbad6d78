"""Draw levels as threads: height is how close somebody has felt, the band how sure that is.

Nothing is joined over weeks without answers. Where two threads cross, one passes over, then under.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from closeknit.domain.measures import HIGH, LOW, WEEKS_A_MONTH, Score, monday_of

MINE, THEIRS = "mine", "theirs"
_MIDDLE_OF_MONTH = (WEEKS_A_MONTH - 1) / 2
_FEWEST_WEEKS = 12
_TRACK = 300


@dataclass(frozen=True)
class Frame:
    """How large a drawing is; a phone gets one of its own."""

    name: str
    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    months_apart: int


WIDE = Frame("wide", 920, 330, left=64, right=18, top=20, bottom=40, months_apart=1)
MIDDLE = Frame("middle", 640, 320, left=64, right=14, top=24, bottom=44, months_apart=2)
PHONE = Frame("phone", 340, 300, left=8, right=12, top=28, bottom=40, months_apart=2)

FRAMES = WIDE, MIDDLE, PHONE


@dataclass(frozen=True)
class Point:
    """A level in one week (or the middle of four), from 1 to 7, with its band."""

    week: float
    level: float
    low: float
    high: float


@dataclass(frozen=True)
class Thread:
    """One person's levels in runs without a gap, and single answers where they are drawn."""

    whose: str
    runs: list[list[Point]]
    answers: Sequence[tuple[int, float]] = ()


@dataclass(frozen=True)
class Stroke:
    """A path; `look` names its style."""

    look: str
    path: str


@dataclass(frozen=True)
class Mark:
    """A line from top to bottom at x, with words beside it that end or begin there."""

    x: float
    top: float
    bottom: float
    text: str | Promise
    anchor: str
    label_x: float
    label_y: float


@dataclass(frozen=True)
class Label:
    x: float
    y: float
    text: str | Promise
    anchor: str = "start"
    line: float = 0


@dataclass(frozen=True)
class Spot:
    x: float
    y: float
    whose: str


@dataclass(frozen=True)
class Dot:
    """A score on a track of 300, with one standard error to each side."""

    score: Score

    @property
    def x(self) -> float:
        return _on_track(self.score.mean)

    @property
    def begin(self) -> float:
        return _on_track(max(self.score.mean - self.score.error, LOW))

    @property
    def end(self) -> float:
        return _on_track(min(self.score.mean + self.score.error, HIGH))


@dataclass(frozen=True)
class Track:
    """One or two scores beside each other."""

    mine: Dot | None
    theirs: Dot | None

    @classmethod
    def of(cls, mine: Score | None, theirs: Score | None) -> "Track":
        return cls(Dot(mine) if mine else None, Dot(theirs) if theirs else None)


@dataclass(frozen=True)
class Picture:
    frame: Frame
    seams: list[Label]
    months: list[Label]
    bands: list[Stroke]
    strokes: list[Stroke]
    answers: list[Spot]
    ends: list[Spot]
    start: Mark | None
    gap: Mark | None

    @property
    def marks(self) -> list[Mark]:
        return [mark for mark in (self.start, self.gap) if mark]


@dataclass(frozen=True)
class Gap:
    """Where two levels lie farthest apart: in the four weeks from `month`, drawn at `week`."""

    month: int
    week: float
    upper: float
    lower: float


def drawings(
    threads: Sequence[Thread],
    first: int,
    last: int,
    *,
    start: int | None = None,
    gap: Gap | None = None,
) -> list[Picture]:
    """Return drawings for a desk, a tablet and a phone, of weeks `first` to `last`."""
    return [_Canvas(frame, first, last).draw(threads, start, gap) for frame in FRAMES]


def span(first: int, until: int, longest: int) -> tuple[int, int]:
    """Return the first and last week to draw: what there is, a quarter of a year at least."""
    begin = max(first, until - longest + 1)
    return min(begin, until - _FEWEST_WEEKS + 1), until


def runs(points: Iterable[Point], bridge: float) -> list[list[Point]]:
    """Split points where more than `bridge` weeks lie between two."""
    found: list[list[Point]] = []
    for point in points:
        if found and point.week - found[-1][-1].week <= bridge:
            found[-1].append(point)
        else:
            found.append([point])
    return found


class _Canvas:
    def __init__(self, frame: Frame, first: int, last: int) -> None:
        self._frame, self._first, self._last = frame, first, last

    def draw(self, threads: Sequence[Thread], start: int | None, gap: Gap | None) -> Picture:
        return Picture(
            frame=self._frame,
            seams=self._seams(),
            months=self._months(),
            bands=[
                Stroke(f"band {thread.whose}", self._band(run))
                for thread in threads
                for run in thread.runs
            ],
            strokes=self._strokes(threads),
            answers=[
                Spot(self._x(week), self._y(level), thread.whose)
                for thread in threads
                for week, level in thread.answers
                if self._first <= week <= self._last
            ],
            ends=[
                Spot(self._x(run[-1].week), self._y(run[-1].level), thread.whose)
                for thread in threads
                for run in thread.runs
                if run is thread.runs[-1] or len(run) == 1
            ],
            start=self._start(start) if start is not None and start >= self._first else None,
            gap=self._gap(gap) if gap else None,
        )

    def _x(self, week: float) -> float:
        room = self._frame.width - self._frame.left - self._frame.right
        return round(
            self._frame.left + room * (week - self._first + 0.5) / (self._last - self._first + 1), 1
        )

    def _y(self, level: float) -> float:
        room = self._frame.height - self._frame.top - self._frame.bottom
        return round(self._frame.top + room * (HIGH - level) / (HIGH - LOW), 1)

    def _seams(self) -> list[Label]:
        said: dict[float, str | Promise] = {HIGH: _("close"), 4: "", LOW: _("distant")}
        up = -6 if self._frame is PHONE else 4
        lines = {self._y(level): text for level, text in said.items()}
        return [Label(0, line + up, text, line=line) for line, text in lines.items()]

    def _months(self) -> list[Label]:
        """Name each month at its first whole week, every second where there is less room."""
        found, seen = [], monday_of(self._first)
        for week in range(self._first + 1, self._last + 1):
            day = monday_of(week)
            if day.month != seen.month and day.month % self._frame.months_apart == 0:
                text = date_format(day, "M")
                found.append(Label(self._x(week), self._frame.height - 10, text, "middle"))
            seen = day
        return found

    def _at(self, run: Sequence[Point]) -> list[tuple[float, float]]:
        return [(self._x(point.week), self._y(point.level)) for point in run]

    def _band(self, run: Sequence[Point]) -> str:
        there = [(self._x(point.week), self._y(point.high)) for point in run]
        back = [(self._x(point.week), self._y(point.low)) for point in reversed(run)]
        if len(run) == 1:
            x = there[0][0]
            return f"M{x - 3} {there[0][1]}H{x + 3}V{back[0][1]}H{x - 3}Z"
        return f"{_curve(there)}L{back[0][0]} {back[0][1]}{_curve(back)[len(_move(back[0])) :]}Z"

    def _strokes(self, threads: Sequence[Thread]) -> list[Stroke]:
        """Lay the other's thread, mine over it, and at every second crossing theirs over mine."""
        found: list[Stroke] = []
        for thread in reversed(threads):
            for run in thread.runs:
                if len(run) > 1:
                    path = _curve(self._at(run))
                    halo = [Stroke("halo", path)] if len(threads) > 1 else []
                    found += [*halo, Stroke(f"thread {thread.whose}", path)]
        if len(threads) > 1:
            over = _crossings(threads[0], threads[1])[1::2]
            for piece in over:
                path = _curve(self._at(piece))
                found += [Stroke("halo", path), Stroke(f"thread {threads[1].whose}", path)]
        return found

    def _start(self, week: int) -> Mark:
        x = self._x(week)
        right = x > self._frame.width / 2
        return Mark(
            x=x,
            top=self._frame.top,
            bottom=self._frame.height - self._frame.bottom + 4,
            text=_("lower since about here"),
            anchor="end" if right else "start",
            label_x=x - 7 if right else x + 7,
            label_y=self._frame.height - self._frame.bottom - 26,
        )

    def _gap(self, gap: Gap) -> Mark:
        x = self._x(gap.week)
        right = x > self._frame.width / 2
        top, bottom = self._y(gap.upper), self._y(gap.lower)
        return Mark(
            x=x,
            top=top,
            bottom=bottom,
            text=_("the widest gap"),
            anchor="end" if right else "start",
            label_x=x - 7 if right else x + 7,
            label_y=round((top + bottom) / 2 + 4, 1),
        )


def _crossings(mine: Thread, theirs: Thread) -> list[list[Point]]:
    """Return the pieces of the second thread in which the two cross."""
    levels = {point.week: point.level for run in mine.runs for point in run}
    steps = [step for run in theirs.runs for step in pairwise(run)]
    return [
        [one, two]
        for one, two in steps
        if one.week in levels
        and two.week in levels
        and (levels[one.week] - one.level) * (levels[two.week] - two.level) < 0
    ]


def _on_track(level: float) -> float:
    return round(_TRACK * (level - LOW) / (HIGH - LOW), 1)


def _move(point: tuple[float, float]) -> str:
    return f"M{point[0]} {point[1]}"


def _curve(points: Sequence[tuple[float, float]]) -> str:
    """Return a path that lies flat at every point, so that it never swings beyond a level."""
    path = _move(points[0])
    for (x, y), (next_x, next_y) in pairwise(points):
        middle = round((x + next_x) / 2, 1)
        path += f"C{middle} {y} {middle} {next_y} {next_x} {next_y}"
    return path


def middle_of(month: int) -> float:
    """Return where four weeks beginning with this one are drawn."""
    return month + _MIDDLE_OF_MONTH
