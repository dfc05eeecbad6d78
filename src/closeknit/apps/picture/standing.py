"""What other apps may ask of the picture: where closeness is lowest, and how it changed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone

from closeknit.apps.people.unlocked import Unlocked
from closeknit.apps.picture import book as books
from closeknit.apps.picture import showing, watching
from closeknit.apps.picture.words import BARRIERS, BookWords, ReleasedWords
from closeknit.content.model import BARRIERS as BARRIER_NAMES
from closeknit.content.model import PILLARS
from closeknit.domain import measures
from closeknit.domain.measures import Score

OFTEN = 3
_RECENT = 8


@dataclass(frozen=True)
class Change:
    """My level before and after, and whether they differ by more than noise: -1, 0 or 1."""

    before: Score | None
    after: Score | None

    @property
    def direction(self) -> int:
        before, after = self.before, self.after
        if before is None or after is None or not measures.is_beyond_noise(before, after):
            return 0
        return 1 if after.mean > before.mean else -1


def weakest(me: Unlocked) -> str | None:
    """Return the pillar that is lowest in what both have released; in mine where that is nothing.

    What the other withheld counts as not answered. None where there is too little.
    """
    book = books.read(me)
    other = books.theirs(me) if books.is_shared(me) else ReleasedWords()
    mine = {name: score.mean for name, score in _pillars(book)}
    theirs = {name: mean for name, mean, _error in other.pillars}
    both = {name: mine[name] + theirs[name] for name in mine if name in theirs}
    levels = both or mine or _by_pulse(book)
    return min(levels, key=lambda name: levels[name]) if len(levels) > 1 else None


def own_barriers(me: Unlocked) -> frozenset[str]:
    """Return which of the four causes I have said to be there often."""
    latest = books.latest(books.read(me), BARRIERS)
    if latest is None:
        return frozenset()
    pairs = zip(BARRIER_NAMES, latest[2], strict=True)
    return frozenset(name for name, answer in pairs if answer == OFTEN)


def change_since(me: Unlocked, began: date) -> Change:
    """Return my level in the four weeks before a day, and in the last four weeks."""
    scores = showing.my_scores(books.read(me))
    first = measures.week_of(began)
    until = max(scores, default=first)
    after = max(first, until + 1 - measures.WEEKS_A_MONTH)
    return Change(
        measures.mean_of_weeks(scores, range(first - measures.WEEKS_A_MONTH, first)),
        measures.mean_of_weeks(scores, range(after, until + 1)),
    )


def has_fallen(me: Unlocked) -> bool:
    """Tell whether a notice that answers are lower stands, as its reader may see it."""
    book = books.read(me)
    other = books.theirs(me) if me.seat else ReleasedWords()
    drawn = other if books.is_shared(me) else replace(other, weeks=(), pillars=())
    watched = watching.watch(me, book, drawn, timezone.localdate())
    return showing.said(me, book, watched).drift is not None


def _pillars(book: BookWords) -> Iterable[tuple[str, Score]]:
    for name in PILLARS:
        if found := books.scores(book, name):
            yield name, found[-1]


def _by_pulse(book: BookWords) -> dict[str, float]:
    """Return the mean of my latest weekly answers to each pillar's item, turned."""
    recent = [books.turned(answers) for _number, answers, _is_withheld in book.weeks[-_RECENT:]]
    found: dict[str, float] = {}
    for place, name in enumerate(PILLARS):
        told = [answers[place] for answers in recent if answers[place]]
        if len(told) >= measures.LEAST_WEEKS:
            found[name] = sum(told) / len(told)
    return found
