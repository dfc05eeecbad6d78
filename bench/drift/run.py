"""Watch simulated couples, many at once, on every processor."""

import os
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from statistics import fmean
from typing import Any

import numpy as np

from bench.drift.couples import GENERATORS, SCENARIOS, Scenario, Simulated, days, seed, simulate
from bench.drift.metrics import Watched, measure
from closeknit.domain.drift import Record, Said, watch, watch_many

_AT_ONCE = 100
_CHECKED = 20
_PREFIXES = 10


def everything(
    replicate: int, *, couples: int | None = None, generator: str = "open", known: bool = False
) -> dict[str, dict[str, Any]]:
    """Return the figures of every scenario of one replicate, by label."""
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        results = pool.map(
            _one, SCENARIOS, repeat(replicate), repeat(couples), repeat(generator), repeat(known)
        )
        return dict(zip((scenario.label for scenario in SCENARIOS), results, strict=True))


def _one(
    scenario: Scenario, replicate: int, couples: int | None, generator: str, known: bool
) -> dict[str, Any]:
    made = simulate(
        scenario,
        seed(scenario, replicate),
        couples or scenario.couples,
        make=GENERATORS[generator],
        known=known,
    )
    return measure(scenario, made, watched(made))


def watched(made: Simulated) -> Watched:
    parts = [
        _stacked(list(watch_many(made.items[start : start + _AT_ONCE])))
        for start in range(0, len(made.items), _AT_ONCE)
    ]
    return Watched(*(np.concatenate(values) for values in zip(*parts, strict=True)))


def _stacked(said: Sequence[Said]) -> tuple[Any, ...]:
    """Turn weeks of many couples into couples with many weeks."""
    flags = [np.stack([getattr(week, name) for week in said], 1) for name in ("drift", "gap")]
    levels = [
        np.stack([getattr(week, name) for week in said]).transpose(2, 0, 1)
        for name in ("level", "low", "high")
    ]
    changes = [
        np.stack([getattr(week, name) for week in said], 1)
        for name in ("change_low", "change_high")
    ]
    return (*flags, *levels, *changes)


def prefixes_hold(scenario: Scenario, replicate: int = 0) -> bool:
    """Feed ten growing prefixes of 20 couples to `watch`; an earlier record never changes.

    Many couples at once say the same as each alone, so that what is measured is what is used.
    """
    made = simulate(scenario, seed(scenario, replicate), _CHECKED)
    said = watched(made)
    rng = np.random.default_rng(replicate)
    day = days(made.items, rng)
    for row, (items, when) in enumerate(zip(made.items, day, strict=True)):
        whole = watch(items, when)
        if not _is_same(whole, said, row):
            return False
        for end in sorted(rng.integers(1, len(items), _PREFIXES)):
            if repr(watch(items[:end], when[:end])) != repr(whole[:end]):
                return False
    return True


def _is_same(alone: Sequence[Record], said: Watched, row: int) -> bool:
    flags = [(record.drift, record.gap) for record in alone]
    bands = np.array([(record.level, record.low, record.high) for record in alone])
    at_once = np.stack([said.level[row], said.low[row], said.high[row]], 1)
    return flags == list(zip(said.drift[row], said.gap[row], strict=True)) and np.allclose(
        bands, at_once, equal_nan=True
    )


def cost(scenario: Scenario = SCENARIOS[0]) -> float:
    """Return the microseconds of one update of one couple on one thread, the mean of five runs."""
    made = simulate(scenario, seed(scenario, 0), 4)
    day = days(made.items, np.random.default_rng(0))
    updates = len(made.items) * made.items.shape[1]
    return fmean(_seconds(made.items, day) for _round in range(5)) / updates * 1e6


def _seconds(items: Any, day: Any) -> float:
    start = time.perf_counter()
    for couple, when in zip(items, day, strict=True):
        watch(couple, when)
    return time.perf_counter() - start
