"""Sentences that the coach has to get right, and how sure it was when the model was made."""

import tomllib
from pathlib import Path

import pytest

from closeknit.domain.replies import MOVES, SEEN

GOLDEN = tomllib.loads(Path(__file__).with_name("golden.toml").read_text(encoding="utf-8"))
# Processors round differently, and int8 is coarse.
TOLERANCE = 0.1


@pytest.mark.parametrize("one", GOLDEN["reply"], ids=lambda one: one["text"])
def test_a_reply_makes_its_move(reader, one):
    found = reader.moves(one["text"], one["to"])

    assert max(MOVES, key=lambda move: found[move]) == one["move"]
    assert found[one["move"]] == pytest.approx(one["likely"], abs=TOLERANCE)


@pytest.mark.parametrize("one", GOLDEN["question"], ids=lambda one: one["text"])
def test_a_question_goes_as_deep_as_it_did(reader, one):
    assert reader.depth(one["text"]) == pytest.approx(one["depth"], abs=TOLERANCE)


@pytest.mark.parametrize("one", GOLDEN["feeling"], ids=lambda one: one["text"])
def test_a_feeling_is_seen(reader, one):
    found = reader.feelings(one["text"])

    assert found[one["feeling"]] >= SEEN
    assert found[one["feeling"]] == pytest.approx(one["likely"], abs=TOLERANCE)


@pytest.mark.parametrize("one", GOLDEN["vague"], ids=lambda one: one["text"])
def test_vague_words_are_told_from_named_feelings(reader, one):
    assert (reader.vague(one["text"]) >= SEEN) == one["vague"]


def test_questions_are_in_their_order(reader):
    depths = [reader.depth(one["text"]) for one in GOLDEN["question"]]

    assert depths == sorted(depths)
