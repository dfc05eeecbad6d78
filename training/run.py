"""One run from one seed: teach, calibrate, export, and say how good it became."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np
import torch
from scipy.special import expit

from training import calibrating, measuring, sets, student
from training.export import export
from training.fitting import outputs
from training.joint import Joint, Reader
from training.places import BUILD

Found = dict[str, np.ndarray]


@dataclass
class Run:
    """The encoder as it is taught from one seed."""

    weights: Path
    seed: int
    model: Joint = field(init=False)
    reader: Reader = field(init=False)

    def teach(self) -> None:
        """Teach it, or take up what an earlier run with the same texts left behind.

        The first part, feelings alone, takes longest and is shared by all seeds.
        """
        self.model, self.reader = student.begin(self.weights, self.seed)
        known_as = sets.digest()
        first, then = (BUILD / f"{known_as}-{name}.pt" for name in ("first", f"seed-{self.seed}"))
        if not then.exists():
            known = student.gather(self.weights)
            if not first.exists():
                student.first(self.model, self.reader, known, self.seed)
                torch.save(self.model.state_dict(), first)
            self.model.load_state_dict(torch.load(first))
            student.then(self.model, self.reader, known, self.seed)
            torch.save(self.model.state_dict(), then)
        self.model.load_state_dict(torch.load(then))

    @cached_property
    def fitted(self) -> Found:
        """What puts .5 in its place, from the dev parts."""
        dev = {name: sets.held(name) for name in ("questions", "feelings", "replies", "vague")}
        raw = {name: outputs(self.model, self.reader, one) for name, one in dev.items()}
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
        part = sets.measured(name)
        raw, true = outputs(self.model, self.reader, part), part.targets
        if name == "feelings":
            return expit(calibrating.crossed(raw["feelings"], true, self.seed))
        if name == "replies":
            return calibrating.moved(raw, self.fitted["moves"])
        if name == "vague":
            slope, offset = self.fitted["vague"]
            return expit(raw["vague"][:, 0] * slope + offset)
        slope, offset = self.fitted["depth"]
        return np.clip(raw["depth"][:, 0] * slope + offset, 0, 1)

    @property
    def promise(self) -> float:
        """Return how well it does on the replies that set its thresholds, to choose among seeds."""
        dev = sets.held("replies")
        said = calibrating.moved(outputs(self.model, self.reader, dev), self.fitted["moves"])
        return measuring.main_move(said, dev.targets) + measuring.noticed(said, dev.targets)

    def export(self, folder: Path) -> None:
        export(self.model, self.fitted, self.weights / "tokenizer.json", folder)
