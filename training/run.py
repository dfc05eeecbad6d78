"""One run from one seed: teach, calibrate, export, and say how good it became."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np
import torch
from scipy.special import expit

from training import calibrating, sets, student
from training.export import export
from training.fitting import outputs
from training.joint import Joint, Reader
from training.measuring import MEASURES, interval
from training.places import BUILD
from training.sets import Set

OWN = ("replies", "vague", "questions")
Found = dict[str, np.ndarray]


@dataclass
class Run:
    """The encoder as it is taught from one seed."""

    weights: Path
    seed: int
    model: Joint = field(init=False)
    reader: Reader = field(init=False)

    def teach(self) -> None:
        """Teach it, or take up what an earlier run left behind.

        The first part, feelings alone, takes longest and is shared by all seeds.
        """
        self.model, self.reader = student.begin(self.weights, self.seed)
        first, then = BUILD / "first.pt", BUILD / f"seed-{self.seed}.pt"
        if not then.exists():
            known = student.gather(self.weights)
            if not first.exists():
                student.first(self.model, self.reader, known, self.seed)
                torch.save(self.model.state_dict(), first)
            self.model.load_state_dict(torch.load(first))
            student.then(self.model, self.reader, known, self.seed)
            torch.save(self.model.state_dict(), then)
        self.model.load_state_dict(torch.load(then))

    def take_mean(self, seeds: Sequence[int]) -> None:
        """Become the mean of what these seeds taught.

        They share their first part and so lie near each other; the mean is as small as one of them.
        """
        self.model, self.reader = student.begin(self.weights, self.seed)
        taught = [torch.load(BUILD / f"seed-{seed}.pt") for seed in seeds]
        whole = {name: sum(one[name] for one in taught) / len(taught) for name in taught[0]}
        self.model.load_state_dict(whole)

    @cached_property
    def fitted(self) -> Found:
        """What puts .5 in its place, from the dev parts."""
        raw = {name: outputs(self.model, self.reader, held(name, "dev")) for name in MEASURES}
        dev = {name: held(name, "dev") for name in MEASURES}
        return {
            "depth": calibrating.depth(raw["questions"]["depth"], dev["questions"]),
            "feelings": calibrating.feelings(
                raw["feelings"]["feelings"], dev["feelings"].targets, self.seed
            ),
            "moves": calibrating.moves(raw["replies"], dev["replies"].targets),
            "vague": calibrating.vague(raw["vague"]["vague"], dev["vague"].targets),
        }

    def probabilities(self, name: str) -> np.ndarray:
        """Return what the coach would say of each text of the measured part of a set."""
        raw = outputs(self.model, self.reader, measured(name))
        if name == "feelings":
            return self._crossed(raw["feelings"], measured(name).targets)
        if name == "replies":
            return calibrating.moved(raw, self.fitted["moves"])
        if name == "vague":
            slope, offset = self.fitted["vague"]
            return expit(raw["vague"][:, 0] * slope + offset)
        slope, offset = self.fitted["depth"]
        return np.clip(raw["depth"][:, 0] * slope + offset, 0, 1)

    def export(self, folder: Path) -> None:
        export(self.model, self.fitted, self.weights / "tokenizer.json", folder)

    def _crossed(self, scores: np.ndarray, targets: np.ndarray) -> np.ndarray:
        """Thresholds come from one half of the dev part and are measured on the other."""
        found = np.empty_like(scores)
        half = np.arange(len(scores)) % 2 == 0
        for some, rest in ((half, ~half), (~half, half)):
            _, offset = calibrating.feelings(scores[some], targets[some], self.seed)
            found[rest] = expit(scores[rest] + offset)
        return found


def held(name: str, part: str) -> Set:
    """Return a part that nothing is learned from. What others published has one such part here."""
    if name in OWN:
        return sets.split(getattr(sets, name)())[part]
    return sets.intimacy("val") if name == "intimacy" else sets.feelings("dev")


def measured(name: str) -> Set:
    return held(name, "test")


def figures(run: Run, exported: Path | None = None) -> dict[str, dict[str, list[float]]]:
    """Return each measure with its 95 % interval, of the taught model or of the exported files."""
    found = {}
    for name, measures in MEASURES.items():
        said = _said(exported, name) if exported else run.probabilities(name)
        part = measured(name)
        found[name] = {
            label: [
                measure(said, part.targets),
                *interval(measure, said, part.targets, part.groups),
            ]
            for label, measure in measures.items()
        }
    return found


def _said(folder: Path, name: str) -> np.ndarray:
    """Ask the exported files as the product does, one text after the other."""
    from closeknit.coach.model import Coach

    coach, part = Coach(folder / "model.onnx", folder / "words.json"), measured(name)
    if name == "replies":
        rows = zip(part.texts, part.to, strict=True)
        return np.array([list(coach.moves(text, to).values()) for text, to in rows])
    if name == "feelings":
        return np.array([list(coach.feelings(text).values()) for text in part.texts])
    return np.array(
        [getattr(coach, {"vague": "vague"}.get(name, "depth"))(one) for one in part.texts]
    )
