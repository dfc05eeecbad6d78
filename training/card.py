"""Write the model card: what it is, what it learned from, how good it is."""

from collections.abc import Mapping
from pathlib import Path

from training.measuring import MEASURES

_TEXT = Path(__file__).with_name("card.md")


def write(found: Mapping[str, Mapping], path: Path) -> None:
    text = _TEXT.read_text(encoding="utf-8")
    path.write_text(f"{text}\n{table(found)}\n", encoding="utf-8")


def table(found: Mapping[str, Mapping]) -> str:
    """Return a table with a row for each measure and a column for each model."""
    seeds = [name for name in found if str(name).isdigit()]
    columns = {"shipped": f"as shipped (seed {found['shipped']['seed']})"}
    columns |= {seed: f"seed {seed}" for seed in seeds}
    columns |= {"words alone": "words alone", "frozen encoder": "frozen encoder"}
    rows = [f"| | {' | '.join(columns.values())} |", f"| --- |{' --- |' * len(columns)}"]
    for name, measures in MEASURES.items():
        for label in measures:
            cells = [_cell(*found[model][name][label]) for model in columns]
            rows.append(f"| {name}: {label} | {' | '.join(cells)} |")
    return "\n".join(rows)


def _cell(middle: float, low: float, high: float) -> str:
    return f"{_short(middle)} ({_short(low)}–{_short(high)})"


def _short(value: float) -> str:
    return f"{value:.3f}".replace("0.", ".", 1)
