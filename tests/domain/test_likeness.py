"""How alike texts are by their letters, for languages that nobody here reads by meaning."""

import pytest

from closeknit.domain.likeness import likeness

OTHERS = ["What do you like about your work?", "Who taught you to cook?", "Was macht dir Angst?"]


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("How was work?", 0),
        ("what shall we cook", 1),
        ("Hattest du heute Angst?", 2),
        ("WHO TAUGHT YOU TO COOK", 1),
    ],
)
def test_the_nearest_shares_its_words(text, nearest):
    found = likeness(text, OTHERS)

    assert found.index(max(found)) == nearest


def test_the_same_text_is_entirely_alike():
    assert likeness(OTHERS[0], OTHERS)[0] == pytest.approx(1)


@pytest.mark.parametrize("text", ["", "  ", "!?", "漢字"])
def test_what_shares_nothing_is_not_alike(text):
    assert likeness(text, OTHERS) == [0, 0, 0]


def test_nothing_to_compare_with_gives_nothing():
    assert likeness("work", []) == []
