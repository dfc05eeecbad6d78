"""The coach learned English alone, and has to notice when a text is something else."""

import tomllib
from itertools import chain
from pathlib import Path

import pytest

from closeknit.coach.language import is_other

TEXTS = tomllib.loads(Path(__file__).with_name("languages.toml").read_text(encoding="utf-8"))
ENGLISH = list(chain.from_iterable(TEXTS["english"].values()))
OTHER = list(chain.from_iterable(TEXTS["other"].values()))


@pytest.mark.parametrize("text", ENGLISH)
def test_english_of_every_kind_is_read(text):
    assert not is_other(text)


def test_other_languages_are_noticed():
    missed = [text for text in OTHER if not is_other(text)]

    assert len(missed) <= 0.05 * len(OTHER), missed


@pytest.mark.parametrize("language", TEXTS["other"])
def test_no_language_is_mostly_missed(language):
    texts = TEXTS["other"][language]

    assert sum(map(is_other, texts)) >= 0.75 * len(texts)


@pytest.mark.parametrize("text", ["", "😭😭", "12:30", "???", "\x00", "x"])
def test_what_holds_no_language_is_in_doubt(text):
    assert not is_other(text)
