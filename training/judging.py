"""How good something is that says what the coach says: the taught model, its files, a baseline."""

from collections.abc import Callable
from pathlib import Path

import numpy as np

from training import sets
from training.measuring import MEASURES, interval

Says = Callable[[str], np.ndarray]
Figures = dict[str, dict[str, list[float]]]


def figures(says: Says) -> Figures:
    """Return each measure with its 95 % interval; `says` answers for the measured part of a set."""
    found: Figures = {}
    for name, measures in MEASURES.items():
        said, part = says(name), sets.measured(name)
        found[name] = {
            label: [
                measure(said, part.targets),
                *interval(measure, said, part.targets, part.groups),
            ]
            for label, measure in measures.items()
        }
    return found


def shipped(folder: Path, name: str) -> np.ndarray:
    """Ask the exported files about the measured part of a set."""
    return asked(folder, name, sets.measured(name))


def asked(folder: Path, name: str, part: sets.Set) -> np.ndarray:
    """Ask the exported files as the product does, one text after the other."""
    from closeknit.coach.model import Coach

    coach = Coach(folder / "model.onnx", folder / "words.json")
    if name in sets.OF_REPLIES:
        rows = zip(part.texts, part.to, strict=True)
        return np.array([list(coach.moves(text, to).values()) for text, to in rows])
    if name == "feelings":
        return np.array([list(coach.feelings(text).values()) for text in part.texts])
    ask = coach.vague if name == "vague" else coach.depth
    return np.array([ask(one) for one in part.texts])
