"""Find phrases in what people type, however they type it."""

import re
import unicodedata
from functools import lru_cache

# "*" stands for so many words at the most.
_GAP = 3
_APOSTROPHES = str.maketrans("", "", "'\u2019\u2018`\u00b4\u02bc")
_NOT_WORDS = re.compile(r"[\W_]+")


def plain(text: str) -> str:
    """Return the words alone: small letters, no apostrophes, one space between."""
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_APOSTROPHES)
    return _NOT_WORDS.sub(" ", folded).strip()


def holds(text: str, phrases: tuple[str, ...]) -> bool:
    return _anywhere(phrases).search(text) is not None


def begins(text: str, phrases: tuple[str, ...]) -> bool:
    return _anywhere(phrases).match(text) is not None


def without(text: str, phrases: tuple[str, ...]) -> str:
    """Return the text with the phrases taken out; a bar keeps their neighbours apart."""
    return _anywhere(phrases).sub("|", text)


def longest(text: str, phrases: tuple[str, ...]) -> int:
    """Return the length of the longest phrase that the text holds, 0 when it holds none."""
    found = _anywhere(phrases).finditer(text)
    return max((match.end() - match.start() for match in found), default=0)


@lru_cache(maxsize=256)
def _anywhere(phrases: tuple[str, ...]) -> re.Pattern[str]:
    # The longest first: alternatives are tried in order.
    patterns = [_pattern(phrase) for phrase in sorted(phrases, key=len, reverse=True)]
    return re.compile(rf"(?<!\S)(?:{'|'.join(patterns) or '(?!)'})(?!\S)")


def _pattern(phrase: str) -> str:
    pattern = " ".join(_word(word) for word in phrase.split())
    # A gap may be empty, so it takes its space along.
    return pattern.replace("* ", rf"(?:\S+ ){{0,{_GAP}}}")


def _word(word: str) -> str:
    if word == "*":
        return word
    return f"(?:{'|'.join(re.escape(choice) for choice in word.split('/'))})"
