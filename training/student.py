"""Teach the small encoder: first feelings, where there is most to learn from, then all at once."""

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
import torch

from closeknit.coach.model import WIDTH
from training import sets
from training.fitting import Pace, Task, deep, fit, intimate, joined, meant, moving, outputs, seen
from training.joint import Joint, Reader
from training.sets import FEELINGS, Set
from training.vary import vary

_FIRST = Pace(encoder=8e-5, heads=5e-4)
_THEN = Pace(encoder=5e-5, heads=3e-4)
_MEANT = 0.1


@dataclass(frozen=True)
class Known:
    """All that is learned from, and for each text its place among meanings before tuning."""

    feelings: Set
    intimacy: Set
    replies: Set
    vague: Set
    questions: Set


@cache
def gather(weights: Path) -> Known:
    """Read the training parts; the untuned encoder says where their texts lie among meanings."""
    model, reader = begin(weights, seed=0)
    names = ("replies", "vague", "questions")
    own = {name: sets.split(getattr(sets, name)())["train"] for name in names}
    found = Known(feelings=sets.feelings("train"), intimacy=sets.intimacy("train"), **own)
    return Known(**{name: _placed(model, reader, one) for name, one in vars(found).items()})


def first(model: Joint, reader: Reader, known: Known, seed: int, rounds: int = 3) -> None:
    tasks = [Task("feelings", known.feelings, _with_meaning(FEELINGS, seen("feelings")), rounds)]
    fit(model, reader, tasks, seed, _FIRST)


def then(model: Joint, reader: Reader, known: Known, seed: int) -> None:
    """Learn everything together."""
    moves = known.replies.targets.shape[1] - WIDTH
    tasks = [
        Task("feelings", known.feelings, _with_meaning(FEELINGS, seen("feelings"))),
        Task("intimacy", known.intimacy, _with_meaning(1, intimate), 10, weight=4.0),
        Task("replies", known.replies, _with_meaning(moves, moving), 6, vary=vary),
        Task("vague", known.vague, _with_meaning(1, seen("vague", 0.03)), 6, vary=vary),
        Task("questions", known.questions, _with_meaning(1, deep), 6, vary=vary),
    ]
    fit(model, reader, tasks, seed + 1, _THEN)


def begin(weights: Path, seed: int) -> tuple[Joint, Reader]:
    torch.manual_seed(seed)
    return Joint(weights), Reader(weights)


def _placed(model: Joint, reader: Reader, whole: Set) -> Set:
    # As it was before tuning, with names and small words.
    places = outputs(model, reader, replace(whole, is_bare=False))["meaning"]
    return replace(whole, targets=np.concatenate([whole.targets, places], 1))


def _with_meaning(columns: int, loss):
    parts = {"goal": (0, columns), "place": (columns, columns + WIDTH)}
    return joined(parts, [("goal", loss, 1.0), ("place", meant, _MEANT)])
