"""A photo is made anew: what it shows stays, what it says goes."""

import io
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from closeknit.apps.together import developing
from closeknit.apps.together.developing import (
    FULL,
    MOST_DOTS,
    SMALL,
    NotAPhoto,
    TooManyDots,
    develop,
)
from tests.apps.together.camera import ALL, TURNED, noise, photograph, scene


def opened(data):
    return Image.open(io.BytesIO(data))


def as_file(image, format, **more):
    file = io.BytesIO()
    image.save(file, format, **more)
    return file.getvalue()


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_nothing_is_left_of_place_camera_time_and_owner(format):
    given = photograph(format=format)
    assert all(said.encode() in given for said in ALL)

    made = develop(given)

    for data in (made.full, made.small):
        assert not any(said.encode() in data for said in ALL)
        assert b"Exif" not in data
        assert b"http" not in data
        image = opened(data)
        assert image.format == "JPEG"
        assert dict(image.getexif()) == {}
        assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", *PROGRESS}


PROGRESS = {"progression", "progressive"}


def test_it_stands_upright_without_the_mark_that_says_how():
    made = develop(photograph((1200, 900), orientation=TURNED))

    image = opened(made.full).convert("RGB")

    assert (made.width, made.height) == image.size == (900, 1200)
    red, _green, blue = image.getpixel((850, 50))
    assert red > 200
    assert blue < 60


def test_it_is_made_no_larger_than_what_a_screen_shows():
    made = develop(photograph((4000, 3000)))

    assert (made.width, made.height) == (FULL, FULL * 3 // 4)
    assert opened(made.small).size == (SMALL, SMALL * 3 // 4)
    assert develop(photograph((300, 200))).width == 300


def test_ten_megabytes_of_noise_become_a_fraction():
    data = as_file(noise((1900, 1750)), "PNG")
    assert len(data) > 9_000_000

    made = develop(data)

    assert len(made.full) < 4_000_000


def test_what_shows_through_is_laid_on_white():
    clear = Image.new("RGBA", (80, 80), (255, 0, 0, 0))

    image = opened(develop(as_file(clear, "PNG")).full).convert("RGB")

    assert min(image.getpixel((40, 40))) > 250


@pytest.mark.parametrize("mode", ["L", "CMYK", "P", "1", "I;16", "LA"])
def test_every_way_to_write_colours_is_read(mode):
    format = "JPEG" if mode in {"L", "CMYK"} else "PNG"
    image = scene((90, 60)).convert("L").convert("I;16") if mode == "I;16" else None
    data = as_file(image or scene((90, 60)).convert(mode), format)

    assert opened(develop(data).full).mode == "RGB"


def test_a_photo_of_two_frames_is_read_as_one():
    """Several phones write a second picture for depth into the same JPEG."""
    data = as_file(scene((90, 60)), "MPO", save_all=True, append_images=[scene((90, 60), "#333")])

    assert develop(data).width == 90


def png_that_says(width, height):
    """A file of a few bytes that says it is a picture of any size."""

    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    data = chunk(b"IDAT", zlib.compress(b"\0" * 64))
    return b"\x89PNG\r\n\x1a\n" + head + data + chunk(b"IEND", b"")


def test_a_small_file_with_a_giant_picture_is_turned_away_unread():
    with pytest.raises(TooManyDots):
        develop(png_that_says(60_000, 60_000))
    with pytest.raises(TooManyDots):
        develop(png_that_says(MOST_DOTS["PNG"] // 1000 + 1, 1000))


def test_a_jpeg_of_too_many_steps_is_turned_away_unread():
    """Each of them costs as much as a whole picture."""
    data = as_file(noise((64, 64)), "JPEG", progressive=True)
    end = data.rindex(b"\xff\xd9")
    last = data.rindex(b"\xff\xda")
    film = data + b"behind the end \xff\xda\x00\x02" * 90

    assert develop(film).width == 64
    for between in (b"", b"\xff", b"\xff\xd0", b"\x00junk", b"\xff\x01", b"\xff\xfe\x00\x02"):
        with pytest.raises(TooManyDots):
            develop(data[:end] + (between + data[last:end]) * 40 + data[end:])
    with pytest.raises(TooManyDots):
        develop(data[:2] + b"\xff\xfe\x00\x02" * 3000 + data[2:])


def test_who_waits_too_long_is_told_so(monkeypatch):
    monkeypatch.setattr(developing, "PATIENCE", 0.05)
    with developing._at_once, pytest.raises(developing.Busy):
        develop(photograph())

    assert develop(photograph()).width == 1200


def test_grey_of_sixteen_bits_keeps_its_greys():
    grey = Image.new("I;16", (20, 20), 30_000)

    shown = opened(develop(as_file(grey, "PNG")).full).convert("L")

    assert 112 < shown.getpixel((10, 10)) < 122


def test_a_thin_line_is_a_photo():
    assert develop(as_file(scene((5000, 2)), "JPEG")).height == 1


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"words, not a photo",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        as_file(scene((20, 20)), "GIF"),
        as_file(scene((20, 20)), "TIFF"),
        photograph()[:900],
        png_that_says(20, 20),
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
    ],
    ids=["nothing", "words", "svg", "gif", "tiff", "cut off", "half a png", "postscript"],
)
def test_what_is_no_photo_is_told_so(data):
    with pytest.raises(NotAPhoto):
        develop(data)


GIVEN = {kind: photograph((64, 48), format=kind) for kind in ("JPEG", "PNG", "WEBP")}


@settings(max_examples=120, deadline=None)
@given(
    kind=st.sampled_from(sorted(GIVEN)),
    at=st.lists(st.floats(0, 0.999), min_size=1, max_size=12),
    value=st.integers(0, 255),
)
def test_a_damaged_file_is_a_photo_or_no_photo_and_never_a_fault(kind, at, value):
    data = bytearray(GIVEN[kind])
    for share in at:
        data[int(share * len(data))] = value

    try:
        made = develop(bytes(data))
    except (NotAPhoto, TooManyDots):
        return
    assert opened(made.full).format == "JPEG"
    assert not any(said.encode() in made.full for said in ALL)
