"""How alike texts are by their letters, where nothing is known of their meaning."""

import math
from collections import Counter
from collections.abc import Sequence

from closeknit.domain import phrases

_LETTERS = 4


def likeness(text: str, others: Sequence[str]) -> list[float]:
    """Return for each other text how alike it is, 0 to 1.

    It is the cosine between counts of three and four letters in a row. Those that many of the texts
    have say little and count less.
    """
    counted = [_grams(other) for other in others]
    spread = Counter(gram for grams in counted for gram in grams)
    asked = _weighed(_grams(text), spread, len(others))
    return [_cosine(asked, _weighed(grams, spread, len(others))) for grams in counted]


def weights(texts: Sequence[str]) -> list[dict[str, float]]:
    """Return for each text how much each of its three and four letters in a row counts."""
    counted = [_grams(text) for text in texts]
    spread = Counter(gram for grams in counted for gram in grams)
    return [_weighed(grams, spread, len(texts)) for grams in counted]


def _grams(text: str) -> Counter[str]:
    spoken = f" {phrases.plain(text)} "
    return Counter(
        spoken[at : at + size] for size in (_LETTERS - 1, _LETTERS) for at in range(len(spoken))
    )


def _weighed(grams: Counter[str], spread: Counter[str], texts: int) -> dict[str, float]:
    return {
        gram: count * math.log((1 + texts) / (1 + spread[gram])) for gram, count in grams.items()
    }


def _cosine(one: dict[str, float], other: dict[str, float]) -> float:
    together = sum(value * other.get(gram, 0.0) for gram, value in one.items())
    lengths = math.hypot(*one.values()) * math.hypot(*other.values())
    return together / lengths if lengths else 0.0
