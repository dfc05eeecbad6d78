"""docs/measures.md holds every item as it is asked, and the figures that pages quote."""

from pathlib import Path

import pytest

from closeknit.content import library
from closeknit.domain import measures

DOCS = Path(__file__).parents[2] / "docs"
DOC = (DOCS / "measures.md").read_text()
ENGLISH = library("en")


@pytest.mark.parametrize(
    ("id", "text"),
    [
        (one.id, one.text)
        for kind in (ENGLISH.items, ENGLISH.signs, ENGLISH.barriers)
        for one in kind.values()
    ],
)
def test_every_item_is_listed_as_it_is_asked(id, text):
    row = next(line for line in DOC.splitlines() if line.startswith(f"| `{id}` |"))

    assert text in row


@pytest.mark.parametrize("item", ENGLISH.items.values(), ids=lambda item: item.id)
def test_what_is_turned_is_said_to_be(item):
    row = next(line for line in DOC.splitlines() if line.startswith(f"| `{item.id}` |"))

    assert ("(turned)" in row) is bool(item.reversed and item.pillar)


def test_the_figures_on_pages_are_those_that_were_measured():
    table = (DOCS / "measures" / "table.md").read_text()
    row = next(line for line in table.splitlines() if line.startswith("| stable: y1 |"))
    losses = [float(cell) for cell in row.split("|")[4:7]]
    line = next(line for line in table.splitlines() if "saw a gap notice" in line)
    gaps = [float(one) for one in line.partition(": ")[2].rstrip(".").split(", ")]

    assert round(100 * sum(losses) / 3) == measures.STEADY_IN_100
    assert round(100 * sum(gaps) / 3) == measures.STEADY_APART_IN_100
    assert "missed" not in table
