"""When could a change have begun? Every week of the last year is kept in mind as a possible start.

For each possible start and shape (at once, or over 10, 20 or 40 weeks) it tracks what a change of
one point in either person would have done to the filter's surprises. From these, the odds of any
size against "nothing changed" follow at once, and their sum over all starts is the statistic of
Shiryaev (1963) and Roberts (1966). Memory does not grow with the weeks.
"""

import numpy as np

from closeknit.domain.pair import PARTNERS, Array, Flags, Heard

WEEKS = 52
# Weeks that a change takes, each twice the last, and the weight of each beforehand. Changes at once
# are as likely as slow ones of two lengths: they are what people would ask about first.
_SHAPES = {0: 0.4, 10: 0.2, 20: 0.2, 40: 0.2}
# Odds beyond this are beyond doubt; it keeps them finite.
_MOST = 50.0


class Pattern:
    """Sizes of change in points, a pair each, with the weight that each has beforehand."""

    def __init__(self, *sizes: tuple[float, float, float]) -> None:
        table = np.array(sizes)
        self._sizes, self._weights = table[:, :2, None], table[:, 2:]

    def among(self, heard: Flags) -> tuple[Array, Array]:
        """Return sizes (p, 2, n) and weights (p, n) that leave silent people (2, n) out."""
        sizes = self._sizes * heard
        weights = self._weights * (sizes != 0).any(1)
        return sizes, weights / np.maximum(weights.sum(0), 1e-9)


class Starts:
    """All possible starts of n couples: w slots for weeks, used in turn, and h shapes."""

    def __init__(self, couples: int) -> None:
        slots = len(_SHAPES), WEEKS, couples
        ages = np.arange(WEEKS)
        self._shapes = np.stack(
            [np.ones(WEEKS) if not weeks else np.minimum(ages / weeks, 1) for weeks in _SHAPES]
        )
        self._weights = np.array(list(_SHAPES.values()))[:, None, None]
        # What one point in person d would have moved: the filter's four parts, …
        self._moved = np.zeros((PARTNERS, 4, *slots))
        # … the evidence for it, linear and quadratic in its size.
        self._evidence = np.zeros((PARTNERS, *slots))
        self._information = np.zeros((PARTNERS, PARTNERS, *slots))
        self._is_open = np.zeros((WEEKS, couples))
        self._week = -1

    def predict(self, kept: float) -> None:
        """Let a week pass: states keep a share, and the oldest start makes room for a new one."""
        self._week += 1
        slot = self._week % WEEKS
        self._moved[:, 2:] *= kept
        self._moved[:, :, :, slot] = 0
        self._evidence[:, :, slot] = 0
        self._information[:, :, :, slot] = 0
        self._is_open[slot] = 1

    def hear(self, heard: Heard) -> None:
        """Weigh every start against this week's answers."""
        reach = -(self._moved[:, :2] + self._moved[:, 2:])
        now = self._shapes[:, (self._week - np.arange(WEEKS)) % WEEKS, None]
        reach[0, 0] += now
        reach[1, 1] += now
        self._evidence += np.einsum("dohwn,on->dhwn", reach, heard.weighed)
        weighed = np.einsum("dohwn,opn->dphwn", reach, heard.precision)
        self._information += np.einsum("dohwn,eohwn->dehwn", reach, weighed)
        self._moved += np.einsum("dohwn,son->dshwn", reach, heard.gain)

    def odds(self, pattern: Pattern, among: Flags) -> Array:
        """Return the odds against "nothing changed" of each size, shape and start (p, h, w, n)."""
        sizes, weights = pattern.among(among)
        first, second = sizes[:, 0, None, None], sizes[:, 1, None, None]
        log = first * self._evidence[0] + second * self._evidence[1]
        log -= first**2 * self._information[0, 0] / 2 + second**2 * self._information[1, 1] / 2
        log -= first * second * self._information[0, 1]
        odds: Array = np.exp(np.minimum(log, _MOST))
        odds *= weights[:, None, None] * self._is_open * self._weights
        return odds

    def usual_before(
        self, odds: Array, pattern: Pattern, among: Flags, mean: Array, which: Flags
    ) -> Array:
        """Return the usual levels (2, m) before the change, over all starts by their odds.

        odds (p, h, w, m) of the couples `which` (n,); among (2, n) and mean (2, n) of all.
        """
        sizes, _weights = pattern.among(among[:, which])
        by_person = np.einsum("phwn,pdn->dhwn", odds, sizes)
        moved = np.einsum("dhwn,dshwn->sn", by_person, self._moved[:, :2, ..., which])
        usual: Array = mean[:2, which] - moved / odds.sum((0, 1, 2))
        return usual

    def since(self, odds: Array) -> Array:
        """Return the week (m,) up to which half of the odds (p, h, w, m) lie."""
        oldest_first = (self._week + 1 + np.arange(WEEKS)) % WEEKS
        below = np.cumsum(odds.sum((0, 1))[oldest_first], axis=0)
        reached = (below >= below[-1] / 2).argmax(0)
        week: Array = np.maximum(self._week - WEEKS + 1.0 + reached, 0)
        return week

    def forget(self, which: Flags) -> None:
        """Begin anew for these couples (n,): no earlier week counts as a start."""
        for array in (self._moved, self._evidence, self._information, self._is_open):
            array[..., which] = 0
