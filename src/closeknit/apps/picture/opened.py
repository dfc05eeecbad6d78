"""What both have let open: signs and guesses, and how two scores lie to each other."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import get_language

from closeknit.apps.people.unlocked import Unlocked
from closeknit.apps.picture import book as books
from closeknit.apps.picture import rhythm
from closeknit.apps.picture.asking import OFTEN, THREE
from closeknit.apps.picture.drawing import Track
from closeknit.apps.picture.names import PILLARS, VIEWS, door
from closeknit.apps.picture.words import BARRIERS, SIGNS, BookWords, ReleasedWords
from closeknit.content import Barrier, Library, Sign, library
from closeknit.domain import measures
from closeknit.domain.measures import Score


@dataclass(frozen=True)
class PillarView:
    pillar: str
    name: str | Promise
    mine: Score | None
    theirs: Score | None
    before: Score | None = None

    @property
    def views(self) -> str | Promise:
        if self.mine is None or self.theirs is None:
            return ""
        return VIEWS[measures.views(self.mine, self.theirs)]

    @property
    def track(self) -> Track:
        return Track.of(self.mine, self.theirs)

    @property
    def has_changed(self) -> bool:
        """Whether my score differs from the sitting before by more than measurement noise."""
        if self.mine is None or self.before is None:
            return False
        return measures.is_beyond_noise(self.mine, self.before)


@dataclass(frozen=True)
class SignView:
    sign: Sign | Barrier
    mine: str | Promise
    theirs: str | Promise
    door: tuple[str, str | Promise] = ("", "")
    is_often: bool = False


@dataclass(frozen=True)
class Guessed:
    """One item of a month that has opened: answers and guesses of both, 0 for none.

    What I left out of mine stays closed of the other's.
    """

    text: str
    mine: int
    my_guess: int
    theirs: int
    their_guess: int


@dataclass(frozen=True)
class Month:
    month: str
    pillar: str | Promise
    items: list[Guessed]

    @property
    def begins(self) -> date:
        return date.fromisoformat(f"{self.month}-01")


def pillars(book: BookWords, other: ReleasedWords) -> list[PillarView]:
    found = {name: Score(mean, error) for name, mean, error in other.pillars}
    return [
        PillarView(pillar, PILLARS[pillar], *_two_scores(book, pillar, found.get(pillar)))
        for pillar in PILLARS
    ]


def signs(me: Unlocked, book: BookWords, other: ReleasedWords) -> list[SignView]:
    """Return my signs, with the other's once both may open; empty before I have answered."""
    mine = books.latest(book, SIGNS)
    if mine is None:
        return []
    nothing = (0,) * len(mine[2])
    given = books.opened_signs(book, books.bond_id(me)) or nothing
    # What I left out of mine stays closed of theirs.
    theirs = [their if my else 0 for my, their in zip(given, other.signs or nothing, strict=True)]
    return [
        SignView(
            sign, _often(own), _often(their), door(sign.practice), is_often=OFTEN in (own, their)
        )
        for sign, own, their in zip(_library().signs.values(), mine[2], theirs, strict=True)
    ]


def barriers(book: BookWords, other: ReleasedWords) -> list[SignView]:
    mine = books.latest(book, BARRIERS)
    if mine is None and not any(other.barriers):
        return []
    all_barriers = list(_library().barriers.values())
    nothing = (0,) * len(all_barriers)
    own, theirs = mine[2] if mine else nothing, other.barriers or nothing
    return [
        SignView(barrier, _often(one), _often(their), is_often=one == OFTEN)
        for barrier, one, their in zip(all_barriers, own, theirs, strict=True)
    ]


def guesses(book: BookWords, other: ReleasedWords, bond: str) -> list[Month]:
    """Return the months that both have let open, the latest first."""
    theirs = {month: (answers, guessed) for month, answers, guessed in other.guesses}
    return [
        _month(month, answers, guessed, theirs[month])
        for month, answers, guessed, opens, about in reversed(book.guesses)
        if opens and about == bond and month in theirs
    ]


def lapsed_guesses(book: BookWords, other: ReleasedWords, bond: str, now: str) -> list[str]:
    """Return earlier months of mine that could open and never did."""
    there = {month for month, _answers, _guessed in other.guesses}
    return [
        one[0]
        for one in book.guesses
        if one[3] and one[4] == bond and one[0] != now and one[0] not in there
    ]


def is_opened(book: BookWords, other: ReleasedWords, bond: str, month: str) -> bool:
    return any(one.month == month for one in guesses(book, other, bond))


def _two_scores(
    book: BookWords, pillar: str, theirs: Score | None
) -> tuple[Score | None, Score | None, Score | None]:
    scores = books.scores(book, pillar)[-2:]
    before = scores[0] if len(scores) > 1 else None
    return (scores[-1] if scores else None), theirs, before


def _month(
    month: str,
    answers: tuple[int, ...],
    guessed: tuple[int, ...],
    theirs: tuple[tuple[int, ...], tuple[int, ...]],
) -> Month:
    pillar = rhythm.pillar_of(month)
    items = zip(_library().sitting(pillar), answers, guessed, *theirs, strict=True)
    return Month(
        month,
        PILLARS[pillar],
        [
            Guessed(item.text, own, guess, their if own else 0, their_guess if guess else 0)
            for item, own, guess, their, their_guess in items
        ],
    )


def _library() -> Library:
    return library(get_language() or "en")


def _often(answer: int) -> str | Promise:
    return THREE.get(answer, "")
