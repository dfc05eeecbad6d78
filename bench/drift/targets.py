"""Section 6 of the specification: what must be reached, and what a reference reached."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Target:
    """One bound on one figure of one scenario."""

    scenario: str
    figure: str
    bound: float
    reference: float
    is_least: bool = True

    @property
    def name(self) -> str:
        return f"{self.scenario}: {self.figure}"

    def limit(self, tolerance: float = 1.0) -> float:
        """Return the bound; a tolerance of 2 doubles its distance from the reference."""
        return self.reference - tolerance * (self.reference - self.bound)

    def is_kept(self, value: float, tolerance: float = 1.0) -> bool:
        limit = self.limit(tolerance)
        return value >= limit if self.is_least else value <= limit


def _most(scenario: str, figure: str, bound: float, reference: float) -> Target:
    return Target(scenario, figure, bound, reference, is_least=False)


TARGETS = (
    Target("stable", "arl", 156, 197),
    _most("stable", "y1", 0.28, 0.23),
    Target("stable", "family", 150, 182),
    Target("season", "arl", 115, 130),
    Target("stable solo", "arl", 150, 157),
    Target("slow12", "drift by 26", 0.55, 0.585),
    Target("slow26", "drift by 26", 0.76, 0.79),
    _most("slow26", "drift p90", 33, 31),
    _most("step", "drift median", 6, 6),
    _most("step", "drift p90", 15, 14),
    Target("step", "drift by 12", 0.84, 0.865),
    Target("one26", "drift by 26", 0.54, 0.575),
    Target("one26", "drift by 52", 0.92, 0.95),
    _most("onestep", "drift p90", 33, 29.5),
    Target("gap26", "gap by 52", 0.75, 0.81),
    _most("improve", "drift by 52", 0.08, 0.045),
    Target("crisis", "clear", 0.62, 0.675),
    _most("step", "wrong", 0.10, 0.075),
    _most("slow26", "wrong", 0.17, 0.15),
    *(Target(name, "band", 0.90, 0.96) for name in ("stable", "slow26", "improve")),
    Target("step", "band", 0.85, 0.90),
    Target("crisis", "band", 0.85, 0.88),
    _most("stable", "noise", 0.03, 0.01),
)
COST = _most("one update", "microseconds", 480, 380)

# Known baseline, noise and size, Gaussian data, the same run length: median and 90th percentile.
STRETCH = {"step": (3, 8), "slow26": (16, 24), "onestep": (6, 14), "one26": (20, 29)}


def too_good(figures: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Return where the stretch was beaten by over a week: most likely a leak of the future."""
    return [
        name
        for name, (median, late) in STRETCH.items()
        if figures[name]["drift median"] < median - 1 or figures[name]["drift p90"] < late - 1
    ]


def missed(figures: Mapping[str, Mapping[str, Any]], tolerance: float = 1.0) -> list[Target]:
    return [
        target
        for target in TARGETS
        if not target.is_kept(figures[target.scenario][target.figure], tolerance)
    ]
