"""What ends with a bond, and what a person may carry away."""

from typing import Any

from closeknit.apps.people.models import Bond
from closeknit.apps.people.unlocked import Unlocked
from closeknit.apps.together import moments, offering, phones, rituals, showing, timeline
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
    for share in SharedMoment.objects.filter(bond=bond, author=me.person):
        moments.withdraw(me, share.moment_id)
    for spent in Away.objects.filter(bond=bond).select_related("bond"):
        phones.take_back(me, spent)
    for row in Ritual.objects.filter(bond=bond).select_related("bond"):
        _take_proposal_back(me, row)


def _take_proposal_back(me: Unlocked, row: Ritual) -> None:
    """What I proposed and nobody agreed on goes with me; what the other proposed is theirs."""
    words, seat = rituals.words_in(me, row), me.seat_in(row.bond)
    if words is None or seat is None or words.by != seat.membership.seat:
        return
    if not words.history:
        row.delete()
    elif words.proposal:
        new = rituals.without_proposal(words, has_plan=False)
        row.seal(seat.keys[row.key_version], new).save_sealed()


def export(me: Unlocked) -> dict[str, Any]:
    rows = Ritual.objects.of(me.person).select_related("bond", "plan").order_by("day", "pk")
    spent = Away.objects.of(me.person).select_related("bond").order_by("day", "pk")
    own = offering.mine(me) if me.seat and not me.waits_for_key else None
    return {
        "rituals": [_ritual(me, row) for row in rows if not _was_turned_down(me, row)],
        "away": [_away(me, row) for row in spent],
        "moments": [_moment(one) for one in timeline.with_photos(me, timeline.all_of(me))],
        "hours": [list(window) for window in own.windows] if own else [],
    }


def _was_turned_down(me: Unlocked, row: Ritual) -> bool:
    """Whether I said "not this": that is on nobody's record."""
    one = showing.shown(me, row)
    return one is not None and not one.is_mine and one.words.ended and not one.words.history


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
    words, kept = phones.words_in(me, row), phones.kept_in(me, row)
    return {
        "day": row.day.isoformat(),
        "minutes": words.lasted(phones.now_ms()) if words else None,
        "sentences": [list(one) for one in words.sentences] if words else [],
        "felt": kept.felt or None,
        "taken_back": kept.text or None,
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
