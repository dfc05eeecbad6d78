"""Whether every language says all that English says, with the same places for names."""

import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

from closeknit.content.loading import OWN, SAID, folder_entries
from closeknit.content.reading import Entry

ENGLISH = "en"
LANGUAGES = ("de", "es")
# Those that lack nothing, and are held to it. One that is being written comes in English meanwhile.
COMPLETE: tuple[str, ...] = ("de", "es")
LOCALE = OWN.parent / "locale"
# A wording that takes figures of speech out is written where the language has one.
_FREE = frozenset({"literal"})
_PLACEHOLDER = re.compile(r"\{\w+\}")


def missing(language: str) -> Iterator[str]:
    """Name each entry and text of the library that a language lacks or has otherwise."""
    english, own = folder_entries(ENGLISH), folder_entries(language)
    for kind, entries in english.items():
        for key, entry in entries.items():
            found = own.get(kind, {}).get(key)
            if found is None:
                yield f'{language}: {kind} "{key}" is missing (English: {entry.place})'
            elif kind in SAID:
                yield from _different(found, entry, SAID[kind])


def _different(found: Entry, entry: Entry, keys: tuple[str, ...]) -> Iterator[str]:
    for key in keys:
        own, english = _texts(found, key), _texts(entry, key)
        if key not in _FREE and len(own) != len(english):
            yield f"{found.place}: {key} holds {len(own)} texts, in English {len(english)}"
        elif key not in _FREE and _placeholders(own) != _placeholders(english):
            yield f"{found.place}: {key} has other placeholders than English"


def _texts(entry: Entry, key: str) -> list[str]:
    value = entry.values.get(key, [])
    return [str(one) for one in (value if isinstance(value, list) else [value])]


def _placeholders(texts: list[str]) -> list[str]:
    return sorted(found for text in texts for found in _PLACEHOLDER.findall(text))


def untranslated(language: str) -> list[str]:
    """Return the texts of the app that a language lacks, or has only guessed at."""
    file = LOCALE / language / "LC_MESSAGES" / "django.po"
    found = [*_chosen(file, "--untranslated"), *_chosen(file, "--only-fuzzy")]
    return [f"{language}: the app says {one!r}" for one in found]


def _chosen(file: Path, which: str) -> list[str]:
    command = ["msgattrib", which, "--no-obsolete", "--no-wrap", str(file)]
    made = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return [one for one in re.findall(r'^msgid "(.+)"$', made, re.MULTILINE) if one]


def complete(language: str) -> Mapping[str, list[str]]:
    """Return what is missing of both halves of a language."""
    return {"library": list(missing(language)), "app": untranslated(language)}
