"""What the command line says, in the language of the terminal: it needs no settings for that."""

import gettext as library
import os
import re
from functools import cache
from pathlib import Path

LOCALE = Path(__file__).parents[1] / "locale"


def gettext(text: str) -> str:
    """Return a text in the language that LANGUAGE, LC_ALL, LC_MESSAGES or LANG names."""
    return _catalog().gettext(text)


def ngettext(one: str, many: str, count: int) -> str:
    return _catalog().ngettext(one, many, count)


@cache
def _catalog() -> library.NullTranslations:
    for name in _wished():
        # There is no catalogue of English: what is written in the code is that.
        if re.split(r"[_.@-]", name)[0] in {"en", "C", "POSIX"}:
            break
        if library.find("django", LOCALE, [name]):
            return library.translation("django", LOCALE, [name])
    return library.NullTranslations()


def _wished() -> list[str]:
    """Return the languages of the terminal, the dearest first."""
    named = (os.environ.get(name) for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"))
    return next((found.split(":") for found in named if found), [])
