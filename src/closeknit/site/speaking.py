"""What the command line says, in the language of the terminal: it needs no settings for that."""

import gettext as library
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
    return library.translation("django", LOCALE, fallback=True)
