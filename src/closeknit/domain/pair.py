"""What weekly answers tell of two people: a state-space model, filtered week by week.

A week's score is a person's usual level, plus a state that fades within weeks, plus answer noise:

    score = usual + state + noise,   state = 0.4 * last week's state + something new

Usual levels and states of partners go together. All arrays end in an axis of couples, so that one
call serves one couple on a page and thousands in a simulation. The filter is Kalman's (1960) with
clipped innovations (Masreliez and Martin 1977): one odd week cannot pull it far.
"""

from dataclasses import dataclass
from math import erf, exp, pi, sqrt

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

PARTNERS = 2

# Population defaults in points of the 1-7 scale: what is assumed before anybody has answered.
USUAL_MEAN = 5.2
USUAL_VARIANCE = 0.60
STATE_VARIANCE = 0.23
STATE_KEPT = 0.4
NOISE_VARIANCE = 0.23
# How alike two partners are, in usual levels and in states.
ALIKE = 0.5

_CLIP = 2.0
# A person's noise is learnt as if 25 answers had confirmed the default, and never from more than
# the last 80 or so, since people change; it stays within these bounds of the default.
_SLOW, _SLOWEST = 25.0, 80.0
_SCALES = 0.3, 4.0


def _mean_square_clipped(at: float) -> float:
    """Return E[min(z², at²)] of a standard normal z."""
    inside = erf(at / sqrt(2))
    return inside - 2 * at * exp(-at * at / 2) / sqrt(2 * pi) + at * at * (1 - inside)


_TOGETHER: Array = np.array([[1.0, ALIKE], [ALIKE, 1.0]])[:, :, None]
_NEW_STATE = (1 - STATE_KEPT**2) * STATE_VARIANCE * _TOGETHER
_SQUARE_CLIPPED = _mean_square_clipped(_CLIP)


@dataclass(frozen=True)
class Heard:
    """One week's answers to the model; n couples, 2 people (o), 4 parts of the model (s).

    surprise (o, n): standardised innovations, unclipped, 0 where nothing was answered;
    weighed (o, n): clipped innovations times their precision; precision (o, o, n); gain (s, o, n).
    """

    surprise: Array
    weighed: Array
    precision: Array
    gain: Array


class Pair:
    """The filter: both usual levels, then both states; `wander` lets the usual levels move."""

    def __init__(self, couples: int, *, clip: float = _CLIP, wander: float = 0.0) -> None:
        self.mean = np.zeros((4, couples))
        self.cov = np.zeros((4, 4, couples))
        self._clip = clip
        self._wander = wander * _TOGETHER if wander else None
        self.begin(np.ones(couples, bool), np.full((PARTNERS, couples), USUAL_MEAN), 1.0)

    def begin(self, which: Flags, usual: Array, doubt: float) -> None:
        """Set these couples to usual levels (2, n), `doubt` times as uncertain as at first."""
        self.mean[:2, which] = usual[:, which]
        self.mean[2:, which] = 0
        self.cov[:, :, which] = 0
        self.cov[:2, :2, which] = doubt * USUAL_VARIANCE * _TOGETHER
        self.cov[2:, 2:, which] = STATE_VARIANCE * _TOGETHER

    def predict(self, scale: Array) -> None:
        """Let a week pass. `scale` (2, n): each person's variances in units of the population's."""
        self.mean[2:] *= STATE_KEPT
        self.cov[2:] *= STATE_KEPT
        self.cov[:, 2:] *= STATE_KEPT
        spread = np.sqrt(scale)
        self.cov[2:, 2:] += _NEW_STATE * spread[:, None] * spread
        if self._wander is not None:
            self.cov[:2, :2] += self._wander

    def hear(self, scores: Array, noise: Array) -> Heard:
        """Take in a week's scores (2, n), nan where missing, with noise variances (2, n)."""
        answered = ~np.isnan(scores)
        shared = self.cov[:, :2] + self.cov[:, 2:]
        spread = shared[:2] + shared[2:]
        precision = _precision(spread, noise, answered)
        deviation = np.sqrt(spread[[0, 1], [0, 1]] + noise)
        expected = self.mean[:2] + self.mean[2:]
        surprise = np.where(answered, scores - expected, 0.0) / deviation
        clipped = np.clip(surprise, -self._clip, self._clip) * deviation
        weighed = (precision * clipped).sum(1)
        gain = (shared[:, :, None] * precision).sum(1)
        self.mean += (shared * weighed).sum(1)
        self.cov -= (gain[:, None] * shared).sum(2)
        return Heard(surprise, weighed, precision, gain)


class Noise:
    """How much each person's answers vary, learnt as they come, in units of the population's.

    It keeps up with somebody who changes, and one odd week counts for no more than two deviations.
    """

    def __init__(self, couples: int) -> None:
        self.scale = np.ones((PARTNERS, couples))
        self._answers = np.zeros((PARTNERS, couples))

    def learn(self, surprise: Array, answered: Flags) -> None:
        self._answers += answered
        rate = answered / np.minimum(_SLOW + self._answers, _SLOWEST)
        square = np.minimum(surprise**2, _CLIP**2) / _SQUARE_CLIPPED
        self.scale = np.clip(self.scale * (1 + rate * (square - 1)), *_SCALES)


def _precision(spread: Array, noise: Array, answered: Flags) -> Array:
    """Return the inverse of the innovations' covariance (2, 2, n), 0 for who did not answer."""
    first, second, cross = spread[0, 0] + noise[0], spread[1, 1] + noise[1], spread[0, 1]
    both = answered[0] & answered[1]
    size = first * second - cross**2
    precision = np.empty_like(spread)
    precision[0, 0] = np.where(both, second / size, answered[0] / first)
    precision[1, 1] = np.where(both, first / size, answered[1] / second)
    precision[0, 1] = precision[1, 0] = np.where(both, -cross / size, 0.0)
    return precision
