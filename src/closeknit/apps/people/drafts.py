"""Words on their way: sealed, in one record for each person, so that nobody can count them."""

from collections.abc import Mapping
from dataclasses import replace

from django.db import transaction

from closeknit.apps.people.models import DraftDesk
from closeknit.apps.people.unlocked import Unlocked
from closeknit.apps.people.words import Desk
from closeknit.keys.records import to_bytes

Fields = tuple[tuple[str, str], ...]


def read(me: Unlocked, place: str) -> dict[str, str]:
    """Return the draft of a place as field names and texts, empty when there is none."""
    desk = DraftDesk.objects.get(person=me.person).open_or_none(me.key) or Desk()
    return next((dict(fields) for name, fields in desk.drafts if name == place), {})


@transaction.atomic
def keep(me: Unlocked, place: str, fields: Mapping[str, str]) -> None:
    """Put the draft of a place on the desk; the oldest drafts give way when the desk is full."""
    record = DraftDesk.objects.select_for_update().get(person=me.person)
    desk = record.open_or_none(me.key) or Desk()
    others = tuple(draft for draft in desk.drafts if draft[0] != place)
    kept = (*others, (place, tuple(fields.items()))) if any(fields.values()) else others
    record.seal(me.key, _fitting(replace(desk, drafts=kept))).save_sealed()


def bring_home(me: Unlocked, place: str, text: str, name: str = "text", **more: str) -> None:
    """Put words that were taken back onto the desk, after a newer draft that lies there already."""
    there = read(me, place)
    newer = there.get(name, "")
    both = newer if text in newer else "\n\n".join(filter(None, (newer, text)))
    keep(me, place, {**more, **there, name: both})


@transaction.atomic
def take_up(me: Unlocked, then: Desk) -> None:
    """Put drafts from before onto the desk, where none of the same place has been begun since."""
    record = DraftDesk.objects.select_for_update().get(person=me.person)
    now = record.open_or_none(me.key) or Desk()
    places = {place for place, _fields in now.drafts}
    older = tuple(draft for draft in then.drafts if draft[0] not in places)
    record.seal(me.key, _fitting(replace(now, drafts=older + now.drafts))).save_sealed()


def drop(me: Unlocked, place: str) -> None:
    keep(me, place, {})


def _fitting(desk: Desk) -> Desk:
    while len(to_bytes(desk)) >= DraftDesk.padding and desk.drafts:
        desk = replace(desk, drafts=desk.drafts[1:])
    return desk
