"""Simulated couples: which scenarios there are, how many of each, and what they answer."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from bench.drift import generator, second

FIRST, MONITORED = 12, 156
REPORTING_SEEDS = 100_000


@dataclass(frozen=True)
class Scenario:
    """One kind of change; `solo`: one of the two never answers."""

    name: str
    weeks: int = 100
    couples: int = 3000
    solo: bool = False

    @property
    def label(self) -> str:
        return f"{self.name} solo" if self.solo else self.name


SCENARIOS = (
    Scenario("stable", FIRST + MONITORED, 4000),
    Scenario("season", FIRST + MONITORED, 2000),
    *(Scenario(name) for name in ("slow12", "slow26", "step", "one26", "onestep", "gap26")),
    *(Scenario(name) for name in ("crisis", "improve")),
    Scenario("stable", FIRST + MONITORED, 4000, solo=True),
    *(Scenario(name, solo=True) for name in ("slow26", "step")),
)
INDEX = {name: index for index, name in enumerate(generator.SCEN)}


@dataclass(frozen=True)
class Simulated:
    """n couples over T weeks: items (n, T, 2, 5), true levels (n, T, 2) in points, and the change.

    begins (n,): the first week with a change, -1 without one. recovered (n,): the week of full
    recovery from a crisis.
    """

    items: Any
    true: Any
    begins: Any
    recovered: Any

    def __getitem__(self, rows: slice) -> "Simulated":
        return Simulated(self.items[rows], self.true[rows], self.begins[rows], self.recovered[rows])


def seed(scenario: Scenario, replicate: int, first: int = REPORTING_SEEDS) -> int:
    return first + 100 * INDEX[scenario.name] + replicate


def simulate(
    scenario: Scenario,
    seed: int,
    couples: int,
    *,
    make: Callable[..., dict[str, Any]] = generator.gen,
    known: bool = False,
) -> Simulated:
    """Make couples; `known`: Gaussian scores, and everybody with the same noise (stretch)."""
    modes = {"gauss": True, "fixpar": True} if known else {}
    made = make(seed, couples, scenario.weeks, scenario.name, solo=scenario.solo, **modes)
    items = made["items"]
    if items is None:
        items = np.repeat(made["y"][..., None], 5, axis=-1)
    items = np.where(np.isnan(made["y"])[..., None], np.nan, items)
    changed = (made["D"] != 0).any(2)
    begins = np.where(changed.any(1), changed.argmax(1), -1)
    if scenario.name in ("stable", "season"):
        begins[:] = -1
    return Simulated(items, made["true"], begins, made["tau"] + 10)


def days(items: Any, rng: np.random.Generator) -> Any:
    """Return a day for every week that has an answer: somewhere in that week, else nan."""
    couples, weeks = items.shape[:2]
    day = 7 * np.arange(weeks)[None, :, None] + rng.integers(0, 7, (couples, weeks, 2))
    return np.where(np.isnan(items).all(-1), np.nan, day)


GENERATORS = {"open": generator.gen, "second": second.gen}
