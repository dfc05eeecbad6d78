"""Photographs as phones make them, with all that phones write into them."""

import io
import random

from PIL import Image, ImageCms, ImageDraw
from PIL.ExifTags import GPS, IFD, Base

PLACE = "Rua do Carmo 15"
CAMERA = "Lighthouse X100"
OWNER = "Ana Marques"
ALL = (PLACE, CAMERA, OWNER)
TURNED = 6


def photograph(size=(1200, 900), *, format="JPEG", orientation=1, colour="#c06", **more):
    """Return a file that says where, when, with what and by whom it was taken, in every way."""
    exif = Image.Exif()
    exif[Base.Make] = exif[Base.Model] = CAMERA
    exif[Base.Artist] = OWNER
    exif[Base.ImageDescription] = PLACE
    exif[Base.DateTime] = "2026:11:20 19:30:00"
    exif[Base.Orientation] = orientation
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitude] = (38.0, 42.0, 41.5)
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitudeRef] = "N"
    given = {"exif": exif, "xmp": f"<x:xmpmeta>{PLACE} {OWNER}</x:xmpmeta>".encode()}
    if format == "JPEG":
        given["comment"] = f"{CAMERA} {PLACE}"
    file = io.BytesIO()
    scene(size, colour).save(file, format, **given, **more)
    # Phones lay a film or a second photo behind the end.
    return file.getvalue() + f"behind the end: {PLACE} {CAMERA}".encode()


def scene(size, colour="#c06"):
    """Red in the corner top left, green right, blue at the bottom; in the middle like no other."""
    image = Image.new("RGB", size, colour)
    draw = ImageDraw.Draw(image)
    width, height = size
    draw.rectangle((0, 0, width // 4, height // 4), fill="#f00")
    draw.rectangle((width * 3 // 4, 0, width, height // 4), fill="#0f0")
    draw.rectangle((0, height * 3 // 4, width // 4, height), fill="#00f")
    image.paste(noise((width // 6, height // 6)), (width // 2, height // 2))
    return image


def noise(size):
    """A picture that no format makes small."""
    width, height = size
    data = random.Random(7).randbytes(width * height * 3)
    return Image.frombytes("RGB", size, data)


def in_wide_colours(colour):
    """A JPEG of one colour with the profile of another colour space than screens have."""
    profile = ImageCms.createProfile("XYZ")
    file = io.BytesIO()
    image = Image.new("RGB", (64, 64), colour)
    image.save(file, "JPEG", quality=95, icc_profile=ImageCms.ImageCmsProfile(profile).tobytes())
    return file.getvalue()
