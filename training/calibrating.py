"""Place .5 where it is right to speak, from texts that nothing was learned from."""

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit, log_softmax, logit

from closeknit.coach.model import DEEP_AT, LIGHT_AT
from closeknit.domain.questions import DEEPEST
from training import measuring
from training.sets import MOVES, Set

# A remark on a kind reply hurts more than one that stays out.
_MOST_REMARKED = 0.04
_HURRYING = (3, 4, 5)
_DRAWS = 40
_STEPS = 160


def feelings(scores: np.ndarray, targets: np.ndarray, seed: int) -> np.ndarray:
    """Return (2, 28): slopes and offsets that put each feeling's best place for F1 at .5.

    The place is the median over bootstrap draws, since some feelings are rare in the dev part.
    """
    draw = np.random.default_rng(seed)
    rows = [draw.integers(len(targets), size=len(targets)) for _ in range(_DRAWS)]
    places = [
        np.median([_best_place(scores[some, one], targets[some, one]) for some in rows])
        for one in range(targets.shape[1])
    ]
    return np.stack([np.ones(len(places)), -np.array(places)])


def crossed(scores: np.ndarray, targets: np.ndarray, seed: int) -> np.ndarray:
    """Return scores of feelings with .5 at 0, each half placed by what the other half showed."""
    found = np.empty_like(scores)
    half = np.arange(len(scores)) % 2 == 0
    for some, rest in ((half, ~half), (~half, half)):
        _, offset = feelings(scores[some], targets[some], seed)
        found[rest] = scores[rest] + offset
    return found


def moves(outputs: dict[str, np.ndarray], targets: np.ndarray) -> np.ndarray:
    """Return (3, 7): how much each move's own score and its share of the main move count."""
    own, main = outputs["moves"], log_softmax(outputs["main"], axis=1)[:, : len(MOVES)]
    held = targets[:, : len(MOVES)]

    def loss(fitted: np.ndarray) -> float:
        scores = own * fitted[0] + main * fitted[1] + fitted[2:]
        return _cross_entropy(scores, held) + 1e-3 * float(np.sum(fitted[2:] ** 2))

    found = minimize(loss, np.r_[0.8, 0.3, np.zeros(len(MOVES))], method="L-BFGS-B").x
    fitted = np.stack([np.full(len(MOVES), found[0]), np.full(len(MOVES), found[1]), found[2:]])
    return held_back(fitted, moved(outputs, fitted), targets)


def held_back(fitted: np.ndarray, said: np.ndarray, targets: np.ndarray) -> np.ndarray:
    """Put advise, judge and dismiss so that few kind replies are remarked on.

    `said` is what comes out with `fitted` as it is.
    """
    kind = measuring.hurry(said[measuring.is_kind(targets)])
    moved_by = np.zeros_like(fitted)
    moved_by[2, list(_HURRYING)] = logit(np.quantile(kind, 1 - _MOST_REMARKED))
    return fitted - moved_by


def moved(outputs: dict[str, np.ndarray], fitted: np.ndarray) -> np.ndarray:
    """Return probabilities of the seven moves, as the exported model gives them."""
    main = log_softmax(outputs["main"], axis=1)[:, : len(MOVES)]
    return expit(outputs["moves"] * fitted[0] + main * fitted[1] + fitted[2])


def vague(scores: np.ndarray, targets: np.ndarray) -> np.ndarray:
    """Return a slope and an offset."""

    def loss(fitted: np.ndarray) -> float:
        return _cross_entropy(scores[:, 0] * fitted[0] + fitted[1], targets[:, 0])

    return minimize(loss, np.array([1.0, 0.0]), method="L-BFGS-B").x


def depth(scores: np.ndarray, questions: Set) -> np.ndarray:
    """Return slope and offset with which level 1 lies at `LIGHT_AT` and level 4 at `DEEP_AT`.

    Levels spread as those given by hand do; a regression would draw all to the middle.
    """
    given = LIGHT_AT + (DEEP_AT - LIGHT_AT) * (questions.targets[:, 0] - 1) / (DEEPEST - 1)
    slope = given.std() / scores[:, 0].std()
    return np.array([slope, given.mean() - slope * scores[:, 0].mean()])


def _best_place(scores: np.ndarray, targets: np.ndarray) -> float:
    places = np.unique(np.quantile(scores, np.linspace(0.5, 0.9995, _STEPS)))
    if not targets.any():
        return float(places[-1])
    order = np.argsort(-scores)
    ordered = scores[order]
    hits = np.cumsum(targets[order])
    counts = np.searchsorted(-ordered, -places, side="right")
    right = np.where(counts > 0, hits[np.maximum(counts - 1, 0)], 0)
    return float(places[np.argmax(2 * right / (counts + targets.sum()))])


def _cross_entropy(scores: np.ndarray, targets: np.ndarray) -> float:
    return float(np.mean(np.logaddexp(0, scores) - targets * scores))
