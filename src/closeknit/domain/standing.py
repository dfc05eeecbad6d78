"""A notice once shown: it stands until answers have come back near to what was usual."""

import numpy as np

from closeknit.domain.pair import PARTNERS, Array, Flags
from closeknit.domain.starts import Pattern, Starts

NEAR = 0.3
ANSWERS_NEAR = 3

# Of the smoothed deviation 60 % stay a week; it begins at .6 at least, so that a notice stands for
# some weeks. A single week counts for no more than these, so that one good week does not end it.
_KEPT = 0.6
_FAR_AT_FIRST = 0.6
_DOWN, _UP = -1.5, 1.0


class Notice:
    """One kind of notice for n couples: shown at fixed odds, one threshold for everybody.

    usual (2, n): the levels before the change, fixed when it is shown; since (n,): its first week.
    It follows k smoothed deviations from usual, such as one of each person, and clears when three
    weeks with answers in a row leave all of them within .3; with `either_side`, above usual counts
    like below.
    """

    def __init__(
        self,
        couples: int,
        pattern: Pattern,
        log_odds: float,
        *,
        follows: int = PARTNERS,
        either_side: bool = False,
    ) -> None:
        self.is_shown: Flags = np.zeros(couples, bool)
        self.usual: Array = np.zeros((PARTNERS, couples))
        self.since: Array = np.full(couples, np.nan)
        self._pattern = pattern
        self._odds = np.exp(log_odds)
        self._either_side = either_side
        self._deviation = np.zeros((follows, couples))
        self._near = np.zeros(couples)

    def show(self, starts: Starts, mean: Array, present: Flags, may: Flags) -> Flags:
        """Show it where the odds of all starts together pass the threshold; return where it is new.

        mean (2, n): usual levels as if nothing had changed; present (2, n); may (n,).
        """
        if not (may & ~self.is_shown).any():
            return np.zeros_like(may)
        odds = starts.odds(self._pattern, present)
        new: Flags = may & ~self.is_shown & (odds.sum((0, 1, 2)) > self._odds)
        if new.any():
            usual = starts.usual_before(odds[..., new], self._pattern, present, mean, new)
            self.usual[:, new] = usual
            self.since = self.since.copy()
            self.since[new] = starts.since(odds[..., new])
            self.is_shown = self.is_shown | new
        return new

    def begin(self, which: Flags, deviation: Array) -> None:
        """Follow from the deviations (k, n) of levels, one of them as far as a change at least."""
        nearest_to_change = np.abs(deviation) if self._either_side else -deviation
        lift = np.maximum(_FAR_AT_FIRST - nearest_to_change.max(0), 0)
        sign = np.sign(deviation) if self._either_side else -1.0
        self._deviation[:, which] = (deviation + sign * lift)[:, which]
        self._near[which] = 0

    def clear(self, deviation: Array, told: Flags, present: Flags) -> Flags:
        """Follow one week's deviations (k, n) where told (k, n); return where the notice ends.

        present (k, n): those not present for long count neither way.
        """
        within = np.clip(deviation, _DOWN, -_DOWN if self._either_side else _UP)
        moved = _KEPT * self._deviation + (1 - _KEPT) * within
        self._deviation = np.where(told & self.is_shown, moved, self._deviation)
        away = np.abs(self._deviation) if self._either_side else -self._deviation
        is_near = ((away <= NEAR) | ~present).all(0)
        counts = told.any(0) & self.is_shown
        self._near = np.where(counts, (self._near + 1) * is_near, self._near)
        cleared: Flags = counts & (self._near >= ANSWERS_NEAR)
        self.end(cleared)
        return cleared

    def end(self, which: Flags) -> None:
        self.is_shown = self.is_shown & ~which
        self.since = np.where(which, np.nan, self.since)
