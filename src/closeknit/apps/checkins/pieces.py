"""A sentence in pieces, so that a page can set off its feelings and its need."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

FEELING, NEED = "feeling", "need"


@dataclass(frozen=True)
class Piece:
    text: str
    kind: str = ""


def pieces(sentence: str, feelings: Iterable[str], need: str = "") -> list[Piece]:
    """Return the sentence with the first place of each feeling, and the last of the need, named."""
    spots = [spot for word in feelings if (spot := _first(word, sentence))]
    if spot := _last(need, sentence):
        spots.append(spot)
    found, at = [], 0
    for start, end in sorted(spots):
        if start < at:
            continue
        kind = NEED if (start, end) == spot else FEELING
        found += [Piece(sentence[at:start]), Piece(sentence[start:end], kind)]
        at = end
    return [piece for piece in [*found, Piece(sentence[at:])] if piece.text]


def stands_in(word: str, sentence: str) -> bool:
    """Whether the sentence holds the word as a word of its own."""
    return bool(_spots(word, sentence))


def _first(word: str, sentence: str) -> tuple[int, int] | None:
    return next(iter(_spots(word, sentence)), None)


def _last(word: str, sentence: str) -> tuple[int, int] | None:
    return next(iter(reversed(_spots(word, sentence))), None)


def _spots(word: str, sentence: str) -> list[tuple[int, int]]:
    if not word:
        return []
    pattern = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE)
    return [match.span() for match in pattern.finditer(sentence)]
