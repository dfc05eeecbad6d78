"""One run from one seed: teach, calibrate, export, and say how good it became."""

from collections.abc import Callable
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
from training.judging import asked
from training.places import BUILD

Found = dict[str, np.ndarray]
Part = Callable[[Joint, Reader, student.Known, int], None]


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
        before, after = sets.digest(sets.AT_FIRST), sets.digest(sets.MEASURED)
        parts: list[tuple[Part, Path]] = [
            (student.first, BUILD / f"{before}-first.pt"),
            (student.then, BUILD / f"{before}-seed-{self.seed}.pt"),
            (student.last, BUILD / f"{after}-seed-{self.seed}.pt"),
        ]
        done = max((at for at, (_, left) in enumerate(parts, 1) if left.exists()), default=0)
        if done:
            self.model.load_state_dict(torch.load(parts[done - 1][1]))
        for part, left in parts[done:]:
            part(self.model, self.reader, student.gather(self.weights), self.seed)
            torch.save(self.model.state_dict(), left)

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
        if name in sets.OF_REPLIES:
            return calibrating.moved(raw, self.fitted["moves"])
        if name == "vague":
            slope, offset = self.fitted["vague"]
            return expit(raw["vague"][:, 0] * slope + offset)
        slope, offset = self.fitted["depth"]
        return np.clip(raw["depth"][:, 0] * slope + offset, 0, 1)

    @cached_property
    def shipped(self) -> Path:
        """Return a folder with what the product ships, .5 where it lies after rounding to int8."""
        folder, dev = BUILD / f"shipped-{self.seed}", sets.held("replies")
        words = self.weights / "tokenizer.json"
        export(self.model, self.fitted, words, folder)
        said = asked(folder, "replies", dev)
        moves = calibrating.held_back(self.fitted["moves"], said, dev.targets)
        export(self.model, self.fitted | {"moves": moves}, words, folder)
        return folder

    @property
    def promise(self) -> float:
        """Return how well it does on the replies that set thresholds, to choose among seeds."""
        dev = sets.held("replies")
        said = asked(self.shipped, "replies", dev)
        return measuring.main_move(said, dev.targets) + measuring.told_apart(said, dev.targets)
