"""Figures as ratios of one run, from medians of short works that take turns.

On a machine that others use too, all works of a run get slower together; their ratio stays.
"""

import gc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import process_time

MB = 1_000_000


@dataclass(frozen=True)
class Limit:
    """A bound that a ratio or, where `of` says so, a value in its own unit has to keep."""

    bound: float
    of: str = "ratio"
    is_least: bool = False

    def is_kept(self, value: float) -> bool:
        return value >= self.bound if self.is_least else value <= self.bound


@dataclass(frozen=True)
class Figure:
    """What was measured, and the ceiling that was measured beside it."""

    name: str
    value: float
    ceiling: float
    unit: str
    against: str
    limit: Limit | None = None

    @property
    def ratio(self) -> float:
        return self.value / self.ceiling if self.ceiling else float("inf")

    @property
    def is_kept(self) -> bool:
        if self.limit is None:
            return True
        return self.limit.is_kept(self.ratio if self.limit.of == "ratio" else self.value)


def cpu_medians(works: Sequence[Callable[[], object]], rounds: int) -> list[float]:
    """Return the median CPU seconds of each work; they take turns, after one round unmeasured."""
    taken: list[list[float]] = [[] for _ in works]
    for number in range(rounds + 1):
        gc.collect()
        for work, times in zip(works, taken, strict=True):
            start = process_time()
            work()
            if number:
                times.append(process_time() - start)
    return [median(times) for times in taken]


def percentile(times: Sequence[float], share: float) -> float:
    ordered = sorted(times)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def resident(pid: int) -> int:
    """Return how many bytes of memory a process holds now."""
    status = Path(f"/proc/{pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) * 1024


def table(figures: Sequence[Figure]) -> str:
    rows: list[tuple[str, ...]] = [
        ("", "measured", "ceiling of the same run", "ratio", "limit", "")
    ]
    rows += [_row(figure) for figure in figures]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(_aligned(row, widths) for row in rows)


def _row(figure: Figure) -> tuple[str, ...]:
    return (
        figure.name,
        _amount(figure.value, figure.unit),
        f"{_amount(figure.ceiling, figure.unit)}, {figure.against}",
        f"{figure.ratio:.3f}",
        _in_words(figure.limit, figure.unit),
        ("ok" if figure.is_kept else "missed") if figure.limit else "",
    )


def _in_words(limit: Limit | None, unit: str) -> str:
    if limit is None:
        return ""
    bound = f"{limit.bound:g}" if limit.of == "ratio" else _amount(limit.bound, unit)
    return f"{'at least' if limit.is_least else 'at most'} {bound}"


def _amount(value: float, unit: str) -> str:
    number = f"{value:.0f}" if value == int(value) or abs(value) >= 100 else f"{value:.3g}"
    return f"{number} {unit}".strip()


def _aligned(row: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
