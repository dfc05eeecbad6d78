"""Nearer words for a vague text, and needs that often go with them, when somebody asks."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest

from closeknit.apps.checkins.choices import my_library
from closeknit.apps.people import coaching
from closeknit.apps.people.unlocked import Unlocked
from closeknit.coach import Coach
from closeknit.content import Feeling, Need
from closeknit.domain import feelings as domain

OFFERED = 3
# What weighs beside likeness in meaning: the feelings in a text, and phrases that we know.
_KINSHIP = 0.5
_HEARD, _STOCK, _SPREAD = 0.1, 0.5, 0.3


@dataclass(frozen=True)
class Nearer:
    """What may lie nearer than the text."""

    text: str
    feelings: Sequence[Feeling]
    needs: Sequence[Need]


def nearer(me: Unlocked, text: str, but: Collection[str] = ()) -> Nearer:
    """Return three feelings, none of them chosen already, and needs that often go with them."""
    found = _feelings(me, text, but)
    return Nearer(text, found, _needs(found))


def _feelings(me: Unlocked, text: str, but: Collection[str]) -> list[Feeling]:
    content = my_library()
    left = {name: one for name, one in content.feelings.items() if name not in but}
    known = domain.nearer_words(text, left, content.cues)
    reader = coaching.my_reader(me, text)
    if reader is None:
        return [left[one] for one in known]
    ranked = _ranked(reader, text, known)
    return _apart([one for one in ranked if one.id not in but], known)


def _ranked(reader: Coach, text: str, known: Sequence[str]) -> list[Feeling]:
    """Order the vocabulary by meaning, by the feelings in the text, and by phrases we know.

    The fewer feelings a text lets through, the more its stock phrases count ("long week").
    """
    words = list(my_library().feelings.values())
    shelf = reader.shelf([f"I feel {one.word}: {one.meaning}" for one in words])
    neutral = reader.feelings(text)["neutral"]
    is_heard = domain.has_known_phrase(text, my_library().cues)
    bonus = _HEARD + _STOCK * neutral if is_heard else _SPREAD * neutral
    kin, like = shelf.kinship(text), shelf.likeness(text)
    scores = {
        one.id: like[at] + _KINSHIP * (1 - neutral) * kin[at] + bonus * (one.id in known)
        for at, one in enumerate(words)
    }
    return sorted(words, key=lambda one: -scores[one.id])


def _apart(ranked: Sequence[Feeling], known: Collection[str]) -> list[Feeling]:
    """Return the first three; only words that we know for this text may lie close together."""
    found: list[Feeling] = []
    for one in ranked:
        is_close = any(one.id in near.near or near.id in one.near for near in found)
        if len(found) < OFFERED and (one.id in known or not is_close):
            found.append(one)
    return found


def _needs(feelings: Sequence[Feeling]) -> list[Need]:
    content = my_library()
    offers = [content.families[one.family].needs for one in feelings]
    in_turn = chain.from_iterable(zip_longest(*offers, fillvalue=""))
    return [content.needs[one] for one in dict.fromkeys(in_turn) if one][:OFFERED]
