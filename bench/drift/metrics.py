"""What section 5 of the specification counts, for one scenario of one replicate."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from bench.drift.couples import FIRST, MONITORED, Scenario, Simulated
from closeknit.domain import measures

NEVER = np.inf
YEAR = 52
CLEAR_WITHIN = 12
WRONG_WITHIN = 26
_R90 = 1.645
_SE_OF_90 = 2 * _R90
_FEW = 500


@dataclass(frozen=True)
class Watched:
    """What the monitor said of n couples: flags (n, T), level, low and high (n, T, 2)."""

    drift: Any
    gap: Any
    level: Any
    low: Any
    high: Any
    change_low: Any
    change_high: Any


def measure(scenario: Scenario, made: Simulated, said: Watched) -> dict[str, Any]:
    figures: dict[str, Any] = {"band": _band(made, said)}
    first, apart = _first(said.drift), _first(said.gap)
    if (made.begins < 0).all():
        figures |= _quiet(first, apart)
    else:
        figures |= _delays("drift", first, made.begins) | _delays("gap", apart, made.begins)
        noticed = apart if scenario.name.startswith("gap") else first
        figures["shares"] = _shares(noticed, made.begins)
        figures["range"] = _range(made, said, first)
    if scenario.name == "stable":
        figures["noise"] = _told_lower(said)
        figures["months"] = _months(made)
        figures["sittings"] = _sittings(made.items)
    if scenario.name == "crisis":
        figures["clear"] = _cleared(said.drift, first, made)
    if scenario.name in ("step", "slow26"):
        figures["wrong"] = _wrongly_cleared(said.drift, first, made.begins)
    return figures


def _first(shown: Any) -> Any:
    """Return the week (n,) of the first alarm from week 12 on, infinite without one."""
    later = shown[:, FIRST:]
    return np.where(later.any(1), later.argmax(1) + FIRST, NEVER)


def _quiet(first: Any, apart: Any) -> dict[str, float]:
    return {
        "arl": _run_length(first),
        "y1": float((first < FIRST + YEAR).mean()),
        "family": _run_length(np.minimum(first, apart)),
        "gap y1": float((apart < FIRST + YEAR).mean()),
    }


def _run_length(first: Any) -> float:
    end = FIRST + MONITORED
    at_risk = np.minimum(first, end) - FIRST
    return float(at_risk.sum() / max((first < end).sum(), 1))


def _delays(name: str, first: Any, begins: Any) -> dict[str, float]:
    kept = first >= begins
    delay = (first - begins)[kept]
    return {
        f"{name} kept": float(kept.mean()),
        f"{name} median": float(np.quantile(delay, 0.5, method="inverted_cdf")),
        f"{name} p90": float(np.quantile(delay, 0.9, method="inverted_cdf")),
        **{f"{name} by {weeks}": float((delay <= weeks).mean()) for weeks in (12, 26, 52)},
    }


def _shares(first: Any, begins: Any) -> list[float]:
    delay = (first - begins)[first >= begins]
    return [float((delay <= week).mean()) for week in range(YEAR + 1)]


def _band(made: Simulated, said: Watched) -> float:
    held = (made.true >= said.low) & (made.true <= said.high)
    known = ~np.isnan(said.level[:, FIRST:])
    return float(held[:, FIRST:][known].mean())


def _range(made: Simulated, said: Watched, first: Any) -> float:
    """Return how often the range of "lower by" holds the true change, while notices stand."""
    start = made.true[np.arange(len(made.true)), np.maximum(made.begins - 1, 0)]
    change = (start[:, None] - made.true).mean(2)
    weeks = np.arange(change.shape[1])
    right = said.drift & (weeks >= made.begins[:, None]) & (first >= made.begins)[:, None]
    held = (change >= said.change_low) & (change <= said.change_high)
    return float(held[right].mean())


def _told_lower(said: Watched) -> float:
    """Return the share told "lower by more than measurement noise", week 12 against week 99."""
    error = (said.high - said.low) / _SE_OF_90
    fell = said.level[:, FIRST] - said.level[:, 99]
    noise = np.hypot(error[:, FIRST], error[:, 99])
    known = ~np.isnan(fell)
    return float((fell > 1.96 * noise)[known].mean())


def _months(made: Simulated) -> float:
    """Return how often the drawn band of a four-week mean holds the true level."""
    held = [
        abs(month.score.mean - true) <= _R90 * month.score.error
        for scores, truth in _people(made)
        for month, true in zip(
            measures.months(dict(scores), FIRST, 99), truth[FIRST:100:4], strict=True
        )
        if month.score
    ]
    return float(np.mean(held))


def _people(made: Simulated) -> Iterator[tuple[list[tuple[int, float]], Any]]:
    for couple, truth in zip(made.items[:_FEW], made.true[:_FEW], strict=True):
        for person in (0, 1):
            answered = np.isfinite(couple[:, person]).all(-1)
            weeks = np.flatnonzero(answered)
            scores = couple[weeks, person].mean(-1)
            yield list(zip(weeks.tolist(), scores.tolist(), strict=True)), truth[:, person]


def _sittings(items: Any) -> float:
    """Return how often two sittings of steady people differ by more than measurement noise."""
    found = []
    for first, second in items[:, [FIRST, 99]].swapaxes(1, 2).reshape(-1, 2, 5):
        if np.isfinite((first, second)).all():
            scores = [measures.score([int(one) for one in told]) for told in (first, second)]
            found.append(measures.is_beyond_noise(*scores))
    return float(np.mean(found))


def _cleared(shown: Any, first: Any, made: Simulated) -> float:
    cleared = [
        not shown[row, max(end, int(first[row])) : end + CLEAR_WITHIN + 1].all()
        for row, end in enumerate(made.recovered)
        if made.begins[row] <= first[row] < end + CLEAR_WITHIN
    ]
    return float(np.mean(cleared))


def _wrongly_cleared(shown: Any, first: Any, begins: Any) -> float:
    last = shown.shape[1] - WRONG_WITHIN
    cleared = [
        not shown[row, int(week) : int(week) + WRONG_WITHIN + 1].all()
        for row, week in enumerate(first)
        if begins[row] <= week < last
    ]
    return float(np.mean(cleared))
