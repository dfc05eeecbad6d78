"""Make the font files in src/closeknit/site/static/site/fonts from their npm packages.

Run it in a throw-away environment, with `npm` on the path:

    python -m venv /tmp/fonts && /tmp/fonts/bin/pip install fonttools brotli
    /tmp/fonts/bin/python tools/fonts.py

It keeps weights 400 to 700 and the letters of the page's languages, which takes about a third
off each file. Both families are under the SIL Open Font License, without a reserved name.
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tempfile
from io import BytesIO
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

FONTS = Path(__file__).parents[1] / "src/closeknit/site/static/site/fonts"
WEIGHTS = (400, 400, 700)
FEATURES = ["kern", "liga", "mark", "mkmk", "ccmp", "locl", "tnum", "rvrn"]
LATIN = (
    "U+0020-007E,U+00A0-00FF,U+0131,U+0152-0153,U+02C6,U+02DA,U+02DC,U+2010-2015,U+2018-201E,"
    "U+2020-2022,U+2026,U+2030,U+2032-2033,U+2039-203A,U+20AC,U+2122,U+2190-2193,U+2212"
)
LATIN_EXT = (
    "U+0100-0130,U+0132-0151,U+0154-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,"
    "U+1E00-1E9F,U+1EF2-1EFF,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF"
)
PACKAGES = {
    "literata": [("latin", "normal"), ("latin-ext", "normal"), ("latin", "italic")],
    "atkinson-hyperlegible-next": [("latin", "normal"), ("latin-ext", "normal")],
}


def unpack(package: str, folder: Path) -> Path:
    """Fetch one package with npm and return the folder that holds its files."""
    pack = ["npm", "pack", "--silent", f"@fontsource-variable/{package}@5.3.0"]
    archive = subprocess.run(pack, cwd=folder, check=True, capture_output=True, text=True)
    with tarfile.open(folder / archive.stdout.split()[-1]) as opened:
        opened.extractall(folder / package, filter="data")
    return folder / package / "package"


def refuse_reserved_name(licence: str) -> None:
    """Stop where a licence forbids a changed font to keep its name."""
    if "with Reserved Font Name" in licence:
        sys.exit("This font reserves its name: a subset of it needs another one.")


def slim(source: Path, target: Path, letters: str) -> None:
    limited = BytesIO()
    instancer.instantiateVariableFont(TTFont(source), {"wght": WEIGHTS}).save(limited)
    font = TTFont(limited)
    options = subset.Options(flavor="woff2", layout_features=FEATURES, hinting=False)
    options.drop_tables += ["vhea", "vmtx", "STAT"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=subset.parse_unicodes(letters))
    subsetter.subset(font)
    subset.save_font(font, target, options)
    print(f"{target.name}: {target.stat().st_size:,} bytes")


def main() -> None:
    FONTS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for package, cuts in PACKAGES.items():
            files = unpack(package, Path(folder))
            licence = (files / "LICENSE").read_text()
            refuse_reserved_name(licence)
            (FONTS / f"{package}.OFL.txt").write_text(licence)
            for letters, style in cuts:
                name = package if style == "normal" else f"{package}-{style}"
                source = files / "files" / f"{package}-{letters}-wght-{style}.woff2"
                target = FONTS / f"{name}-{letters}.woff2"
                slim(source, target, LATIN if letters == "latin" else LATIN_EXT)


if __name__ == "__main__":
    main()
