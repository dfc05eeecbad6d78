"""The size of a sealed check-in tells how much was typed, at most; never what was chosen."""

import pytest

from closeknit.apps.checkins import choices, sharing
from closeknit.apps.checkins.choices import Choices, my_library
from closeknit.apps.checkins.models import CheckIn, SharedCheckIn
from closeknit.keys import Key

REASONS = ["a", "ж", "想"]


@pytest.fixture
def extremes(db):
    """The shortest and the longest that can be chosen."""
    content = my_library()
    words = sorted(content.feelings.values(), key=lambda one: len(one.word + one.id))
    needs = sorted(content.needs.values(), key=lambda one: len(one.word + one.id))
    few = {"feelings": (words[0].id,), "need": "", "wish": "", "timing": ""}
    many = {
        "feelings": tuple(one.id for one in words[-3:]),
        "need": needs[-1].id,
        "wish": max(content.wishes, key=len),
        "timing": "when_you_can",
        "strength": 5,
    }
    return few, many


def sizes(chosen, because):
    made = Choices(because=because, **chosen)
    words = choices.as_words(made, made.wording)
    key = Key.new(CheckIn().pk)
    kept = CheckIn().seal(key, words)
    shared = SharedCheckIn().seal(key, sharing.shown_of(words))
    return len(kept.sealed), len(shared.sealed)


@pytest.mark.parametrize("letter", REASONS)
def test_choices_never_move_a_check_in_to_another_size(extremes, letter):
    few, many = extremes
    seen = set()

    for length in range(1, 601):
        first = sizes(few, letter * length)
        assert first == sizes(many, letter * length), length
        seen.add(first)

    assert len(seen) > 1
