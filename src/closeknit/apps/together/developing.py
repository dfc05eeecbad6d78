"""Make a photo anew, so that nothing but its dots is kept: no place, no camera, no time."""

import io
import re
from dataclasses import dataclass
from threading import BoundedSemaphore

from PIL import Image, ImageCms, ImageOps

LARGEST = 10 * 1024 * 1024
# The longer side in dots: to look at, and in a list.
FULL, SMALL = 2048, 720
# What is read whole takes up to twenty bytes a dot for a moment; a JPEG is read smaller.
MOST_DOTS = {"JPEG": 50_000_000, "PNG": 16_000_000, "WEBP": 16_000_000}
# A JPEG that comes in steps has ten or so, and each costs as much as a whole picture.
MOST_SCANS = 32
QUALITY = 84
_JPEG, _END, _SCAN, _MOST_MARKS = b"\xff\xd8", 0xD9, 0xDA, 2000
# No mark: a byte that is FF by itself (00), one that fills (FF), and those without a length.
_NEXT = re.compile(rb"\xff[^\x00\x01\xd0-\xd8\xff]")
# Our own limits stand above, in a sentence.
Image.MAX_IMAGE_PIXELS = None
# One at a time: a photo takes up to 450 MB while it is made anew, whatever its file takes.
_at_once = BoundedSemaphore(1)
PATIENCE = 15


class NotAPhoto(ValueError):
    """This cannot be read as a photo."""


class TooManyDots(ValueError):
    """This photo is larger than what is made anew."""


class Busy(Exception):
    """Other photos are being made anew; this one has waited long enough."""


@dataclass(frozen=True)
class Developed:
    """A photo as JPEG, large and small, and its size in dots."""

    full: bytes
    small: bytes
    width: int
    height: int


def develop(data: bytes) -> Developed:
    """Return the photo that a file holds, turned the right way up and in the colours of screens.

    Raises NotAPhoto for what is no JPEG, PNG or WebP, or broken, TooManyDots, and Busy.
    """
    if not _at_once.acquire(timeout=PATIENCE):
        raise Busy
    try:
        image = _dots(data)
        full = _jpeg(image)
        width, height = image.size
        image.thumbnail((SMALL, SMALL))
        return Developed(full, _jpeg(image), width, height)
    finally:
        _at_once.release()


def _dots(data: bytes) -> Image.Image:
    """Return nothing but dots: an image that was never in a file carries nothing along."""
    try:
        with Image.open(io.BytesIO(data), formats=tuple(MOST_DOTS)) as opened:
            width, height = opened.size
            kind = opened.format if opened.format in MOST_DOTS else "JPEG"
            if width * height > MOST_DOTS[kind] or _scans_in(data) > MOST_SCANS:
                raise TooManyDots
            profile = opened.info.get("icc_profile")
            share = FULL / max(width, height)
            # A JPEG is read at about the size that is needed, in a fraction of the time.
            opened.draft(None, (max(1, int(width * share)), max(1, int(height * share))))
            opened.thumbnail((FULL, FULL))
            turned = ImageOps.exif_transpose(opened)
            flat = _flat(_in_screen_colours(turned, profile))
    except TooManyDots:
        raise
    except Exception as error:
        # Which errors broken files raise is listed nowhere, and differs from format to format.
        raise NotAPhoto from error
    clean = Image.new("RGB", flat.size)
    clean.paste(flat)
    return clean


def _scans_in(data: bytes) -> int:
    """Count the steps in which a JPEG comes, from mark to mark up to its end, as a reader does.

    Whatever stands between the marks is passed over. Of more marks than any photo has, each counts.
    """
    at, scans, marks = 2, 0, 0
    while data[:2] == _JPEG and (found := _NEXT.search(data, at)):
        mark, at = data[found.end() - 1], found.end()
        if mark == _END:
            break
        scans, marks = scans + (mark == _SCAN), marks + 1
        if scans > MOST_SCANS or marks > _MOST_MARKS:
            return MOST_SCANS + 1
        at += int.from_bytes(data[at : at + 2], "big")
    return scans


def _in_screen_colours(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Phones photograph in more colours than sRGB has; without their profile they look dull."""
    if not profile or image.mode not in {"RGB", "CMYK"}:
        return image
    try:
        given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        screen = ImageCms.createProfile("sRGB")
        found = ImageCms.profileToProfile(image, given, screen, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image
    return found or image


def _flat(image: Image.Image) -> Image.Image:
    """Lay what shows through on white."""
    if image.mode.startswith("I;16"):
        return image.point(lambda grey: grey / 256, "L").convert("RGB")
    if image.has_transparency_data:
        shown = image.convert("RGBA")
        ground = Image.new("RGBA", shown.size, "white")
        return Image.alpha_composite(ground, shown).convert("RGB")
    return image.convert("RGB")


def _jpeg(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return file.getvalue()
