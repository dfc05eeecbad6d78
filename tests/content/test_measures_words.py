"""The measures: how many items, how they are balanced, and how they speak."""

import re
from collections import Counter

import pytest

from closeknit.content import ContentError, library, set_overlay
from closeknit.content.model import BARRIERS, PILLARS, PRACTICES, SIDES, SIGNS

ENGLISH = library("en")
EVERYTHING = [*ENGLISH.items.values(), *ENGLISH.signs.values(), *ENGLISH.barriers.values()]
NEVER = re.compile(
    r"\b(?:husband|wife|boyfriend|girlfriend|he|she|his|her|him|should|must|ought|married)\b", re.I
)
MOST_WORDS = 18


def test_the_pulse_has_an_item_a_pillar_and_three_side_items():
    pulse = ENGLISH.pulse()

    assert [item.pillar for item in pulse[:5]] == list(PILLARS)
    assert [item.side for item in pulse[5:]] == list(SIDES)
    assert sum(item.reversed for item in pulse[:5]) == 2


@pytest.mark.parametrize("pillar", PILLARS)
def test_each_pillar_has_five_items_two_of_them_turned(pillar):
    items = ENGLISH.sitting(pillar)

    assert len({item.text for item in items}) == 5
    assert sum(item.reversed for item in items) == 2


def test_there_are_five_signs_and_four_barriers():
    assert tuple(ENGLISH.signs) == SIGNS
    assert tuple(ENGLISH.barriers) == BARRIERS
    assert {sign.practice for sign in ENGLISH.signs.values()} <= set(PRACTICES)


@pytest.mark.parametrize("one", EVERYTHING, ids=lambda one: one.id)
def test_an_item_is_short_says_one_thing_and_fits_everybody(one):
    assert len(one.text.split()) <= MOST_WORDS
    assert one.text.count(".") == 1
    assert not NEVER.search(one.text)
    assert " and/or " not in one.text


@pytest.mark.parametrize("barrier", ENGLISH.barriers.values(), ids=lambda one: one.id)
def test_a_barrier_is_about_oneself(barrier):
    assert re.search(r"\b(?:I|me|my)\b", barrier.text)


def test_spark_can_be_switched_off():
    tags = Counter(item.tag for item in ENGLISH.items.values() if item.tag)

    assert tags == {"body": 1}


@pytest.fixture
def overlay(tmp_path):
    """Return a function that lays items of an operator's own over ours."""

    def lay(text):
        folder = tmp_path / "en" / "measures"
        folder.mkdir(parents=True)
        (folder / "own.toml").write_text(text)
        set_overlay(tmp_path)
        return library("en")

    yield lay
    set_overlay(None)


ITEM = """[[item]]
id = "{id}"
pillar = "{pillar}"
text = "This week, we laughed together."
reversed = false
low = "Never"
middle = "Sometimes"
high = "Often"
"""


def test_an_operator_can_word_an_item_anew(overlay):
    found = overlay(ITEM.format(id="pulse-experience", pillar="experience"))

    assert found.items["pulse-experience"].text == "This week, we laughed together."


@pytest.mark.parametrize(
    ("id", "pillar", "said"),
    [
        ("pulse-laughter", "experience", 'no item is called "pulse-laughter"'),
        ("pulse-experience", "safety", "pillar is not that of the id"),
    ],
)
def test_an_item_is_not_added_and_moves_to_no_other_pillar(overlay, id, pillar, said):
    with pytest.raises(ContentError, match=said):
        overlay(ITEM.format(id=id, pillar=pillar))
