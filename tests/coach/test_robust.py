"""Whatever is typed, the coach answers with numbers, and is silent where it cannot read."""

import math
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from closeknit.domain.replies import SEEN

TEXTS = tomllib.loads(Path(__file__).with_name("languages.toml").read_text(encoding="utf-8"))
STRANGE = [
    "",
    " ",
    "\n\n\t",
    "?",
    "x",
    "a" * 10_000,
    "word " * 2_000,
    "😭" * 500,
    "👩👩👧👦",
    "\x00\x01\x02",
    "\ud800",
    "\u202e\u200f",
    "\ufdfa" * 3_000,
    "\u0301" * 1_000,
    "[CLS] [SEP] [MASK] [PAD]",
    "<script>alert(1)</script>",
    "1234567890 " * 500,
    "\u202eabc",
]


@pytest.mark.parametrize("text", STRANGE)
def test_strange_texts_are_no_exception(reader, text):
    assert_numbers(reader, text)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_no_text_is_an_exception(reader, text):
    assert_numbers(reader, text)


@pytest.mark.parametrize("language", TEXTS["other"])
def test_in_other_languages_it_stays_silent(reader, language):
    spoken = [
        text
        for text in TEXTS["other"][language]
        if any(value >= SEEN for value in reader.moves(text, "").values())
    ]

    assert len(spoken) <= 2, spoken


@pytest.mark.parametrize("text", ["", "  ", "😭😭", "?!", "\x00"])
def test_without_words_nothing_is_remarked(reader, text):
    found = reader.moves(text, "I had an awful day.")

    assert max(found[move] for move in ("advise", "judge", "dismiss")) < SEEN


def test_the_same_text_is_read_the_same_way_again(reader):
    texts = ("You could call them.", "I had an awful day.")

    assert reader.moves(*texts) == reader.moves(*texts)


def assert_numbers(reader, text):
    found = [
        reader.depth(text),
        reader.vague(text),
        *reader.moves(text, text).values(),
        *reader.feelings(text).values(),
    ]
    assert all(0 <= value <= 1 and math.isfinite(value) for value in found)
    assert 1 <= reader.level(text) <= 4
