"""The texts that the model learns from, and is measured on, with what is true of each.

Every set is a list of texts with targets of shape (texts, outputs).
"""

import csv
import json
import os
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import numpy as np

from closeknit.coach.model import FEELINGS as FEELING_NAMES
from closeknit.domain.replies import MOVES
from training.places import OWN, PUBLISHED

MAIN_MOVES = (*MOVES, "other")
FEELINGS = len(FEELING_NAMES)
MEASURED = ("intimacy", "feelings", "replies", "vague", "questions")
# What is learned before the plain replies come.
AT_FIRST = ("intimacy", "feelings", "hard", "vague", "questions")
# Of ten groups by message, two are for the last test and one sets thresholds.
_TENTHS, _TEST, _DEV = 10, (0, 1), (2,)
# Whose replies teach nothing: the last tests read some, thresholds are set by the others.
_OTHER_HANDS, _TEST_HANDS = {20, 23, 49, 50, 59}, {30, 48, 55, 57}
_DEV_HANDS = {24, 25, 26, 27, 40}
# By what replies are measured: those whose words hide the move, whole other hands, and those whose
# words alone give it away.
OF_REPLIES = ("replies", "others", "plain")
_FILES = ("replies", "plain")


@dataclass(frozen=True)
class Set:
    """Texts, the messages that they answer (empty without one), targets and groups, row by row.

    `is_bare` says that names and articles are left out before they are read.
    """

    texts: list[str]
    to: list[str]
    targets: np.ndarray
    groups: list[str]
    is_bare: bool = False

    def __len__(self) -> int:
        return len(self.texts)

    def only(self, rows: Sequence[int]) -> "Set":
        return replace(
            self,
            texts=[self.texts[row] for row in rows],
            to=[self.to[row] for row in rows],
            targets=self.targets[list(rows)],
            groups=[self.groups[row] for row in rows],
        )


def part(group: str) -> str:
    """Return "train", "dev" or "test", the same for all that belongs together."""
    tenth = int(sha256(group.encode()).hexdigest(), 16) % _TENTHS
    return "test" if tenth in _TEST else "dev" if tenth in _DEV else "train"


def published() -> Path:
    return Path(os.environ.get("CLOSEKNIT_COACH_DATA", PUBLISHED))


def intimacy(name: str) -> Set:
    """Question intimacy (Pei & Jurgens 2020, MIT); target: -1 to 1. `name` is train or val."""
    rows = _tsv(published() / "question-intimacy" / f"final_{name}.txt")
    return _single([row[0] for row in rows], [[float(row[1])] for row in rows])


def feelings(name: str) -> Set:
    """GoEmotions (Demszky et al. 2020, CC BY 4.0); 28 targets, 0 or 1. `name` is train or dev."""
    rows = _tsv(published() / "goemotions" / f"{name}.tsv")
    targets = np.zeros((len(rows), FEELINGS), dtype=np.float32)
    for at, row in enumerate(rows):
        targets[at, [int(label) for label in row[1].split(",")]] = 1
    return _single([row[0] for row in rows], targets)


def replies(which: str = "", files: Sequence[str] = ("replies",)) -> Set:
    """Own replies; targets: seven moves, 0 or 1, then which of eight is the main one.

    Like the other own sets whole, or one of the parts train, dev, test and others.
    """
    rows = [row for file in files for row in _own(file, which)]
    targets = [
        [*(float(move in row["moves"]) for move in MOVES), float(MAIN_MOVES.index(row["main"]))]
        for row in rows
    ]
    return replace(_grouped(rows, targets), is_bare=True)


def vague(which: str = "") -> Set:
    """Own answers to "How are you?"; target: 1 vague, 0 specific."""
    rows = _own("vague", which)
    return replace(_grouped(rows, [[float(row["vague"])] for row in rows]), is_bare=True)


def questions(which: str = "") -> Set:
    """Own questions and invitations; target: depth 1 light to 4 deep."""
    rows = _own("questions", which)
    return _grouped(rows, [[float(row["depth"])] for row in rows])


def learned(name: str) -> Set:
    """Return what is learned from; "hard" are the replies whose words hide the move, alone."""
    return replies("train") if name == "hard" else _part(name, "train")


def held(name: str) -> Set:
    """Return what sets thresholds. What others published has one part here, for this and below."""
    return _part(name, "dev")


def measured(name: str) -> Set:
    """Return what nothing is learned from; "others" is all by some hands that taught nothing."""
    if name == "others":
        return replies("others", _FILES)
    return replies("test", [name]) if name in OF_REPLIES else _part(name, "test")


def _part(name: str, which: str) -> Set:
    if name in OF_REPLIES:
        return replies(which, _FILES)
    if name in _OWN_SETS:
        return _OWN_SETS[name](which)
    if name == "intimacy":
        return intimacy("train" if which == "train" else "val")
    return feelings("train" if which == "train" else "dev")


def digest(names: Sequence[str]) -> str:
    """Return a short name for what is learned from, so that nothing old is taken for it."""
    found = sha256()
    for name in names:
        train = learned(name)
        found.update(repr((train.texts, train.to, train.targets.tolist())).encode())
    return found.hexdigest()[:8]


def batches(whole: Set, size: int, draw: random.Random) -> list[list[int]]:
    """Return rows in batches of texts about equally long, in random order."""
    rows = list(range(len(whole)))
    draw.shuffle(rows)
    chunks = [rows[at : at + size * 50] for at in range(0, len(rows), size * 50)]
    found = []
    for chunk in chunks:
        chunk.sort(key=lambda row: len(whole.texts[row]) + len(whole.to[row]))
        found += [chunk[at : at + size] for at in range(0, len(chunk), size)]
    draw.shuffle(found)
    return found


def _own(name: str, which: str) -> list[dict]:
    lines = (OWN / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return [row for row in rows if which in {"", _part_of(row)}]


def _part_of(row: dict) -> str:
    if row["writer"] in _OTHER_HANDS:
        return "others"
    if row["writer"] in _TEST_HANDS:
        return "test"
    return "dev" if row["writer"] in _DEV_HANDS else part(_group(row))


def _group(row: dict) -> str:
    return row.get("to") or row["text"]


def _grouped(rows: list[dict], targets: Sequence[Sequence[float]]) -> Set:
    texts, to = [row["text"] for row in rows], [row.get("to", "") for row in rows]
    return Set(texts, to, np.array(targets, dtype=np.float32), [_group(row) for row in rows])


def _single(texts: list[str], targets: Sequence[Sequence[float]] | np.ndarray) -> Set:
    return Set(texts, [""] * len(texts), np.array(targets, dtype=np.float32), list(texts))


def _tsv(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


_OWN_SETS: Mapping[str, Callable[[str], Set]] = {
    "vague": vague,
    "questions": questions,
}
