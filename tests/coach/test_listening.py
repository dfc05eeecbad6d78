"""Plain listening, in phrases that everybody knows, gets no remark; plain hurrying gets one."""

import json
import tomllib
from itertools import product
from pathlib import Path

import pytest

from closeknit.domain.replies import hurried

HERE = Path(__file__).parent
SAID = tomllib.loads((HERE / "listening.toml").read_text(encoding="utf-8"))
TAUGHT = HERE.parents[1] / "training" / "data"


def wrong(reader, texts, *, is_remarked):
    pairs = product(texts, SAID["to"])
    return [one for one in pairs if bool(hurried(reader.moves(*one))) != is_remarked]


# What it stays out of wrongly hurts less. docs/coach.md says what it still gets wrong.
@pytest.mark.parametrize(
    ("how", "is_remarked", "most_wrong"), [("listening", False, 0.02), ("hurrying", True, 0.2)]
)
def test_phrases_that_everybody_knows_are_read_rightly(reader, how, is_remarked, most_wrong):
    texts = SAID[how]

    found = wrong(reader, texts, is_remarked=is_remarked)

    assert len(found) <= most_wrong * len(texts) * len(SAID["to"]), found


def test_none_of_them_was_taught():
    lines = [
        json.loads(line)
        for name in ("replies", "plain")
        for line in (TAUGHT / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    taught = {line[key].casefold() for line in lines for key in ("text", "to")}

    assert not taught & {text.casefold() for key in SAID for text in SAID[key]}
