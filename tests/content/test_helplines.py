"""Helplines: only what two sources say, emergency first; an operator can only add."""

import tomllib
from datetime import date

import pytest

from closeknit.content import ContentError, library, loading
from closeknit.content.model import KINDS

OWN = """\
compiled = 2026-12-01

[[line]]
country = "GB"
kind = "crisis"
name = "A house line"
phone = "01234 567890"
"""


def written_lines():
    return tomllib.loads((loading.OWN / "helplines.toml").read_text("utf-8"))["line"]


def test_only_cross_checked_lines_are_given(english):
    written = written_lines()
    checked = [
        (one["country"], one["name"]) for one in written if one["checked"] == "cross-checked"
    ]

    assert sorted((line.country, line.name) for line in english.helplines) == sorted(checked)
    assert len(checked) < len(written)


def test_emergency_comes_first(english):
    kinds = [KINDS.index(line.kind) for line in english.helplines]

    assert kinds == sorted(kinds)
    assert english.helplines[0].kind == "emergency"


def test_a_country_finds_its_lines(english):
    lines = english.lines_for("de")

    assert lines[0].kind == "emergency"
    assert {line.country for line in lines} == {"DE"}
    assert english.lines_for("XX") == ()


def test_every_line_can_be_reached_and_is_dated(english):
    assert all(line.phone or line.text or line.url for line in english.helplines)
    assert {line.compiled for line in english.helplines} == {date(2026, 11, 22)}
    assert not any(line.added for line in english.helplines)


def test_an_operator_adds_a_line(overlay, english):
    overlay("helplines.toml", OWN)

    found = library()

    added = [line for line in found.helplines if line.added]
    assert [(line.name, line.compiled) for line in added] == [("A house line", date(2026, 12, 1))]
    assert set(english.helplines) <= set(found.helplines)


def test_an_operator_cannot_replace_a_line(overlay, english):
    ours = next(line for line in english.helplines if line.kind == "crisis")
    text = OWN.replace("A house line", ours.name).replace("GB", ours.country)
    overlay("helplines.toml", text)

    assert ours in library().helplines


@pytest.mark.parametrize(
    ("written", "instead", "error"),
    [
        ('"GB"', '"gb"', 'line 4: country is "gb"; write the two capital letters of a country'),
        ('"crisis"', '"crises"', 'line 5: kind is "crises"; write one of emergency, crisis'),
        ('phone = "01234 567890"', "", "line 3: there is no way to reach it; write a phone"),
        ("compiled = 2026-12-01", "", "line 1: compiled is missing; write compiled = 2026-11-22"),
    ],
)
def test_a_mistake_in_an_added_line_is_told(written, instead, error, overlay):
    overlay("helplines.toml", OWN.replace(written, instead))

    with pytest.raises(ContentError) as caught:
        library()

    assert error in str(caught.value)
