"""Run the whole specification: `python -m bench.drift`; a missed target is an error."""

import argparse
import subprocess
import sys
from pathlib import Path
from typing import Any

from bench.drift import plots, run
from bench.drift.couples import SCENARIOS
from bench.drift.targets import COST, STRETCH, TARGETS, missed, too_good

_REPLICATES = 3
_STATEMENTS = {
    "months": "The 90 % band of a four-week mean holds the true level",
    "sittings": "Steady people whose two sittings differ by more than measurement noise",
}
_HONEST = "Simulated data; not evidence that the scale measures closeness."


def main() -> int:
    options = _parser().parse_args()
    runs = [
        _told(f"replicate {number}", run.everything(number, generator=options.generator))
        for number in range(options.replicates)
    ]
    cost = run.cost()
    whole = all(run.prefixes_hold(scenario) for scenario in SCENARIOS)
    report = _report(runs, cost, whole=whole)
    print(report)
    leaks: list[str] = []
    if options.stretch:
        known = run.everything(0, known=True)
        report += _stretch(known)
        leaks = too_good(known)
        print(_stretch(known), f"Too good to be true: {', '.join(leaks) or 'none'}.", sep="\n")
    if options.write:
        options.write.mkdir(parents=True, exist_ok=True)
        (options.write / "table.md").write_text(report)
        (options.write / "detection.svg").write_text(plots.detection(runs[0]))
    # The targets are set for the open generator only.
    short = any(missed(figures) for figures in runs) and options.generator == "open"
    return 1 if short or leaks or not whole or not COST.is_kept(cost) else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("bench.drift", description=__doc__)
    parser.add_argument("--replicates", type=int, default=_REPLICATES)
    parser.add_argument("--generator", choices=("open", "second"), default="open")
    parser.add_argument(
        "--stretch",
        action="store_true",
        help="Gaussian data with known noise, too, and whether anything is too good to be true",
    )
    parser.add_argument("--write", type=Path, help="a folder for the table and the plot")
    return parser


def _told(name: str, figures: dict[str, Any]) -> dict[str, Any]:
    print(f"{name} done", file=sys.stderr, flush=True)
    return figures


def _report(runs: list[dict[str, Any]], cost: float, *, whole: bool) -> str:
    columns = " | ".join(f"replicate {number}" for number in range(len(runs)))
    lines = [
        f"Revision {_revision()}. {_HONEST}",
        "",
        f"| figure | must reach | reference reached | {columns} | |",
        f"| --- | --- | --- |{' --- |' * (len(runs) + 1)}",
    ]
    for target in TARGETS:
        values = [figures[target.scenario][target.figure] for figures in runs]
        kept = all(target.is_kept(value) for value in values)
        sign = "≥" if target.is_least else "≤"
        shown = " | ".join(_number(value) for value in values)
        lines.append(
            f"| {target.name} | {sign} {target.bound:g} | {target.reference:g} | {shown} "
            f"| {'kept' if kept else 'missed'} |"
        )
    lines += [
        f"| {COST.name} | ≤ {COST.bound:g} | {COST.reference:g} | {cost:.0f} "
        f"|{' |' * (len(runs) - 1)} {'kept' if COST.is_kept(cost) else 'missed'} |",
        "",
        f"Growing prefixes of 20 couples a scenario: {'no' if whole else 'a'} record changed.",
        "",
        _others(runs),
        "",
    ]
    return "\n".join(lines)


def _others(runs: list[dict[str, Any]]) -> str:
    steady = [figures["stable"] for figures in runs]
    said = ", ".join(f"{found['gap y1']:.3f}" for found in steady)
    lines = [f"Stable couples that saw a gap notice in their first year: {said}.", ""]
    for name, text in _STATEMENTS.items():
        shown = ", ".join(f"{found[name]:.3f}" for found in steady)
        lines += [f"{text}: {shown}.", ""]
    lines += ["| scenario | kept | median | p90 | by 12 | by 26 | by 52 | range of change holds |"]
    lines.append("| --- |" + " --- |" * 7)
    for label, figures in runs[0].items():
        if "drift median" not in figures:
            continue
        names = ["drift kept", "drift median", "drift p90"]
        names += [f"drift by {weeks}" for weeks in (12, 26, 52)] + ["range"]
        values = " | ".join(_number(figures[name]) for name in names)
        lines.append(f"| {label} | {values} |")
    return "\n".join(lines)


def _stretch(figures: dict[str, Any]) -> str:
    arl = figures["stable"]["arl"]
    lines = ["| stretch | strong reference | median / p90 here |", "| --- | --- | --- |"]
    for name, (median, late) in STRETCH.items():
        found = figures[name]
        lines.append(
            f"| {name} | {median} / {late} "
            f"| {_number(found['drift median'])} / {_number(found['drift p90'])} |"
        )
    return "\n".join([*lines, "", f"Gaussian data, known noise; ARL {arl:.0f}.", ""])


def _number(value: float) -> str:
    return f"{value:.0f}" if value >= 2 else f"{value:.3f}"


def _revision() -> str:
    told = subprocess.run(
        ["git", "describe", "--always", "--dirty"], capture_output=True, text=True, check=False
    )
    return told.stdout.strip() or "unknown"


if __name__ == "__main__":
    sys.exit(main())
