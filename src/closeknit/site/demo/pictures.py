"""Draw the photos of the demo pair, so that nobody's picture stands for theirs."""

import io
import math
import random
from collections.abc import Callable

from PIL import Image, ImageDraw, ImageFilter

WIDTH, HEIGHT = 1600, 1200
Dots = list[tuple[float, float]]
Colour = tuple[int, int, int]


def picture(name: str) -> bytes:
    """Return one of the pictures as a JPEG: sea, cups, hill or umbrella."""
    image = _DRAWN[name]()
    file = io.BytesIO()
    image.save(file, "JPEG", quality=90)
    return file.getvalue()


def _sky(*colours: Colour, until: int = HEIGHT) -> Image.Image:
    """Fill a picture from above with colours that run into each other."""
    strip = Image.new("RGB", (1, len(colours)))
    strip.putdata(list(colours))
    ground = Image.new("RGB", (WIDTH, HEIGHT), colours[-1])
    ground.paste(strip.resize((WIDTH, until), Image.Resampling.BICUBIC), (0, 0))
    return ground


def _glow(image: Image.Image, at: tuple[int, int], size: int, colour: Colour) -> None:
    light = Image.new("L", (WIDTH, HEIGHT), 0)
    x, y = at
    ImageDraw.Draw(light).ellipse((x - size, y - size, x + size, y + size), fill=190)
    image.paste(colour, mask=light.filter(ImageFilter.GaussianBlur(size / 2)))


def _waved(y: float, height: float, length: float, shift: float) -> Dots:
    """Return the outline of a hill or a shore, closed at the bottom."""
    line = [
        (x, y + height * math.sin(x / length + shift) + height / 3 * math.sin(x / length * 2.7))
        for x in range(-20, WIDTH + 40, 20)
    ]
    return [*line, (WIDTH + 40, HEIGHT), (-20, HEIGHT)]


def _figure(draw: ImageDraw.ImageDraw, x: int, y: int, size: int, colour: Colour) -> None:
    draw.ellipse((x - size * 0.16, y - size, x + size * 0.16, y - size * 0.68), fill=colour)
    draw.rounded_rectangle((x - size * 0.2, y - size * 0.66, x + size * 0.2, y), 9, fill=colour)


def _sea() -> Image.Image:
    image = _sky((62, 56, 96), (150, 84, 112), (236, 150, 118), (252, 210, 150), until=640)
    _glow(image, (1040, 600), 150, (255, 236, 196))
    draw = ImageDraw.Draw(image)
    draw.ellipse((970, 520, 1110, 660), fill=(255, 240, 208))
    draw.rectangle((0, 620, WIDTH, HEIGHT), fill=(92, 84, 124))
    chance = random.Random(3)  # noqa: S311  # a picture, no secret
    for y in range(626, 960, 7):
        near = (y - 620) / 340
        for _wave in range(5):
            x, half = chance.gauss(1040, 90 + 500 * near), 30 + 90 * near
            bright = 246 - int(70 * near)
            draw.line((x - half, y, x + half, y), fill=(bright, bright - 44, bright - 70), width=3)
    draw.polygon(_waved(960, 26, 330, 1), fill=(198, 160, 128))
    draw.polygon(_waved(1010, 22, 410, 2), fill=(182, 142, 112))
    for x, colour in ((470, (84, 50, 70)), (530, (58, 62, 98))):
        draw.line((x, 1075, x + 190, 1120), fill=(150, 112, 92), width=16)
        _figure(draw, x, 1080, 150, colour)
    return image.filter(ImageFilter.GaussianBlur(1.2))


def _cups() -> Image.Image:
    image = _sky((206, 218, 226), (232, 232, 224), (242, 234, 216), until=820)
    draw = ImageDraw.Draw(image)
    draw.rectangle((180, -10, 1420, 700), fill=(214, 228, 236))
    draw.polygon([*_waved(560, 40, 260, 1.5)[:-2], (1420, 700), (180, 700)], fill=(158, 178, 156))
    for x in (0, 1420):
        draw.rectangle((x, 0, x + 180, 820), fill=(238, 230, 216))
    draw.rectangle((180, 690, 1420, 730), fill=(250, 246, 238))
    draw.rectangle((784, 0, 816, 700), fill=(250, 246, 238))
    draw.rectangle((0, 820, WIDTH, HEIGHT), fill=(150, 108, 82))
    for y in range(850, HEIGHT, 58):
        draw.line((0, y, WIDTH, y + 12), fill=(138, 98, 74), width=5)
    for x, tilt in ((1225, -110), (1260, -30), (1290, 50), (1320, 120)):
        leaf = [(1270, 640), (x + tilt, 330), (x + tilt + 66, 420)]
        draw.polygon(leaf, fill=(86, 122, 84))
    draw.polygon([(1190, 620), (1350, 620), (1325, 735), (1215, 735)], fill=(176, 98, 76))
    for x, y, colour in ((560, 880, (178, 51, 76)), (900, 930, (47, 85, 151))):
        _cup(image, x, y, colour)
    return image.filter(ImageFilter.GaussianBlur(1))


def _cup(image: Image.Image, x: int, y: int, colour: Colour) -> None:
    draw = ImageDraw.Draw(image)
    dark: Colour = (colour[0] * 4 // 5, colour[1] * 4 // 5, colour[2] * 4 // 5)
    draw.ellipse((x - 150, y + 120, x + 190, y + 200), fill=(122, 86, 64))
    draw.ellipse((x + 70, y + 10, x + 190, y + 120), outline=colour, width=26)
    draw.rounded_rectangle((x - 110, y - 20, x + 110, y + 170), 46, fill=colour)
    draw.ellipse((x - 110, y - 52, x + 110, y + 14), fill=dark)
    draw.ellipse((x - 92, y - 42, x + 92, y + 6), fill=(84, 56, 42))
    steam = Image.new("L", image.size, 0)
    for shift in (-38, 30):
        line = [
            (x + shift + 26 * math.sin(step / 9), y - 60 - step * 4) for step in range(0, 60, 2)
        ]
        ImageDraw.Draw(steam).line(line, fill=150, width=16)
    image.paste((255, 255, 255), mask=steam.filter(ImageFilter.GaussianBlur(12)))


def _hill() -> Image.Image:
    image = _sky((104, 152, 198), (166, 198, 222), (226, 232, 226), until=760)
    draw = ImageDraw.Draw(image)
    for x, y, size in ((300, 190, 90), (390, 170, 120), (500, 200, 80), (1180, 120, 70)):
        draw.ellipse((x - size * 1.6, y - size / 2, x + size * 1.6, y + size / 2), fill="white")
    for y, height, length, shift, green in (
        *((620, 60, 300, 0.4, (142, 170, 138)), (720, 80, 380, 2.2, (118, 154, 108))),
        *((840, 90, 460, 4.4, (96, 136, 86)), (1000, 60, 620, 1.0, (78, 118, 70))),
    ):
        draw.polygon(_waved(y, height, length, shift), fill=green)
    for step in range(120):
        share = step / 119
        along = 760 + 330 * (1 - share) * math.sin(3.2 * share + 2.6)
        wide = 12 + 78 * (1 - share) ** 2
        down = HEIGHT - 560 * share
        round_it = (along - wide, down - wide / 3, along + wide, down + wide / 3)
        draw.ellipse(round_it, fill=(214, 192, 152))
    draw.rectangle((1148, 560, 1166, 690), fill=(92, 68, 54))
    for x, y, size in ((1157, 500, 86), (1100, 545, 60), (1214, 540, 62)):
        draw.ellipse((x - size, y - size, x + size, y + size), fill=(70, 104, 66))
    return image.filter(ImageFilter.GaussianBlur(1.2))


def _umbrella() -> Image.Image:
    image = Image.new("RGB", (WIDTH, HEIGHT), (84, 86, 98))
    draw = ImageDraw.Draw(image)
    chance = random.Random(5)  # noqa: S311  # a picture, no secret
    for row, y in enumerate(range(-40, HEIGHT, 92)):
        for x in range(-80 + 70 * (row % 2), WIDTH, 140):
            grey = chance.randrange(96, 128)
            stone = (x + 5, y + 5, x + 133, y + 85)
            draw.rounded_rectangle(stone, 26, fill=(grey, grey + 2, grey + 12))
    for x, y, colour in (
        *((560, 1010, (70, 46, 40)), (650, 1030, (70, 46, 40))),
        *((930, 1025, (38, 44, 66)), (1020, 1000, (38, 44, 66))),
    ):
        draw.rounded_rectangle((x, y - 120, x + 66, y + 50), 32, fill=colour)
    centre, size = (800, 560), 460
    dots = [
        (centre[0] + size * math.cos(a), centre[1] + size * math.sin(a))
        for a in (math.tau * part / 8 + 0.2 for part in range(9))
    ]
    for part in range(8):
        shade = (109, 59, 114) if part % 2 else (124, 72, 128)
        draw.polygon([centre, dots[part], dots[part + 1]], fill=shade)
        draw.line((*centre, *dots[part]), fill=(87, 48, 92), width=5)
    draw.ellipse((786, 546, 814, 574), fill=(60, 34, 64))
    for _drop in range(420):
        x, y = chance.randrange(WIDTH), chance.randrange(HEIGHT)
        draw.line((x, y, x - 7, y + chance.randrange(18, 44)), fill=(190, 198, 212), width=2)
    return image.filter(ImageFilter.GaussianBlur(1))


_DRAWN: dict[str, Callable[[], Image.Image]] = {
    "sea": _sea,
    "cups": _cups,
    "hill": _hill,
    "umbrella": _umbrella,
}
