"""The specification on few couples, for `make bench`: a minute, with its tolerances doubled."""

import time
from collections.abc import Callable
from statistics import median
from typing import Any

import numpy as np

from bench.drift import run
from bench.drift.couples import SCENARIOS, days, seed, simulate
from bench.drift.targets import COST, TARGETS, Target
from bench.measure import Figure, Limit
from closeknit.domain.drift import watch

COUPLES = 400
_TOLERANCE = 2.0
_ROUNDS = 7
_YEARS = {"a year of weeks for two": (52, 25.0), "ten years of them": (520, 250.0)}


def measure() -> list[Figure]:
    # Replicates from 50 on are neither reported nor used for tuning.
    found = run.everything(50, couples=COUPLES)
    detected = [_figure(target, found[target.scenario][target.figure]) for target in TARGETS]
    return detected + _costs()


def _figure(target: Target, value: float) -> Figure:
    limit = Limit(round(target.limit(_TOLERANCE), 3), "value", is_least=target.is_least)
    return Figure(f"drift, {target.name}", value, target.reference, "", "reference", limit)


def _costs() -> list[Figure]:
    made = simulate(SCENARIOS[0], seed(SCENARIOS[0], 0), 4)
    items = np.concatenate(list(made.items))[:520]
    day = np.concatenate(list(days(made.items, np.random.default_rng(0))))[:520]
    figures = []
    for name, (weeks, most) in _YEARS.items():
        taken, plain = _medians(
            lambda weeks=weeks: watch(items[:weeks], day[:weeks]),
            lambda weeks=weeks: _cusum(items[:weeks]),
        )
        limit = Limit(most, "value")
        figures.append(Figure(f"drift, {name}", taken, plain, "ms", "plain CUSUM", limit))
    update, plain = taken / weeks * 1000, plain / weeks * 1000
    limit = Limit(COST.bound, "value")
    return [*figures, Figure("drift, one update", update, plain, "us", "plain CUSUM", limit)]


def _medians(*works: Callable[[], Any]) -> list[float]:
    taken: list[list[float]] = [[] for _work in works]
    for _round in range(_ROUNDS):
        for work, times in zip(works, taken, strict=True):
            start = time.perf_counter()
            work()
            times.append((time.perf_counter() - start) * 1000)
    return [median(times) for times in taken]


def _cusum(items: Any) -> int:
    """The simplest monitor: each person's own mean so far, and a sum of what lies below it."""
    total, mean, count, alarms = np.zeros(2), np.full(2, 5.2), np.full(2, 4.0), 0
    for week in items:
        score = np.nanmean(np.where(np.isnan(week), mean[:, None], week), axis=1)
        total = np.maximum(total + (mean - score) - 0.25, 0)
        count += 1
        mean += (score - mean) / count
        alarms += int(total.max() > 4)
    return alarms
