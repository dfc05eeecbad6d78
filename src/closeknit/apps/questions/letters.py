"""Letters that stay sealed until a day that both chose, and can be taken back at any time."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from closeknit.apps.notices import kinds, telling
from closeknit.apps.people import aside, small_things
from closeknit.apps.people.between import can_share, living_bond_or_404, lock_living, others_name
from closeknit.apps.people.models import Bond
from closeknit.apps.people.parts import FROM_THE_OTHER, Card
from closeknit.apps.people.unlocked import Unlocked
from closeknit.apps.questions import journal
from closeknit.apps.questions.models import Letter
from closeknit.apps.questions.words import ME, JournalWords, LetterWords
from closeknit.keys import CannotOpen, Key

# Says that there is a letter to look for, so that Today asks for none otherwise.
NAME = "letters"
NEWS = timedelta(days=14)
TOLD_AT = time(8, 0)


@dataclass(frozen=True)
class Shown:
    """A letter as its reader may see it: no text before its day, unless they wrote it."""

    row: Letter
    is_mine: bool
    name: str
    whom: str
    opens_on: date | None
    proposed: date | None
    agreed: bool
    is_open: bool
    is_late: bool
    text: str | None
    at: str

    @property
    def waits_for_me(self) -> bool:
        """Whether its day is mine to choose."""
        if self.is_open or self.opens_on is None or self.whom == ME:
            return False
        return self.proposed is not None if self.is_mine else not self.agreed

    @property
    def mark(self) -> str:
        return f"letter-{'open' if self.is_open else 'day'}:{self.row.pk}"


def write(me: Unlocked, wished_id: UUID, words: LetterWords) -> Letter:
    """Seal a letter; a form that is sent twice makes one."""
    there = Letter.objects.filter(pk=wished_id).first()
    if there is not None and there.author_id == me.person.pk and _says(me, there, words):
        return there
    return _written(me, uuid4() if there else wished_id, words)


def _says(me: Unlocked, there: Letter, words: LetterWords) -> bool:
    """Whether a form came twice. One that was changed in between is another letter."""
    said = _open(me, there)
    same = ("text", "whom", "opens_on")
    return said is not None and all(getattr(said, name) == getattr(words, name) for name in same)


@transaction.atomic
def _written(me: Unlocked, pk: UUID, words: LetterWords) -> Letter:
    today = timezone.localdate()
    if words.whom == ME:
        return Letter.create_sealed(me.key, words, id=pk, author=me.person, day=today)
    bond = living_bond_or_404(me)
    row = Letter.create_sealed(me.bond_key, words, id=pk, author=me.person, bond=bond, day=today)
    _hint(me)
    telling.tell_other(me, kinds.ASKED, row)
    return row


def agree(me: Unlocked, pk: UUID, on: str) -> None:
    """Choose the day that the author chose, if it is still the one that was read."""

    def agreed(words: LetterWords) -> LetterWords:
        is_same = words.opens_on == on and words.day >= timezone.localdate()
        return replace(words, agreed=True, proposed="") if is_same else words

    if (row := _change(me, pk, agreed, by_author=False)) is not None:
        _remind(me, row)


def propose(me: Unlocked, pk: UUID, day: date) -> None:
    """Ask for another day; the letter waits for its author's yes."""

    def proposed(words: LetterWords) -> LetterWords:
        return replace(words, agreed=False, proposed=day.isoformat())

    _change(me, pk, proposed, by_author=False)


def move(me: Unlocked, pk: UUID, day: date) -> None:
    """Choose another day; it is agreed if it is the one that the other asked for."""

    def moved(words: LetterWords) -> LetterWords:
        if words.opens_on == day.isoformat() and not words.proposed:
            return words
        agreed = words.proposed == day.isoformat()
        return replace(words, opens_on=day.isoformat(), agreed=agreed, proposed="")

    if (row := _change(me, pk, moved, by_author=True)) is not None:
        _remind(me, row)


@transaction.atomic
def take_back(me: Unlocked, pk: UUID) -> None:
    """Take a letter back, before its day or after; its words go into my journal."""
    row = Letter.objects.select_for_update().filter(pk=pk, author=me.person).first()
    if row is None:
        return
    if not _keep_for_me(me, row):
        # It may open again, with another key; until then nothing of it is lost.
        raise CannotOpen("This letter does not open now.")
    row.delete()
    telling.forget(pk)
    _hint(me)


def all_of(me: Unlocked) -> list[Shown]:
    """Return all letters that I may know of, the nearest day first."""
    rows = Letter.objects.of(me.person).select_related("bond")
    found = [one for row in rows if (one := shown(me, row))]
    return sorted(found, key=lambda one: (one.is_open, one.opens_on or date.max))


def shown(me: Unlocked, row: Letter) -> Shown | None:
    """Return a letter as I may see it; None where I may not know of it."""
    words, is_mine = _open(me, row), row.author_id == me.person.pk
    today = timezone.localdate()
    if row.bond is not None and row.bond.ended_on is not None:
        # Nothing opens once the bond has ended.
        today = min(today, row.bond.ended_on)
    is_open = words is not None and words.opens_by(today)
    if row.bond is not None and row.bond.ended_on and not (is_mine or is_open):
        return None
    return Shown(
        row=row,
        is_mine=is_mine,
        name=others_name(me, row.bond) if row.bond else "",
        whom=words.whom if words else "",
        opens_on=words.day if words else None,
        proposed=words.proposed_day if words else None,
        agreed=bool(words and words.agreed),
        is_open=is_open,
        is_late=words is not None and not is_open and words.day < today,
        text=words.text if words and (is_mine or is_open) else None,
        at=words.at if words else "",
    )


def card(me: Unlocked) -> Card | None:
    """Return what Today says of letters: that a day is to be chosen, or that one has opened."""
    is_there = small_things.said(me, NAME) or small_things.said_by_other(me, NAME)
    if not is_there or not can_share(me):
        return None
    since = timezone.localdate() - NEWS
    for one in all_of(me):
        is_news = one.is_open and not one.is_mine and one.opens_on and one.opens_on > since
        if (one.waits_for_me or is_news) and not aside.is_put(me, one.mark):
            return Card("questions/_card_letter.html", FROM_THE_OTHER, {"one": one})
    return None


def settle(me: Unlocked) -> None:
    """Let the hint be as it is now."""
    if can_share(me):
        _hint(me)


def leave(me: Unlocked, bond: Bond, *, withdraw: bool) -> None:
    """Copy my letters into my journal; those that never opened go, the others where asked."""
    for row in Letter.objects.filter(author=me.person, bond=bond).select_related("bond"):
        words = _open(me, row)
        if _keep_for_me(me, row) and (
            withdraw or words is None or not words.opens_by(timezone.localdate())
        ):
            row.delete()
    if me.bond == bond and small_things.said(me, NAME):
        small_things.say(me, NAME, "")


def export(me: Unlocked) -> list[dict[str, Any]]:
    return [
        {
            "by_me": one.is_mine,
            "with": one.name or None,
            "for": one.whom,
            "opens_on": one.opens_on.isoformat() if one.opens_on else None,
            "agreed": one.agreed,
            "at": one.at if one.text is not None else None,
            "text": one.text,
        }
        for one in all_of(me)
    ]


@transaction.atomic
def _change(
    me: Unlocked, pk: UUID, alter: Callable[[LetterWords], LetterWords], *, by_author: bool
) -> Letter | None:
    """Change a letter that waits, as its author or as the other; None where that cannot be."""
    row = Letter.objects.select_for_update().filter(pk=pk).first()
    words = _open(me, row) if row else None
    if row is None or words is None or (row.author_id == me.person.pk) != by_author:
        return None
    if row.bond_id is not None and lock_living(me) != row.bond:
        return None
    if words.opens_by(timezone.localdate()) or (new := alter(words)) == words:
        return None
    key = me.bond_key if row.bond_id else me.key
    row.seal(key, new).save_sealed()
    if row.bond_id:
        telling.acted(me)
    return row


def _remind(me: Unlocked, row: Letter) -> None:
    """Tell both on the morning of the day, if they chose to be told of what two planned."""
    words = _open(me, row)
    if words is None or not words.agreed:
        telling.forget(row.pk)
        return
    due = timezone.make_aware(datetime.combine(words.day, TOLD_AT))
    people = [me.person, *([me.partner_membership.person] if me.partner_membership else [])]
    for person in people:
        telling.remind(person, kinds.TIME, row.pk, due)


def _hint(me: Unlocked) -> None:
    """Tell both pages of Today whether there is a letter of mine to look for."""
    if me.bond is None:
        return
    since = timezone.localdate() - NEWS
    rows = Letter.objects.filter(author=me.person, bond=me.bond)
    words = [found for row in rows if (found := _open(me, row))]
    text = "there" if any(one.day > since for one in words) else ""
    if text != small_things.said(me, NAME):
        small_things.say(me, NAME, text)


def _keep_for_me(me: Unlocked, row: Letter) -> bool:
    words = _open(me, row)
    if words is None:
        return False
    journal.keep(me, JournalWords("", "", words.text, words.at), row.pk, row.day)
    return True


def _open(me: Unlocked, row: Letter) -> LetterWords | None:
    keys: dict[int, Key] = me.bond_keys(row.bond) if row.bond else me.keys
    if row.bond is None and row.author_id != me.person.pk:
        return None
    key = keys.get(row.key_version)
    return row.open_or_none(key) if key else None
