"""Which questions ask nearly the same: by the coach in English, by letters elsewhere."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from closeknit.coach.loading import coach
from closeknit.content.model import Question
from closeknit.domain.likeness import weights

# Cosine in the coach's embedding, seen from the middle of all questions.
MOST_BY_COACH = 0.88
# Cosine between counts of three and four letters.
MOST_BY_LETTERS = 0.65


def nearly_the_same(questions: Sequence[Question], language: str) -> Iterator[str]:
    most = MOST_BY_COACH if language == "en" else MOST_BY_LETTERS
    texts = [one.text for one in questions]
    for at, row in enumerate(_rows(texts, language)):
        for other in range(at):
            if row[other] > most:
                one, two = questions[other], questions[at]
                yield (
                    f"questions {one.id} and {two.id} ask nearly the same ({row[other]:.2f}): "
                    f'"{one.text}" "{two.text}"'
                )


def _rows(texts: Sequence[str], language: str) -> Iterable[Sequence[float]]:
    reader = coach() if language == "en" else None
    if reader is None:
        return _by_letters(texts)
    shelf = reader.shelf(texts)
    return (shelf.likeness(text) for text in texts)


def _by_letters(texts: Sequence[str]) -> Sequence[Sequence[float]]:
    """Return the cosines of all texts (n) with all (n, n)."""
    weighed = weights(texts)
    places = {gram: place for place, gram in enumerate({key for one in weighed for key in one})}
    rows = np.zeros((len(texts), len(places)))
    for row, one in zip(rows, weighed, strict=True):
        row[[places[gram] for gram in one]] = list(one.values())
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)
    found: list[list[float]] = (rows @ rows.T).tolist()
    return found


def agreement(questions: Sequence[Question]) -> float:
    """Return Spearman's rank correlation between our depth and the coach's, -1 to 1."""
    reader = coach()
    if reader is None:
        return float("nan")
    read = [reader.depth(one.text) for one in questions]
    return correlation(ranks([one.depth for one in questions]), ranks(read))


def ranks(values: Sequence[float]) -> list[float]:
    """Return each value's rank; those that are equal share the middle of theirs."""
    ordered = sorted(values)
    return [ordered.index(value) + (ordered.count(value) - 1) / 2 for value in values]


def correlation(first: Sequence[float], second: Sequence[float]) -> float:
    mean_first, mean_second = sum(first) / len(first), sum(second) / len(second)
    pairs = [(one - mean_first, two - mean_second) for one, two in zip(first, second, strict=True)]
    spread = sum(one * one for one, _ in pairs) * sum(two * two for _, two in pairs)
    return float(sum(one * two for one, two in pairs) / spread**0.5)
