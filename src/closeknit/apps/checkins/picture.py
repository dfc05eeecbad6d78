"""Draw the weeks as a thread with beads: height is energy, a full bead was good to feel."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.utils.formats import date_format
from django.utils.functional import Promise

from closeknit.apps.checkins.listing import ENERGIES
from closeknit.domain.lookback import LEVELS, Bead, Week


@dataclass(frozen=True)
class Frame:
    """How large a drawing is; a phone gets one of its own."""

    name: str
    width: int
    band: int
    edge: int
    bead: float
    apart: int
    foot: int

    @property
    def height(self) -> int:
        return self.band * len(LEVELS) + self.foot


WIDE = Frame("wide", width=920, band=84, edge=14, bead=1.7, apart=10, foot=26)
PHONE = Frame("phone", width=280, band=72, edge=8, bead=1.4, apart=9, foot=28)


@dataclass(frozen=True)
class Spot:
    x: float
    y: float
    r: float
    is_full: bool
    words: str


@dataclass(frozen=True)
class Label:
    x: float
    y: float
    text: str | Promise
    seam: int = 0


@dataclass(frozen=True)
class Picture:
    frame: Frame
    threads: list[str]
    spots: list[Spot]
    bands: list[Label]
    months: list[Label]


def drawings(weeks: Sequence[Week]) -> list[Picture]:
    """Return one wide drawing, and for a phone two halves of it, in the order of time."""
    half = len(weeks) // 2
    return [draw(weeks, WIDE), draw(weeks[:half], PHONE), draw(weeks[half:], PHONE)]


def draw(weeks: Sequence[Week], frame: Frame) -> Picture:
    places = [_x(at, len(weeks), frame) for at in range(len(weeks))]
    placed = list(zip(places, weeks, strict=True))
    return Picture(
        frame=frame,
        threads=[_thread(run) for run in _runs(placed, frame)],
        spots=[_spot(x, bead, frame) for x, week in placed for bead in week.beads],
        bands=[
            Label(0, frame.band * row + 16, label, seam=frame.band * row)
            for row, label in enumerate(ENERGIES.values())
        ],
        months=_months(placed, frame),
    )


def _x(at: int, count: int, frame: Frame) -> float:
    room = frame.width - 2 * frame.edge
    return round(frame.edge + room * (at + 0.5) / count, 1)


def _y(level: float, frame: Frame) -> float:
    """The middle of a band lies a little low: its name stands above."""
    return round(frame.band * (len(LEVELS) - 1 - level + 0.6), 1)


def _spot(x: float, bead: Bead, frame: Frame) -> Spot:
    y = _y(LEVELS[bead.energy], frame) + (-frame.apart if bead.pleasant else frame.apart)
    radius = round(frame.bead * (1.6 + 0.75 * bead.strength), 1)
    return Spot(x, round(y, 1), radius, bead.pleasant, ", ".join(bead.words))


def _runs(placed: Sequence[tuple[float, Week]], frame: Frame) -> list[list[tuple[float, float]]]:
    """Return the thread in runs; weeks without a word leave a gap."""
    runs: list[list[tuple[float, float]]] = [[]]
    for x, week in placed:
        if week.level is None:
            runs.append([])
        else:
            runs[-1].append((x, week.level))
    return [_calmed(run, frame) for run in runs if len(run) > 1]


def _calmed(run: Sequence[tuple[float, float]], frame: Frame) -> list[tuple[float, float]]:
    """Return the points of a run, each drawn halfway to its neighbours."""
    levels = [level for _at, level in run]
    before, after = [levels[0], *levels], [*levels[1:], levels[-1]]
    drawn = zip(run, before, after, strict=False)
    return [(x, _y((last + 2 * level + coming) / 4, frame)) for (x, level), last, coming in drawn]


def _thread(run: Sequence[tuple[float, float]]) -> str:
    """Return a path that lies flat at every week, so that it never swings beyond what was felt."""
    path = f"M{run[0][0]} {run[0][1]}"
    for (x, y), (next_x, next_y) in pairwise(run):
        middle = round((x + next_x) / 2, 1)
        path += f"C{middle} {y} {middle} {next_y} {next_x} {next_y}"
    return path


def _months(placed: Sequence[tuple[float, Week]], frame: Frame) -> list[Label]:
    """Name each month at its first whole week."""
    seen: date | None = None
    found = []
    for x, week in placed:
        if seen is not None and week.begins.month != seen.month:
            text = date_format(week.begins, "M")
            found.append(Label(x, frame.height - 6, text))
        seen = week.begins
    return found
