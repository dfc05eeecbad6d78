"""What the coach costs, and whether it still reads as well as when it was made."""

import json
import subprocess
import sys
from collections.abc import Sequence

import numpy as np

from bench.measure import MB, Figure, Limit, cpu_medians
from closeknit.coach import Coach, coach
from closeknit.coach.loading import files
from closeknit.coach.pieces import pieces
from training import sets
from training.judging import shipped
from training.measuring import MEASURES
from training.places import FIGURES, MODEL

# A figure may move so much before it counts as lost.
_MOST_LOST = 0.02
_SHORT = "You could just call the bank tomorrow, it is only ten minutes of your time."
_USUAL = "I hear that you had no evening to yourself, and that everybody wanted something from you."
_TO = "I feel worn out, because the week had no end, and I need company."
_LONGEST = "and then they said it was all my fault again " * 220


def measure(rounds: int) -> list[Figure]:
    reader = coach()
    assert reader is not None
    return [*_costs(reader, rounds), *_start(), *_quality()]


def _costs(reader: Coach, rounds: int) -> list[Figure]:
    found = []
    for name, text, to in (("short", _SHORT, ""), ("with its message", _USUAL, _TO)):
        asked = _inputs(text, to)
        ours, bare = cpu_medians(
            [lambda t=text, m=to: reader.moves(t, m), lambda a=asked: _bare().run(None, a)], rounds
        )
        against = "the same model in bare onnxruntime"
        found.append(
            Figure(f"coach, a reply, {name}", ours * 1e3, bare * 1e3, "ms", against, Limit(1.3))
        )
    longest, usual = cpu_medians(
        [lambda: reader.moves(_LONGEST, _LONGEST), lambda: reader.moves(_USUAL, _TO)], rounds
    )
    name = "coach, 10,000 letters"
    found.append(Figure(name, longest * 1e3, usual * 1e3, "ms", "a usual reply", Limit(10)))
    return found


def _bare() -> object:
    return coach()._session


def _inputs(text: str, to: str) -> dict[str, np.ndarray]:
    cut = pieces(coach()._tokenizer, text, to)
    named = {"ids": cut.ids, "mask": cut.attention_mask, "segments": cut.type_ids}
    return {name: np.array([numbers], dtype=np.int64) for name, numbers in named.items()}


def _start() -> list[Figure]:
    """Load it in a fresh process; beside it, a process that imports numpy alone."""
    (seconds, grown), (plain_seconds, plain_grown) = map(_in_fresh_process, (_LOAD, _PLAIN))
    size = sum(file.stat().st_size for file in files())
    return [
        Figure(
            "coach, first remark", seconds, plain_seconds, "s", "importing numpy", Limit(1, "value")
        ),
        Figure(
            "coach, memory", grown / MB, plain_grown / MB, "MB", "numpy alone", Limit(120, "value")
        ),
        Figure("coach, in the package", size / MB, 24, "MB", "what it may take", Limit(1)),
    ]


def _quality() -> list[Figure]:
    known = json.loads(FIGURES.read_text(encoding="utf-8"))["shipped"]
    found = []
    for name in (*sets.OF_REPLIES, "vague", "questions"):
        test, said = sets.measured(name), shipped(MODEL, name)
        for label, one in MEASURES[name].items():
            before = known[name][label][0]
            is_least = label not in {"remarked on", "calibration error"}
            bound = before - _MOST_LOST if is_least else before + _MOST_LOST
            limit = Limit(round(bound, 3), "value", is_least=is_least)
            value = round(one(said, test.targets), 4)
            found.append(Figure(f"coach, {name}: {label}", value, before, "", "when made", limit))
    return found


def _in_fresh_process(script: str) -> Sequence[float]:
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    seconds, memory = map(float, done.stdout.split())
    return seconds, memory


_MEASURED = """
import time
def memory():
    line = next(l for l in open("/proc/self/status") if l.startswith("VmRSS:"))
    return int(line.split()[1]) * 1024
import numpy
before, start = memory(), time.perf_counter()
{work}
print(time.perf_counter() - start, memory() - before)
"""
_USE = """
from closeknit.coach import coach
for _ in range(20):
    coach().moves("You could rest.", "I feel tired.")
"""
_LOAD = _MEASURED.format(work=_USE)
_PLAIN = _MEASURED.format(work="numpy.ones(1000).sum()")
