"""What is privately said about a draft, and first words that take in what was said.

A remark belongs to one page that one person reads. It is made again each time, and never kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar
from zlib import crc32

from django.utils.translation import gettext as _

from closeknit.apps.checkins.choices import my_library
from closeknit.apps.checkins.models import SharedCheckIn
from closeknit.apps.checkins.words import SharedWords
from closeknit.domain import replies

OFFERED = 3
T = TypeVar("T")


@dataclass(frozen=True)
class Offer:
    """An opener with the other's own words filled in."""

    id: str
    text: str


def remark(text: str, to: SharedWords, shared: SharedCheckIn, name: str) -> str:
    """Return one quiet remark on a draft, or nothing when it takes in what was said first."""
    content = my_library()
    moves = replies.moves(text, content.cues)
    situation = replies.remark_situation(moves, to.wish)
    found = content.remarks_for(situation) if situation else ()
    if not found:
        return ""
    wish = content.wishes[to.wish].phrase
    return _turn(found, shared)[0].text.format(name=name or _("Your partner"), wish=wish)


def openers(to: SharedWords, shared: SharedCheckIn) -> list[Offer]:
    """Return three openers that suit the wish, always the same three for one check-in."""
    feeling, need = listed(to.feelings), to.need
    given = [name for name, word in (("feeling", feeling), ("need", need)) if word]
    found = my_library().openers_for(to.wish or "company", pleasant=to.pleasant, given=given)
    chosen = _turn(found, shared)[:OFFERED]
    return [Offer(one.id, one.text.format(feeling=feeling, need=need)) for one in chosen]


def begun_with(draft: str, offered: Sequence[Offer], asked: str) -> str:
    """Put an offered opener before the draft, in place of another that nobody went on with."""
    opener = next((one.text for one in offered if one.id == asked), "")
    rest = "" if draft in {one.text for one in offered} else draft
    if not opener or rest.startswith(opener):
        return draft
    return f"{opener}\n\n{rest}" if rest else opener


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
