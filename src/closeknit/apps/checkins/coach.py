"""What is privately said about a draft, and first words that take in what was said.

A remark belongs to one page that one person reads. It is made again each time, and never kept: of
the last one only its id stays, in the memory of this process, so that the next is worded anew.
"""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import TypeVar
from uuid import UUID
from zlib import crc32

from django.utils.translation import gettext as _

from closeknit import coach
from closeknit.apps.checkins.choices import my_library
from closeknit.apps.checkins.models import SharedCheckIn
from closeknit.apps.checkins.words import SharedWords
from closeknit.content import ENGLISH, Opener, Remark
from closeknit.domain import replies

OFFERED = 3
T = TypeVar("T")


@dataclass(frozen=True)
class Offer:
    """Words with the other's own words filled in."""

    id: str
    text: str


class LastOnes:
    """The id of the remark that each person read last; the oldest are forgotten."""

    MOST = 1_000

    def __init__(self) -> None:
        self._ids: OrderedDict[UUID, str] = OrderedDict()
        self._lock = Lock()

    def of(self, person: UUID) -> str:
        return self._ids.get(person, "")

    def put(self, person: UUID, remark: str) -> None:
        with self._lock:
            self._ids[person] = remark
            self._ids.move_to_end(person)
            while len(self._ids) > self.MOST:
                self._ids.popitem(last=False)


last_ones = LastOnes()


@dataclass(frozen=True)
class Draft:
    """What somebody would answer, to which words, and the remark that stands beside it now."""

    author: UUID
    text: str
    to: SharedWords
    shared: SharedCheckIn
    standing: str = ""


def remark(draft: Draft, name: str) -> Offer | None:
    """Return one quiet remark on a draft, or None when it takes in what was said first."""
    situation = replies.remark_situation(moves(draft.text, draft.to.sentence), draft.to.wish)
    found = my_library().remarks_for(situation) if situation else ()
    if not found:
        return None
    chosen = _chosen(found, draft)
    last_ones.put(draft.author, chosen.id)
    wish = my_library().wishes[draft.to.wish].phrase
    return Offer(chosen.id, chosen.text.format(name=name or _("Your partner"), wish=wish))


def moves(text: str, to: str) -> Mapping[str, float]:
    """Return how likely each move is; where the coach is not there, the plain rules are sure."""
    reader = coach.reader(text)
    if reader is not None:
        return reader.moves(text, to)
    # Rules for English find nothing true in other languages.
    if coach.is_other(text) and my_library().language == ENGLISH:
        return {}
    return dict.fromkeys(replies.moves(text, my_library().cues), 1.0)


def _chosen(found: Sequence[Remark], draft: Draft) -> Remark:
    """Leave a fitting remark where it stands; a new one is not worded like the last."""
    standing = next((one for one in found if one.id == draft.standing), None)
    before = last_ones.of(draft.author)
    in_turn = _turn(found, draft.shared)
    return standing or next((one for one in in_turn if one.id != before), in_turn[0])


def openers(to: SharedWords, shared: SharedCheckIn) -> list[Offer]:
    """Return three openers that suit the wish, always the same three for one check-in."""
    return [_offer(one, to) for one in _fitting(to, shared)[:OFFERED]]


def fullest_opener(to: SharedWords, shared: SharedCheckIn) -> Offer | None:
    """Return the opener that takes up most of what was said, if it can be beside those three."""
    fitting = _fitting(to, shared)
    rest = fitting[OFFERED:] or fitting
    fullest = max(rest, key=lambda one: len(one.placeholders), default=None)
    return _offer(fullest, to) if fullest else None


def begun_with(draft: str, to: SharedWords, shared: SharedCheckIn, asked: str) -> str:
    """Put an opener before the draft, in place of another that nobody went on with."""
    fitting = [_offer(one, to) for one in _fitting(to, shared)]
    opener = next((one.text for one in fitting if one.id == asked), "")
    rest = "" if draft in {one.text for one in fitting} else draft
    if not opener or rest.startswith(opener):
        return draft
    return f"{opener}\n\n{rest}" if rest else opener


def _fitting(to: SharedWords, shared: SharedCheckIn) -> list[Opener]:
    words = {"feeling": listed(to.feelings), "need": to.need}
    given = [name for name, word in words.items() if word]
    found = my_library().openers_for(to.wish or "company", pleasant=to.pleasant, given=given)
    return _turn(found, shared)


def _offer(opener: Opener, to: SharedWords) -> Offer:
    return Offer(opener.id, opener.text.format(feeling=listed(to.feelings), need=to.need))


def heard(to: SharedWords) -> str:
    """Return "I hear that you feel …", in the other's own words."""
    feeling = listed(to.feelings)
    return (
        _("I hear that you feel %(feeling)s.") % {"feeling": feeling}
        if feeling
        else _("I hear you.")
    )


def listed(words: Sequence[str]) -> str:
    *most, last = words or ("",)
    if not most:
        return last
    return my_library().cues.sentence.pair.format(first=", ".join(most), last=last)


def _turn(found: Sequence[T], shared: SharedCheckIn) -> list[T]:
    """Return the same things beginning somewhere else, the same place for one check-in."""
    at = crc32(shared.pk.bytes) % max(len(found), 1)
    return [*found[at:], *found[:at]]
