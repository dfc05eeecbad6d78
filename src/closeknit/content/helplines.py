"""Helplines: one list for all languages. An operator can add to it, never replace or hide."""

import re
from datetime import date
from functools import partial
from pathlib import Path

from closeknit.content.building import one
from closeknit.content.model import AUDIENCES, KINDS, Line
from closeknit.content.reading import Entry, day, read

FILE = "helplines.toml"
_SHOWN = "cross-checked"
_CHECKED = (_SHOWN, "single-source", "conflict")
_COUNTRY = re.compile(r"[A-Z]{2}")


def helplines(own: Path, overlay: Path | None) -> tuple[Line, ...]:
    """Return the cross-checked lines and all that an operator added, emergency numbers first."""
    lines = _read(own / FILE, FILE, added=False)
    if overlay and (overlay / FILE).exists():
        lines += _read(overlay / FILE, str(overlay / FILE), added=True)
    return tuple(sorted(lines, key=lambda line: KINDS.index(line.kind)))


def _read(path: Path, name: str, *, added: bool) -> list[Line]:
    file = read(path, name)
    build = partial(_line, compiled=day(file, "compiled"), added=added)
    lines = []
    for entry in file.entries(("line",), plain_keys=("compiled",)):
        # Whoever adds a line has asked its organisation, so it needs no second source.
        checked = entry.choice("checked", _CHECKED, _SHOWN if added else None)
        line = one(entry, build)
        if added or checked == _SHOWN:
            lines.append(line)
    return lines


def _line(entry: Entry, *, compiled: date, added: bool) -> Line:
    entry.pass_over("sources", "independent_sources", "notes")
    line = Line(
        country=entry.matching("country", _COUNTRY, "the two capital letters of a country"),
        kind=entry.choice("kind", KINDS),
        name=entry.text("name"),
        phone=entry.optional_text("phone"),
        text=entry.optional_text("text"),
        url=entry.optional_text("url"),
        hours=entry.optional_text("hours"),
        audience=entry.choice("audience", AUDIENCES, ""),
        languages=entry.texts("languages", ()),
        compiled=compiled,
        added=added,
    )
    if not (line.phone or line.text or line.url):
        entry.refuse("phone", "there is no way to reach it", "write a phone, a text or a url")
    return line
