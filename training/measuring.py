"""The figures by which the coach is judged, each from probabilities and what is true."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from closeknit.domain.replies import SEEN
from training.sets import MOVES

_DRAWS = 1_000
# About so many kind replies may be remarked on.
_PLACES = np.linspace(0.04, 0.1, 13)
_BINS = 10
_RECEIVING, _HURRYING = slice(0, 3), slice(3, 6)
# GoEmotions' own groups after Ekman (in the order of its 28 names), neutral apart.
EKMAN = {
    "anger": (2, 3, 10),
    "disgust": (11,),
    "fear": (14, 19),
    "joy": (0, 1, 4, 5, 8, 13, 15, 17, 18, 20, 21, 23),
    "sadness": (9, 12, 16, 24, 25),
    "surprise": (6, 7, 22, 26),
    "neutral": (27,),
}
Measure = Callable[[np.ndarray, np.ndarray], float]


def pearson(found: np.ndarray, true: np.ndarray) -> float:
    return float(np.corrcoef(found, true[:, 0])[0, 1])


def spearman(found: np.ndarray, true: np.ndarray) -> float:
    return float(np.corrcoef(_ranked(found), _ranked(true[:, 0]))[0, 1])


def feelings(found: np.ndarray, true: np.ndarray) -> float:
    """Macro-F1 over 28 feelings."""
    return _macro_f1(found >= SEEN, true > 0)


def ekman(found: np.ndarray, true: np.ndarray) -> float:
    """Macro-F1 over six groups and neutral; a group is seen when one of its feelings is."""
    return _macro_f1(_grouped(found), _grouped(true))


def vague(found: np.ndarray, true: np.ndarray) -> float:
    return _macro_f1(found[:, None] >= SEEN, true[:, :1] > 0)


def main_move(found: np.ndarray, true: np.ndarray) -> float:
    """Macro-F1 of the likeliest move over the seven; replies that are mainly other are left out."""
    main = true[:, len(MOVES)].astype(int)
    rows = main < len(MOVES)
    classes = np.arange(len(MOVES))
    return _macro_f1(found[rows].argmax(1)[:, None] == classes, main[rows][:, None] == classes)


def noticed(found: np.ndarray, true: np.ndarray) -> float:
    """Of replies that advise, judge or dismiss, the share in which one of these is seen."""
    return float((hurry(found[_is_hurried(true)]) >= SEEN).mean())


def remarked(found: np.ndarray, true: np.ndarray) -> float:
    """Of replies that only reflect, validate or ask, the share in which one of these is seen."""
    return float((hurry(found[is_kind(true)]) >= SEEN).mean())


def told_apart(found: np.ndarray, true: np.ndarray) -> float:
    """Share noticed, on average over places where 4 to 10 % of the kind ones are remarked on.

    Unlike the share at one place, it does not hang on a text or two.
    """
    places = np.quantile(hurry(found[is_kind(true)]), 1 - _PLACES)
    return float((hurry(found[_is_hurried(true)])[:, None] > places).mean())


def hurry(found: np.ndarray) -> np.ndarray:
    """Return the likeliest of advise, judge and dismiss, row by row."""
    return found[:, _HURRYING].max(1)


def is_kind(true: np.ndarray) -> np.ndarray:
    """Tell which replies do nothing but reflect, validate or ask."""
    return true[:, _RECEIVING].any(1) & ~true[:, 3 : len(MOVES)].any(1)


def _is_hurried(true: np.ndarray) -> np.ndarray:
    return true[:, _HURRYING].any(1)


def miscalibration(found: np.ndarray, true: np.ndarray) -> float:
    """Expected calibration error over all moves together, ten bins of equal width."""
    said, held = found.ravel(), true[:, : len(MOVES)].ravel()
    places = np.minimum((said * _BINS).astype(int), _BINS - 1)
    gaps = [
        abs(said[places == one].mean() - held[places == one].mean()) * (places == one).mean()
        for one in range(_BINS)
        if (places == one).any()
    ]
    return float(sum(gaps))


def interval(
    measure: Measure, found: np.ndarray, true: np.ndarray, groups: Sequence[str]
) -> tuple[float, float]:
    """Return the 95 % bootstrap interval, drawing whole groups (all replies to one message)."""
    names, of_group = np.unique(np.array(groups, dtype=object).astype(str), return_inverse=True)
    rows_of = [np.flatnonzero(of_group == one) for one in range(len(names))]
    draw = np.random.default_rng(0)
    values = []
    for _ in range(_DRAWS):
        rows = np.concatenate([rows_of[one] for one in draw.integers(len(names), size=len(names))])
        values.append(measure(found[rows], true[rows]))
    low, high = np.nanpercentile(values, [2.5, 97.5])
    return float(low), float(high)


_OF_REPLIES: Mapping[str, Measure] = {
    "main move macro-F1 (7)": main_move,
    "noticed": noticed,
    "remarked on": remarked,
    "calibration error": miscalibration,
}
MEASURES: Mapping[str, Mapping[str, Measure]] = {
    "intimacy": {"Pearson r": pearson},
    "feelings": {"macro-F1 (28)": feelings, "macro-F1 (Ekman)": ekman},
    "replies": _OF_REPLIES,
    "others": _OF_REPLIES,
    "plain": _OF_REPLIES,
    "vague": {"F1": vague},
    "questions": {"Spearman": spearman},
}


def _macro_f1(found: np.ndarray, true: np.ndarray) -> float:
    """Return the mean over columns of F1; a column with nothing found or true counts 0."""
    both = (found & true).sum(0)
    return float(np.mean(2 * both / np.maximum(found.sum(0) + true.sum(0), 1)))


def _ranked(values: np.ndarray) -> np.ndarray:
    """Return ranks, the mean of theirs for equal ones."""
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    return (last - (counts - 1) / 2)[place]


def _grouped(found: np.ndarray) -> np.ndarray:
    return np.stack([(found[:, list(some)] >= SEEN).any(1) for some in EKMAN.values()], axis=1)
