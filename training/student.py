"""Teach the small encoder: first feelings, where there is most to learn from, then all at once."""

from dataclasses import dataclass, fields, replace
from functools import cache
from pathlib import Path

import numpy as np
import torch

from closeknit.coach.model import WIDTH
from training import sets
from training.fitting import Pace, Task, deep, fit, intimate, joined, meant, moving, outputs, seen
from training.joint import Joint, Reader
from training.sets import FEELINGS, MOVES, Set
from training.vary import vary

_FIRST = Pace(encoder=8e-5, heads=5e-4)
_THEN = Pace(encoder=5e-5, heads=3e-4)
_LAST = Pace(encoder=5e-5, heads=2e-4)
_MEANT = 0.1
# One in so many texts with feelings is read again at last.
_OF_FEELINGS = 4


@dataclass(frozen=True)
class Known:
    """All that is learned from, and for each text its place among meanings before tuning."""

    feelings: Set
    intimacy: Set
    hard: Set
    replies: Set
    vague: Set
    questions: Set


@cache
def gather(weights: Path) -> Known:
    """Read the training parts; the untuned encoder says where their texts lie among meanings."""
    model, reader = begin(weights, seed=0)
    found = Known(**{one.name: sets.learned(one.name) for one in fields(Known)})
    return Known(**{name: _placed(model, reader, one) for name, one in vars(found).items()})


def first(model: Joint, reader: Reader, known: Known, seed: int) -> None:
    fit(model, reader, [_feelings(known.feelings, 3)], seed, _FIRST)


def then(model: Joint, reader: Reader, known: Known, seed: int) -> None:
    """Learn everything together, replies from those whose words hide the move."""
    tasks = [_feelings(known.feelings, 1), _intimacy(known, 10), _replies(known.hard, 6)]
    fit(model, reader, [*tasks, *_answers_and_questions(known, 6)], seed + 1, _THEN)


def last(model: Joint, reader: Reader, known: Known, seed: int) -> None:
    """Learn all replies, so that it does not look for a riddle in plain words.

    A little of the rest goes with them, so that nothing is forgotten.
    """
    some = known.feelings.only(range(seed, len(known.feelings), _OF_FEELINGS))
    tasks = [_feelings(some, 1), _intimacy(known, 1), _replies(known.replies, 3)]
    fit(model, reader, [*tasks, *_answers_and_questions(known, 1)], seed + 2, _LAST)


def begin(weights: Path, seed: int) -> tuple[Joint, Reader]:
    torch.manual_seed(seed)
    return Joint(weights), Reader(weights)


def _feelings(texts: Set, rounds: int) -> Task:
    return Task("feelings", texts, _with_meaning(FEELINGS, seen("feelings")), rounds)


def _intimacy(known: Known, rounds: int) -> Task:
    return Task("intimacy", known.intimacy, _with_meaning(1, intimate), rounds, weight=4.0)


def _replies(texts: Set, rounds: int) -> Task:
    # Seven moves, and which is the main one.
    return Task("replies", texts, _with_meaning(len(MOVES) + 1, moving), rounds, vary=vary)


def _answers_and_questions(known: Known, rounds: int) -> list[Task]:
    return [
        Task("vague", known.vague, _with_meaning(1, seen("vague", 0.03)), rounds, vary=vary),
        Task("questions", known.questions, _with_meaning(1, deep), rounds, vary=vary),
    ]


def _placed(model: Joint, reader: Reader, whole: Set) -> Set:
    # As it was before tuning, with names and small words.
    places = outputs(model, reader, replace(whole, is_bare=False))["meaning"]
    return replace(whole, targets=np.concatenate([whole.targets, places], 1))


def _with_meaning(columns: int, loss):
    parts = {"goal": (0, columns), "place": (columns, columns + WIDTH)}
    return joined(parts, [("goal", loss, 1.0), ("place", meant, _MEANT)])


# Seven moves, and which is the main one.
_MOVING = _with_meaning(len(MOVES) + 1, moving)
