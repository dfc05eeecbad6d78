"""Remember what a bond or a person was asked before."""

from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction

from closeknit.apps.people.unlocked import Unlocked
from closeknit.apps.questions.models import AskedBefore
from closeknit.apps.questions.words import Memory
from closeknit.keys import Key
from closeknit.keys.records import to_bytes


@dataclass(frozen=True)
class Shelf:
    """Where a memory lies: with a bond or with a person."""

    owner: dict[str, Any]
    key: Key
    keys: dict[int, Key]

    def read(self, record: AskedBefore | None) -> Memory:
        # A memory that does not open is an empty one: questions may come twice, nothing is lost.
        key = self.keys.get(record.key_version) if record else None
        return (record.open_or_none(key) if record and key else None) or Memory()


def shared(me: Unlocked) -> Shelf:
    bond = me.bond
    return Shelf({"bond": bond}, me.bond_key, me.bond_keys(bond) if bond else {})


def own(me: Unlocked) -> Shelf:
    return Shelf({"person": me.person}, me.key, me.keys)


def recall(shelf: Shelf) -> Memory:
    return shelf.read(AskedBefore.objects.filter(**shelf.owner).first())


@transaction.atomic
def remember(shelf: Shelf, *asked: str, **changes: Any) -> Memory:
    """Add to what was asked, change the rest, and return the memory as it is now."""
    record = _locked(shelf)
    before = shelf.read(record)
    kept = tuple(one for one in before.asked if one not in asked)
    memory = _fitting(replace(before, asked=(*kept, *filter(None, asked)), **changes))
    record.seal(shelf.key, memory).save_sealed()
    return memory


def _locked(shelf: Shelf) -> AskedBefore:
    mine = AskedBefore.objects.select_for_update().filter(**shelf.owner)
    if (found := mine.first()) is None:
        # Both phones may begin at once; the constraint lets one of them in.
        empty = AskedBefore(**shelf.owner).seal(shelf.key, Memory())
        AskedBefore.objects.bulk_create([empty], ignore_conflicts=True)
        found = mine.get()
    return found


def _fitting(memory: Memory) -> Memory:
    while len(to_bytes(memory)) >= AskedBefore.padding and memory.asked:
        memory = replace(memory, asked=memory.asked[1:])
    return memory
