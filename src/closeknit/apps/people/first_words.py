"""The kind words with which each member begins a bond."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeAlias
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from closeknit.apps.people.models import Bond, FirstWords, Person
from closeknit.apps.people.unlocked import Unlocked
from closeknit.apps.people.words import FirstWordsText
from closeknit.keys import Key

DRAFT = "first-words"
Written: TypeAlias = FirstWordsText | None


class WrittenAlready(Exception):
    """First words are written once; those from another device stay."""


@dataclass(frozen=True)
class Both:
    """What each wrote. `is_shut` says that the other's words are there and do not open."""

    mine: Written = None
    theirs: Written = None
    is_shut: bool = False


def keep(key: Key, bond: Bond, author: Person, text: str) -> None:
    words = FirstWordsText(text, timezone.now().isoformat())
    FirstWords.create_sealed(key, words, bond=bond, author=author)


def write(me: Unlocked, bond: Bond, text: str) -> None:
    """Seal my first words with the key of the living bond, or raise WrittenAlready."""
    try:
        with transaction.atomic():
            keep(me.bond_key, bond, me.person, text)
    except IntegrityError as error:
        mine = read(me, bond).mine
        if mine is None or mine.text != text:
            raise WrittenAlready from error


def read(me: Unlocked, bond: Bond) -> Both:
    return read_all(me, [bond])[bond.pk]


def read_all(me: Unlocked, bonds: Iterable[Bond]) -> dict[UUID, Both]:
    """Return both people's words by bond, in one query."""
    found = {bond.pk: Both() for bond in bonds}
    for record in FirstWords.objects.filter(bond__in=list(found)).select_related("bond"):
        found[record.bond_id] = _with(found[record.bond_id], me, record)
    return found


def _with(both: Both, me: Unlocked, record: FirstWords) -> Both:
    if record.author_id == me.person.pk:
        return replace(both, mine=_shared(me, record) or _own(me, record))
    theirs = _shared(me, record)
    return replace(both, theirs=theirs, is_shut=theirs is None)


def _shared(me: Unlocked, record: FirstWords) -> Written:
    key = me.bond_keys(record.bond).get(record.key_version)
    return record.open_or_none(key) if key else None


def _own(me: Unlocked, record: FirstWords) -> Written:
    key = me.keys.get(record.key_version)
    return record.open_or_none(key) if key else None


def withdraw(me: Unlocked, bond: Bond) -> None:
    """Seal my words with my own key: I keep them, and for the other they are gone."""
    for record in FirstWords.objects.filter(bond=bond, author=me.person).select_related("bond"):
        if words := _shared(me, record):
            record.seal(me.key, words).save_sealed()
        elif _own(me, record) is None:
            record.delete()
