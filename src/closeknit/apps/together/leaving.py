"""What ends with a bond, and what a person may carry away."""

from dataclasses import replace
from typing import Any

from closeknit.apps.people.models import Bond
from closeknit.apps.people.unlocked import Unlocked
from closeknit.apps.together import offering, phones, rituals, timeline
from closeknit.apps.together.models import (
    OVER,
    Away,
    OfferedHours,
    Plan,
    Ritual,
    SharedMoment,
)


def leave(me: Unlocked, bond: Bond, *, withdraw: bool) -> None:
    """No meeting is left. What both agreed stays readable; proposals of mine go where asked."""
    Plan.objects.filter(ritual__bond=bond).delete()
    OfferedHours.objects.filter(bond=bond).delete()
    Away.objects.filter(bond=bond).exclude(phase=OVER).delete()
    if not withdraw:
        return
    SharedMoment.objects.filter(bond=bond, author=me.person).delete()
    for spent in Away.objects.filter(bond=bond).select_related("bond"):
        _take_sentence_back(me, spent)
    for row in Ritual.objects.filter(bond=bond).select_related("bond"):
        words = rituals.words_in(me, row)
        if words is None or not any(act == "agreed" for _seat, act, *_more in words.history):
            row.delete()


def _take_sentence_back(me: Unlocked, row: Away) -> None:
    words, seat = phones.words_in(me, row), me.seat_in(row.bond)
    if words is None or seat is None:
        return
    left = tuple(one for one in words.sentences if one[0] != seat.membership.seat)
    if left != words.sentences:
        key = seat.keys[row.key_version]
        row.seal(key, replace(words, sentences=left)).save_sealed()


def export(me: Unlocked) -> dict[str, Any]:
    rows = Ritual.objects.of(me.person).select_related("bond", "plan").order_by("day", "pk")
    spent = Away.objects.of(me.person).select_related("bond").order_by("day", "pk")
    own = offering.mine(me) if me.seat and not me.waits_for_key else None
    return {
        "rituals": [_ritual(me, row) for row in rows],
        "away": [_away(me, row) for row in spent],
        "moments": [_moment(one) for one in timeline.with_photos(me, timeline.all_of(me))],
        "hours": [list(window) for window in own.windows] if own else [],
    }


def _moment(one: timeline.Shown) -> dict[str, Any]:
    words = one.words
    return {
        "by": one.name,
        "day": one.row.day.isoformat(),
        "on": words.on if words else None,
        "kind": words.kind if words else None,
        "text": words.text if words else None,
        "shared": one.share is not None,
        "photos": [photo.caption for photo in one.photos],
    }


def _away(me: Unlocked, row: Away) -> dict[str, Any]:
    words = phones.words_in(me, row)
    return {
        "day": row.day.isoformat(),
        "minutes": words.lasted(phones.now_ms()) if words else None,
        "sentences": [list(one) for one in words.sentences] if words else [],
        "felt": phones.felt_in(me, row) or None,
    }


def _ritual(me: Unlocked, row: Ritual) -> dict[str, Any]:
    words = rituals.words_in(me, row)
    plan = getattr(row, "plan", None)
    if words is None:
        return {"day": row.day.isoformat(), "what": None}
    return {
        "day": row.day.isoformat(),
        "what": words.what,
        "note": words.note,
        "first": plan.first if plan else None,
        "zone": plan.zone if plan else None,
        "rule": plan.rule if plan else None,
        "minutes": plan.minutes if plan else None,
        "history": [list(line) for line in words.history],
    }
