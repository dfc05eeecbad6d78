"""Words that come home when what they answered is gone, and what happens on leaving."""

from typing import Any
from uuid import UUID

from django.db import transaction

from closeknit.apps.checkins import reading
from closeknit.apps.checkins.models import CheckIn, Mend, Reply, SharedCheckIn
from closeknit.apps.checkins.words import KEPT, CheckInWords, MendWords, ReplyWords
from closeknit.apps.people.models import Bond
from closeknit.apps.people.unlocked import Unlocked


def leave(me: Unlocked, bond: Bond, *, withdraw: bool) -> None:
    """Withdraw what I shared and wrote in this bond, keeping my words for me, or let it be."""
    if not withdraw:
        return
    bring_home(me, Reply.objects.filter(author=me.person, bond=bond).select_related("bond"))
    bring_home(me, Mend.objects.filter(author=me.person, bond=bond).select_related("bond"))
    # What does not open just now leaves the other's pages too; replies come home with their key.
    Reply.objects.filter(author=me.person, bond=bond).update(shared=None)
    Mend.objects.filter(author=me.person, bond=bond).delete()
    SharedCheckIn.objects.filter(author=me.person, bond=bond).delete()


def bring_homeless(me: Unlocked) -> None:
    """My answers to what the other withdrew are mine: from now on under my own key."""
    bring_home(me, Reply.objects.homeless(me.person).select_related("bond"))


@transaction.atomic
def bring_home(me: Unlocked, rows: Any) -> None:
    """Turn replies or mends of mine into private entries; one that does not open stays."""
    for row in rows:
        key = me.bond_keys(row.bond).get(row.key_version)
        words: ReplyWords | MendWords | None = row.open_or_none(key) if key else None
        if words is None:
            continue
        kept = CheckInWords(kind=KEPT, sentence=words.text, at=words.at)
        CheckIn.create_sealed(me.key, kept, person=me.person, day=row.day)
        row.delete()


def export(me: Unlocked) -> dict[str, Any]:
    """Return my check-ins, and all that passed between us as far as I may read it."""
    bring_homeless(me)
    names = reading.names(me)
    mine = reading.entries(me, CheckIn.objects.of(me.person))
    shared = SharedCheckIn.objects.readable_by(me.person).select_related("bond")
    replies = Reply.objects.readable_by(me.person).select_related("bond")
    mends = Mend.objects.readable_by(me.person).select_related("bond")
    return {
        "check_ins": [_entry(one) for one in mine],
        "shared_with_me": _said(me, shared.by_the_other(me.person), names),
        "replies": _said(me, replies, names),
        "mends": _said(me, mends, names),
    }


def _entry(one: reading.Entry) -> dict[str, Any]:
    if one.words is None:
        return {"id": str(one.row.pk), "day": one.row.day.isoformat(), "sentence": None}
    words, chosen = one.words, one.chosen
    return {
        "id": str(one.row.pk),
        "day": one.row.day.isoformat(),
        "at": words.at,
        "kind": words.kind,
        "sentence": words.sentence,
        "feelings": chosen.feeling_words,
        "strength": words.strength or None,
        "because": words.because,
        "need": chosen.need_word,
        "wish": words.wish,
        "timing": words.timing,
    }


def _said(me: Unlocked, rows: Any, names: dict[UUID, str]) -> list[dict[str, Any]]:
    found = sorted((reading.said(me, row, names) for row in rows), key=lambda one: one.order)
    return [_voice(one) for one in found]


def _voice(one: reading.Said) -> dict[str, Any]:
    text = getattr(one.words, "sentence" if one.kind == "share" else "text", None)
    about = getattr(one.row, "shared_id", None) or getattr(one.row, "reply_id", None)
    return {
        "id": str(one.row.pk),
        "by": one.name,
        "day": one.row.day.isoformat(),
        "at": one.words.at if one.words else None,
        "text": text,
        "to": str(about) if about else None,
    }
