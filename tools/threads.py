"""Draw the two threads: the mark, the icons and the long threads of the welcome page.

    python -m venv /tmp/draw && /tmp/draw/bin/pip install pillow
    /tmp/draw/bin/python tools/threads.py

Pillow is needed only for the PNG files. Where one thread lies under the other it is really
cut, so the drawing stands on any ground.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from PIL import Image, ImageDraw

SITE = Path(__file__).parents[1] / "src/closeknit/site"
MADDER, INDIGO, LINEN = "#b2334c", "#2f5597", "#f5f3ee"
STEPS = 4000

Point = tuple[float, float]


@dataclass(frozen=True)
class Twist:
    """Two threads that swing about a middle line, against each other."""

    left: float
    right: float
    middle: float
    thick: float
    gap: float
    swing: Callable[[float], float]
    phase: Callable[[float], float]

    def at(self, t: float, side: int) -> Point:
        x = self.left + t * (self.right - self.left)
        return x, self.middle - side * self.swing(t) * math.cos(self.phase(t))

    def crossings(self) -> list[float]:
        """Return where they meet: the phase is then an odd number of quarter turns."""
        cosines = [(i / STEPS, math.cos(self.phase(i / STEPS))) for i in range(STEPS + 1)]
        return [(a[0] + b[0]) / 2 for a, b in pairwise(cosines) if a[1] * b[1] < 0]

    def hidden(self, meeting: float, side: int) -> tuple[float, float]:
        """Return the stretch about a meeting where this thread lies under the other."""
        # Half a thread covers, half a thread is the round end, and a sliver of ground shows.
        near = self.thick + self.gap
        over = [
            self.at(meeting + i / STEPS, -side)
            for i in range(-600, 601)
            if 0 <= meeting + i / STEPS <= 1
        ]

        def is_free(t: float) -> bool:
            return min(math.dist(self.at(t, side), point) for point in over) >= near

        first = last = meeting
        while first > 0 and not is_free(first) and meeting - first < 0.15:
            first -= 1 / STEPS
        while last < 1 and not is_free(last) and last - meeting < 0.15:
            last += 1 / STEPS
        return first, last

    def pieces(self, side: int) -> list[tuple[float, float]]:
        """Return the visible stretches of one thread; they go under in turn."""
        under = [t for i, t in enumerate(self.crossings()) if (i % 2 == 0) == (side < 0)]
        cuts = [self.hidden(t, side) for t in under]
        starts = [0.0, *(cut[1] for cut in cuts)]
        ends = [*(cut[0] for cut in cuts), 1.0]
        return [(a, b) for a, b in zip(starts, ends, strict=True) if b > a]

    def path(self, side: int) -> str:
        """Return the visible stretches as one SVG path of smooth curves."""
        return "".join(self._curve(a, b, side) for a, b in self.pieces(side))

    def _curve(self, start: float, end: float, side: int) -> str:
        turns = abs(self.phase(end) - self.phase(start)) / (math.pi / 2.9)
        count = max(1, math.ceil(turns))
        stops = [start + (end - start) * i / count for i in range(count + 1)]

        def say(point: Point) -> str:
            return " ".join(f"{round(value, 1):g}" for value in point)

        drawn = "M" + say(self.at(stops[0], side))
        for a, b in pairwise(stops):
            drawn += "C" + " ".join(say(point) for point in self._handles(a, b, side))
        return drawn

    def _handles(self, a: float, b: float, side: int) -> list[Point]:
        """Return the cubic curve through two points with the slope of the thread at both."""
        third, tiny = (b - a) / 3, 1e-5
        (ax, ay), (bx, by) = self.at(a, side), self.at(b, side)
        slope_a = [(q - p) / tiny for p, q in zip((ax, ay), self.at(a + tiny, side), strict=True)]
        slope_b = [(q - p) / tiny for p, q in zip(self.at(b - tiny, side), (bx, by), strict=True)]
        return [
            (ax + slope_a[0] * third, ay + slope_a[1] * third),
            (bx - slope_b[0] * third, by - slope_b[1] * third),
            (bx, by),
        ]


MARK = Twist(3, 33, 10, 3.2, 0.7, lambda t: 5.6, lambda t: 2 * math.pi * t)
WIDE = Twist(
    0,
    1440,
    115,
    6,
    3.6,
    swing=lambda t: 92 * max(0, 1 - t) ** 1.5 + 11.5,
    phase=lambda t: 2 * math.pi * (0.55 * t + 6.6 * max(0, t) ** 2.3),
)
PHONE = Twist(
    0, 400, 75, 4.4, 2.2,
    swing=lambda t: 60 * max(0, 1 - t) ** 1.5 + 7.5,
    phase=lambda t: 2 * math.pi * (0.5 * t + 2.9 * max(0, t) ** 2.1),
)  # fmt: skip


def mark() -> str:
    return (
        '<svg class="knitmark" viewBox="0 0 36 20" width="36" height="20" aria-hidden="true">'
        f'<path class="thread madder" d="{MARK.path(-1)}"/>'
        f'<path class="thread indigo" d="{MARK.path(1)}"/></svg>\n'
    )


def threads() -> str:
    drawn = "{# drawn by tools/threads.py; needs nothing #}\n"
    for name, twist, width, height in (("phone", PHONE, 400, 150), ("wide", WIDE, 1440, 230)):
        drawn += (
            f'<svg class="threads {name}" viewBox="0 0 {width} {height}" '
            'preserveAspectRatio="xMidYMid slice" aria-hidden="true">'
            f'<path class="thread indigo" d="{twist.path(-1)}"/>'
            f'<path class="thread madder" d="{twist.path(1)}"/></svg>\n'
        )
    return drawn


def icon_svg() -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36 36">'
        f'<rect width="36" height="36" rx="8" fill="{LINEN}"/>'
        '<g transform="translate(0 8)" fill="none" stroke-width="3.2" stroke-linecap="round">'
        f'<path stroke="{MADDER}" d="{MARK.path(-1)}"/>'
        f'<path stroke="{INDIGO}" d="{MARK.path(1)}"/></g></svg>\n'
    )


def paint(size: int, *, fill: float, corner: float) -> Image.Image:
    """Paint the mark on linen; `fill` is its share of the width."""
    big = size * 4
    image = Image.new("RGBA", (big, big))
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((0, 0, big - 1, big - 1), big * corner, fill=LINEN)
    scale = big * fill / 36
    for side, colour in ((-1, MADDER), (1, INDIGO)):
        for start, end in MARK.pieces(side):
            for i in range(STEPS + 1):
                x, y = MARK.at(start + (end - start) * i / STEPS, side)
                middle = (big / 2 + (x - 18) * scale, big / 2 + (y - 10) * scale)
                draw.circle(middle, MARK.thick / 2 * scale, fill=colour)
    return image.resize((size, size), Image.Resampling.LANCZOS)


def save_png(name: str, size: int, *, fill: float, corner: float = 0) -> None:
    target = SITE / "static/site/icons" / name
    painted = paint(size, fill=fill, corner=corner)
    painted.quantize(64, dither=Image.Dither.NONE).save(target, optimize=True)
    print(f"{name}: {target.stat().st_size:,} bytes")


def main() -> None:
    (SITE / "templates/site/_mark.svg").write_text(mark())
    (SITE / "templates/site/_threads.html").write_text(threads())
    (SITE / "static/site/icons/icon.svg").write_text(icon_svg())
    save_png("icon-192.png", 192, fill=0.9, corner=0.22)
    save_png("icon-512.png", 512, fill=0.9, corner=0.22)
    save_png("maskable-512.png", 512, fill=0.66)
    save_png("apple-touch-180.png", 180, fill=0.82)


if __name__ == "__main__":
    main()
