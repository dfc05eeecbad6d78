"""The one card that Picture may lay on Today."""

from contextlib import suppress
from dataclasses import replace
from uuid import uuid5

from django.db import DatabaseError
from django.utils import timezone

from closeknit.apps.people import aside
from closeknit.apps.people.parts import AHEAD, Card
from closeknit.apps.people.unlocked import Unlocked
from closeknit.apps.picture import book as books
from closeknit.apps.picture import rhythm
from closeknit.apps.picture.names import PARTS
from closeknit.apps.picture.showing import Said
from closeknit.apps.picture.words import BookWords
from closeknit.domain import measures

_KEPT = 12


def card(me: Unlocked) -> Card | None:
    """This week's pulse towards its end; before, a notice already seen, a sitting, last week's."""
    book = books.read(me)
    if rhythm.is_fresh(timezone.localdate()):
        return _pulse(me, book)
    return _notice(me, book) or _sitting(me, book) or _pulse(me, book)


def see(me: Unlocked, book: BookWords, said: Said) -> None:
    """Remember that I have seen the notices that stand, so that Today may speak of them."""
    names = [_name(one.kind, one.first) for one in (said.drift, said.gap) if one]
    if set(names) <= set(book.seen):
        return
    # A page that is only read waits for no busy database.
    with suppress(DatabaseError):
        books.note(me, lambda now: replace(now, seen=(*now.seen, *names)[-_KEPT:]))


def _pulse(me: Unlocked, book: BookWords) -> Card | None:
    day = timezone.localdate()
    mark = _mark(me, "pulse", str(rhythm.week_asked(day)))
    if rhythm.is_answered(book, day) or aside.is_put(me, mark):
        return None
    return Card("picture/_card_pulse.html", AHEAD, {"mark": mark, "is_first": not book.weeks})


def _sitting(me: Unlocked, book: BookWords) -> Card | None:
    day = timezone.localdate()
    part = rhythm.next_part(book, day)
    mark = _mark(me, "sitting", f"{part} {measures.week_of(day)}")
    if not part or aside.is_put(me, mark):
        return None
    return Card(
        "picture/_card_sitting.html", AHEAD, {"mark": mark, "part": part, "name": PARTS[part]}
    )


def _notice(me: Unlocked, book: BookWords) -> Card | None:
    """A notice that stands, that I have seen in Picture, and that I have not put aside."""
    if me.settings.drift_muted or not book.told or book.told_in != books.bond_id(me):
        return None
    until = max(one[3] for one in book.told)
    for kind, _since, first, last, *_change in book.told:
        mark = _mark(me, "drift", _name(kind, first))
        stands = last == until and last >= measures.week_of(timezone.localdate()) - 1
        if stands and _name(kind, first) in book.seen and not aside.is_put(me, mark):
            return Card("picture/_card_notice.html", AHEAD, {"mark": mark})
    return None


def _name(kind: str, first: int) -> str:
    return f"{kind} {first}"


def _mark(me: Unlocked, kind: str, what: str) -> str:
    return f"{kind}:{uuid5(me.person.pk, what)}"
