"""A second generator, unlike the first: thresholds instead of rounding, heavy tails, longer memory.

Its changes are curves instead of ramps, people answer in styles of their own, and those who feel
worse answer less often. No constant of the monitor was fitted to it; it shows what is robust.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from bench.drift import generator

_CUTS = np.array([-4.0, -2.9, -1.9, -1.0, 0.1, 1.3])
_TAILS = 4
_SEEDS_OF_ITS_OWN = 7_000_000


def gen(seed: int, couples: int, weeks: int, name: str, *, solo: bool = False) -> dict[str, Any]:
    """Return what the first generator's `gen` returns, as far as the benchmark reads it."""
    rng = np.random.default_rng(seed + _SEEDS_OF_ITS_OWN)
    tau = rng.integers(20, 45, couples)
    who = rng.integers(0, 2, couples)
    change = _change(name, np.arange(weeks), tau, who, rng)
    usual = np.sqrt(0.7) * _paired(0.4, rng.standard_normal((couples, 2)))
    felt = usual[:, None] + _states(rng, couples, weeks) + change
    items = _answers(rng, felt)
    items[_missing(rng, felt, usual)] = np.nan
    items[rng.random(items.shape) < 0.03] = np.nan
    if solo:
        silent = 1 - (who if name in ("one26", "onestep") else rng.integers(0, 2, couples))
        items[np.arange(couples), :, silent] = np.nan
    told = np.isfinite(items)
    count = told.sum(-1)
    score = np.where(told, items, 0).sum(-1) / np.maximum(count, 1)
    return {
        "y": np.where(count >= 3, score, np.nan),
        "items": items,
        "D": change,
        "tau": tau,
        "true": 5.3 + usual[:, None] + change,
    }


def _change(name: str, weeks: Any, tau: Any, who: Any, rng: np.random.Generator) -> Any:
    since = weeks[None] - tau[:, None]

    def bend(size: float, over: int) -> Any:
        return size / (1 + np.exp(-(since - over / 2) / (over / 8))) * (since >= 0)

    def settle(size: float, over: int) -> Any:
        return size * (1 - np.exp(-np.clip(since, 0, None) / (over / 3)))

    def both(curve: Any) -> Any:
        return np.repeat(curve[:, :, None], 2, 2)

    def one(curve: Any) -> Any:
        return np.stack([curve * (who == person)[:, None] for person in (0, 1)], 2)

    size = rng.uniform(0.8, 1.2, (len(tau), 1))
    apart = one(bend(-0.6, 26))
    shapes: dict[str, Callable[[], Any]] = {
        "slow12": lambda: both(bend(-0.5, 12)),
        "slow26": lambda: both(bend(-1.0, 26) * size),
        "step": lambda: both(settle(-1.0, 3) * size),
        "one26": lambda: one(bend(-1.0, 26)),
        "onestep": lambda: one(settle(-1.0, 3)),
        "gap26": lambda: apart - apart[:, :, ::-1],
        "improve": lambda: both(settle(0.75, 16)),
    }
    if name in shapes:
        return shapes[name]()
    return generator.offset(name, weeks, tau, rng, len(tau))[0]


def _paired(correlation: float, values: Any) -> Any:
    return values @ np.linalg.cholesky(np.array([[1, correlation], [correlation, 1]])).T


def _heavy(rng: np.random.Generator, shape: tuple[int, ...]) -> Any:
    return rng.standard_t(_TAILS, shape) / np.sqrt(_TAILS / (_TAILS - 2))


def _states(rng: np.random.Generator, couples: int, weeks: int) -> Any:
    kept = rng.uniform(0.3, 0.75, (couples, 1))
    new = _paired(0.5, _heavy(rng, (couples, weeks, 2)))
    states = np.zeros_like(new)
    states[:, 0] = new[:, 0]
    for week in range(1, weeks):
        states[:, week] = kept * states[:, week - 1] + np.sqrt(1 - kept**2) * new[:, week]
    spread = np.sqrt(0.3) * np.exp(0.35 * rng.standard_normal((couples, 1, 2)))
    return states * spread


def _answers(rng: np.random.Generator, felt: Any) -> Any:
    couples = len(felt)
    care = rng.uniform(0.7, 1.4, (couples, 1, 2, 1))
    style = np.exp(0.15 * rng.standard_normal((couples, 1, 2, 1)))
    leaning = 0.35 * rng.standard_normal((couples, 1, 2, 5))
    mood = 0.2 * rng.standard_normal((*felt.shape, 1))
    noise = 1.1 * care * _heavy(rng, (*felt.shape, 5))
    return 1.0 + ((felt[..., None] * style + leaning + mood + noise)[..., None] > _CUTS).sum(-1)


def _missing(rng: np.random.Generator, felt: Any, usual: Any) -> Any:
    worse = felt < usual[:, None] - 0.6
    away = generator.markov_miss(rng, felt.shape[:2], 0.12, 0.5)
    return (rng.random(felt.shape) < 0.2 + 0.12 * worse) | away[:, :, None]
