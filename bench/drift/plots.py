"""Draw the share of couples noticed by week, one small picture a scenario, as one SVG."""

from collections.abc import Mapping
from typing import Any

_WIDE, _HIGH, _ROOM, _COLUMNS = 220, 130, 34, 3
_INK, _THREAD, _LINE = "#26212e", "#6b3a73", "#d9d5cc"


def detection(figures: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the picture; x: 0 to 52 weeks after the change began, y: share noticed, 0 to 1."""
    plotted = [(label, found["shares"]) for label, found in figures.items() if "shares" in found]
    rows = -(-len(plotted) // _COLUMNS)
    width = _COLUMNS * (_WIDE + _ROOM) + _ROOM
    height = rows * (_HIGH + 2 * _ROOM) + _ROOM
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        'font-family="sans-serif" font-size="12">',
        "<title>Share of simulated couples noticed, by weeks since the change began</title>",
        '<rect width="100%" height="100%" fill="#fffefb"/>',
    ]
    for place, (label, shares) in enumerate(plotted):
        left = _ROOM + place % _COLUMNS * (_WIDE + _ROOM)
        top = _ROOM + place // _COLUMNS * (_HIGH + 2 * _ROOM)
        parts.append(f'<g transform="translate({left} {top})">{_one(label, shares)}</g>')
    return "\n".join([*parts, "</svg>", ""])


def _one(label: str, shares: list[float]) -> str:
    grid = "".join(
        f'<path d="M0 {_HIGH * (1 - part):.0f}H{_WIDE}" stroke="{_LINE}"/>' for part in (0, 0.5, 1)
    )
    points = " ".join(
        f"{_WIDE * week / (len(shares) - 1):.1f},{_HIGH * (1 - share):.1f}"
        for week, share in enumerate(shares)
    )
    weeks = "".join(
        f'<text x="{_WIDE * week / 52:.0f}" y="{_HIGH + 16}" text-anchor="middle">{week}</text>'
        for week in (0, 12, 26, 52)
    )
    return (
        f'<text y="-8" fill="{_INK}">{label}</text>{grid}{weeks}'
        f'<polyline points="{points}" fill="none" stroke="{_THREAD}" stroke-width="2"/>'
    )
