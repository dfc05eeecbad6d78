"""A remark may hang on what is said, not on who says it, about whom, or in which spelling."""

from functools import cache

import pytest

from closeknit.domain.replies import remark_situation
from tests.coach import swaps
from training import sets

TEXTS = 400
MOST_CHANGED = 0.02


@pytest.fixture(scope="module")
def replies():
    """Replies that nothing was learned from, the same on every run."""
    parts = [sets.measured("replies"), sets.measured("others")]
    return [pair for one in parts for pair in zip(one.texts, one.to, strict=True)]


@pytest.mark.parametrize("swap", swaps.KINDS, ids=lambda one: one.__name__)
def test_swapping_changes_hardly_any_remark(reader, replies, swap):
    pairs = [((text, to), (swap(text), swap(to))) for text, to in replies]
    changing = [(one, other) for one, other in pairs if one != other][:TEXTS]

    changed = [one for one, other in changing if remark(reader, one) != remark(reader, other)]

    assert len(changing) >= 100
    assert len(changed) <= MOST_CHANGED * len(changing), changed


@cache
def remark(reader, pair):
    return remark_situation(reader.moves(*pair), "company")
