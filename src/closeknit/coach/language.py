"""Notice a text that is surely not English, since the model learned nothing else."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib import resources

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_MOST_OTHER_LETTERS = 0.4
# So many letters show which language it is.
_ENOUGH = 1_000
# Borrowed words with marks ("fiancé", "café") come singly.
_MOST_MARKED = 0.34
_BORROWED = 1
# So many words of English hold a common one nearly always.
_FEW = 3


def is_other(text: str) -> bool:
    """Tell whether the text is surely in another language than English; in doubt it is not."""
    words = [word.casefold().replace("’", "'") for word in _WORD.findall(text[:_ENOUGH])]
    letters = "".join(words)
    if not letters:
        return False
    if _share(not _is_latin(letter) for letter in letters) > _MOST_OTHER_LETTERS:
        return True
    known = _words()
    english = sum(word in known["english"] for word in words)
    other = max(
        sum(word in some for word in words) for name, some in known.items() if name != "english"
    )
    marked = sum(not word.isascii() for word in words)
    if other or marked > _BORROWED:
        return other + marked > english
    return not english and (len(words) > _FEW or marked / len(words) > _MOST_MARKED)


def _share(found: Iterable[bool]) -> float:
    counted = list(found)
    return sum(counted) / len(counted)


def _is_latin(letter: str) -> bool:
    return letter.isascii() or unicodedata.name(letter, "").startswith("LATIN")


@cache
def _words() -> dict[str, frozenset[str]]:
    listed = tomllib.loads(
        resources.files(__package__).joinpath("languages.toml").read_text("utf-8")
    )
    return {name: frozenset(words.split()) for name, words in listed["words"].items()}
