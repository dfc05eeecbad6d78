"""Make a photo anew, so that nothing but its dots is kept: no place, no camera, no time."""

import io
from dataclasses import dataclass
from threading import BoundedSemaphore

from PIL import Image, ImageCms, ImageOps

LARGEST = 10 * 1024 * 1024
# The longer side in dots: to look at, and in a list.
FULL, SMALL = 2048, 720
MOST_DOTS = 50_000_000
QUALITY = 84
_FORMATS = ("JPEG", "PNG", "WEBP")
# Our own limit stands below, in a sentence.
Image.MAX_IMAGE_PIXELS = None
# A photo takes up to 200 MB while it is made anew, whatever its file takes.
_at_once = BoundedSemaphore(2)


class NotAPhoto(ValueError):
    """This cannot be read as a photo."""


class TooManyDots(ValueError):
    """This photo is larger than what is made anew."""


@dataclass(frozen=True)
class Developed:
    """A photo as JPEG, large and small, and its size in dots."""

    full: bytes
    small: bytes
    width: int
    height: int


def develop(data: bytes) -> Developed:
    """Return the photo that a file holds, turned the right way up and in the colours of screens.

    Raises NotAPhoto for what is no JPEG, PNG or WebP, or broken, and TooManyDots.
    """
    with _at_once:
        image = _dots(data)
        full = _jpeg(image)
        width, height = image.size
        image.thumbnail((SMALL, SMALL))
        return Developed(full, _jpeg(image), width, height)


def _dots(data: bytes) -> Image.Image:
    """Return nothing but dots: an image that was never in a file carries nothing along."""
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as opened:
            width, height = opened.size
            if width * height > MOST_DOTS:
                raise TooManyDots
            share = FULL / max(width, height)
            # A JPEG is read at about the size that is needed, in a fraction of the time.
            opened.draft(None, (int(width * share), int(height * share)))
            turned = ImageOps.exif_transpose(opened)
            turned.thumbnail((FULL, FULL))
            flat = _flat(_in_screen_colours(turned, opened.info.get("icc_profile")))
    except TooManyDots:
        raise
    except Exception as error:
        # Which errors broken files raise is listed nowhere, and differs from format to format.
        raise NotAPhoto from error
    clean = Image.new("RGB", flat.size)
    clean.paste(flat)
    return clean


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
    if image.has_transparency_data:
        shown = image.convert("RGBA")
        ground = Image.new("RGBA", shown.size, "white")
        return Image.alpha_composite(ground, shown).convert("RGB")
    return image.convert("RGB")


def _jpeg(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return file.getvalue()
