"""Questions by subject, found by words, and kept as favourites. Only my own limits apply here."""

from collections.abc import Iterable
from dataclasses import dataclass

from closeknit.apps.people.unlocked import Unlocked
from closeknit.apps.questions import choosing, memory
from closeknit.content import Question
from closeknit.domain import phrases

MOST_FAVOURITES = 100
MOST_FOUND = 60


@dataclass(frozen=True)
class Depth:
    """The questions of one depth, in their order."""

    depth: int
    questions: list[Question]


def of_deck(me: Unlocked, deck: str) -> list[Question]:
    return [one for one in _mine(me) if one.deck == deck]


def by_depth(questions: Iterable[Question]) -> list[Depth]:
    found: dict[int, list[Question]] = {}
    for one in questions:
        found.setdefault(one.depth, []).append(one)
    return [Depth(depth, found[depth]) for depth in sorted(found)]


def matching(me: Unlocked, words: str) -> list[Question]:
    """Return the questions that hold all words, or begin words of theirs with them."""
    wanted = [f" {word}" for word in phrases.plain(words).split()]
    if not wanted:
        return []
    found = (one for one in _mine(me) if _holds(one, wanted))
    return sorted(found, key=lambda one: one.depth)[:MOST_FOUND]


def favourites(me: Unlocked) -> list[Question]:
    """Return my favourites, the latest first, but for what I have switched off since."""
    kept = memory.recall(memory.own(me)).favourites
    allowed = {one.id: one for one in _mine(me)}
    return [allowed[name] for name in reversed(kept) if name in allowed]


def is_favourite(me: Unlocked, question: Question) -> bool:
    return question.id in memory.recall(memory.own(me)).favourites


def add_favourite(me: Unlocked, question: Question) -> None:
    kept = memory.recall(memory.own(me)).favourites
    rest = tuple(one for one in kept if one != question.id)
    memory.remember(memory.own(me), favourites=(*rest, question.id)[-MOST_FAVOURITES:])


def remove_favourite(me: Unlocked, question: Question) -> None:
    kept = memory.recall(memory.own(me)).favourites
    memory.remember(memory.own(me), favourites=tuple(one for one in kept if one != question.id))


def _mine(me: Unlocked) -> list[Question]:
    """Return what my own limits allow: what is missing must not tell what the other left out."""
    own, alone = me.settings, choosing.is_alone(me)
    return [
        one
        for one in choosing.known().values()
        if one.depth <= own.ceiling
        and set(own.tags_off).isdisjoint(one.tags)
        and (one.alone or not alone)
    ]


def _holds(question: Question, wanted: list[str]) -> bool:
    said = " ".join((question.text, question.literal, question.lead_in, *question.follow_ups))
    text = f" {phrases.plain(said)}"
    return all(word in text for word in wanted)
