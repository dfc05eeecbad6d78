"""Every pair of colours that the pages use is far enough apart, in both schemes."""

import re
from itertools import product
from pathlib import Path

import pytest

CSS = Path(__file__).parents[2] / "src/closeknit/site/static/site/closeknit.css"
GROUNDS = ("linen", "paper")
WASHES = ("madder-wash", "indigo-wash", "plum-wash", "weld-wash")
DYES = ("madder", "indigo", "plum")
TEXT = [
    *product(("ink", "ink-soft", *DYES), GROUNDS),
    *product(("ink", "ink-soft"), WASHES),
    ("paper", "plum"),
    ("paper", "plum-deep"),
    ("paper", "ink"),
]
MARKS = [
    *product(("edge", "weld", *DYES), GROUNDS),
    ("madder", "madder-wash"),
    ("indigo", "indigo-wash"),
    ("plum", "plum-wash"),
    ("weld", "weld-wash"),
    ("paper", "madder"),
    ("paper", "indigo"),
]


def tokens(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})\b", block))


def schemes() -> dict[str, dict[str, str]]:
    light, dark = re.findall(r":root \{(.*?)\}", CSS.read_text(), re.DOTALL)[:2]
    return {"light": tokens(light), "dark": tokens(light) | tokens(dark)}


def luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_ratio_is_that_of_the_standard():
    assert ratio("#000000", "#ffffff") == pytest.approx(21)
    assert ratio("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back"), TEXT)
def test_words_can_be_read(scheme, front, back):
    colours = schemes()[scheme]

    assert ratio(colours[front], colours[back]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back"), MARKS)
def test_marks_and_edges_can_be_seen(scheme, front, back):
    colours = schemes()[scheme]

    assert ratio(colours[front], colours[back]) >= 3


def test_the_dark_scheme_dyes_every_colour_anew():
    light, dark = re.findall(r":root \{(.*?)\}", CSS.read_text(), re.DOTALL)[:2]

    assert set(tokens(light)) == set(tokens(dark))
