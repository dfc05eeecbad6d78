"""Propose a ritual, agree on it, move or skip a meeting, let it rest: each one transaction."""

from collections.abc import Callable
from dataclasses import astuple, dataclass, replace
from uuid import UUID

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from closeknit.apps.notices.kinds import ASKED
from closeknit.apps.notices.telling import acted, forget, tell_other
from closeknit.apps.people import looking
from closeknit.apps.people.between import living_bond_or_404, seat_of
from closeknit.apps.people.unlocked import Unlocked
from closeknit.apps.together import words as w
from closeknit.apps.together.models import Plan, Ritual, Shift
from closeknit.apps.together.reminding import forget_ahead
from closeknit.apps.together.words import RitualWords, Timing
from closeknit.keys import CannotOpen

NOBODY = -1
LONGEST_HISTORY = 40


@dataclass(frozen=True)
class Proposal:
    """What somebody proposes: what it is, and when."""

    what: str
    timing: Timing
    note: str = ""
    idea: str = ""


def words_in(me: Unlocked, row: Ritual) -> RitualWords | None:
    key = me.bond_keys(row.bond).get(row.key_version)
    return row.open_or_none(key) if key else None


@transaction.atomic
def propose(me: Unlocked, pk: UUID, new: Proposal) -> Ritual:
    """Put a ritual before the other. A form that is sent twice proposes once."""
    bond = living_bond_or_404(me)
    there = Ritual.objects.filter(pk=pk, bond=bond).first()
    if there is not None:
        return there
    words = RitualWords(new.what, new.note, new.idea, by=seat_of(me), proposal=astuple(new.timing))
    row = Ritual.create_sealed(me.bond_key, words, id=pk, bond=bond, day=timezone.localdate())
    tell_other(me, ASKED, row)
    looking.look_again(bond, row)
    return row


@transaction.atomic
def propose_instead(me: Unlocked, pk: UUID, new: Proposal) -> None:
    """Propose something else in its place; what was agreed stays until both agree anew."""

    def change(words: RitualWords) -> RitualWords:
        return replace(
            words,
            by=seat_of(me),
            proposal=astuple(new.timing),
            proposed_what=new.what if new.what != words.what else "",
            note=new.note,
            ended=False,
        )

    row = _change(me, pk, change)
    Ritual.objects.filter(pk=row.pk).update(day=timezone.localdate())
    tell_other(me, ASKED, row)


@transaction.atomic
def agree(me: Unlocked, pk: UUID) -> None:
    """Say yes to what the other has proposed; from then on it has meetings, and a history."""
    agreed: list[tuple[str, str, str, int]] = []

    def change(words: RitualWords) -> RitualWords:
        if not words.proposal or words.by == seat_of(me):
            return words
        agreed.append(words.proposal)
        what = words.proposed_what or words.what
        settled = replace(words, what=what, proposed_what="", proposal=())
        act, first = w.CHANGED if words.history else w.PROPOSED, words.proposal[0]
        return _noted(_noted(settled, words.by, act, first), seat_of(me), w.AGREED, first)

    row = _change(me, pk, change)
    for first, zone, rule, minutes in agreed:
        forget_ahead(row)
        forget(row.pk)
        acted(me)
        # Meetings that were moved belong to times that are no more.
        Plan.objects.filter(ritual=row).delete()
        Plan.objects.create(ritual=row, first=first, zone=zone, rule=rule, minutes=minutes)


@transaction.atomic
def decline(me: Unlocked, pk: UUID) -> None:
    """Say "not this" to a proposal, or take one's own back; what was agreed before stays.

    Who said no to what, and how often, is kept nowhere. Whoever proposed finds "not this time"
    until they take it away.
    """

    def change(words: RitualWords) -> RitualWords:
        return without_proposal(words, has_plan=Plan.objects.filter(ritual=pk).exists())

    row = _change(me, pk, change)
    forget(row.pk)
    words = words_in(me, row)
    if words is not None and words.by == seat_of(me) and not words.proposal and not words.history:
        row.delete()


def without_proposal(words: RitualWords, *, has_plan: bool) -> RitualWords:
    if not words.proposal:
        return words
    return replace(words, proposal=(), proposed_what="", note="", ended=not has_plan)


@transaction.atomic
def end(me: Unlocked, pk: UUID) -> None:
    """Let a ritual rest, alone and without a reason."""
    row = _change(
        me,
        pk,
        lambda words: _noted(
            replace(words, ended=True, proposal=(), proposed_what=""), NOBODY, w.ENDED, ""
        ),
    )
    forget_ahead(row)
    Plan.objects.filter(ritual=row).delete()
    forget(row.pk)


@transaction.atomic
def shift(me: Unlocked, pk: UUID, original: str, moved_to: str) -> None:
    """Move one meeting, skip it (moved nowhere), or put it back; the history names nobody."""

    def change(words: RitualWords) -> RitualWords:
        return _noted(words, NOBODY, w.MOVED if moved_to else w.SKIPPED, original, moved_to)

    row = _change(me, pk, change)
    plan = get_object_or_404(Plan, ritual=row)
    forget_ahead(row)
    if moved_to == original:
        Shift.objects.filter(plan=plan, original=original).delete()
    else:
        Shift.objects.update_or_create(
            plan=plan, original=original, defaults={"moved_to": moved_to}
        )


def _noted(words: RitualWords, seat: int, act: str, about: str, moved_to: str = "") -> RitualWords:
    """Add a line to what both see, unless it stands there already as the last."""
    at = timezone.localdate().isoformat()
    what = f"{about} {moved_to}".strip()
    if words.history and words.history[-1][:3] == (seat, act, what):
        return words
    return replace(words, history=(*words.history, (seat, act, what, at))[-LONGEST_HISTORY:])


def _change(me: Unlocked, pk: UUID, change: Callable[[RitualWords], RitualWords]) -> Ritual:
    bond = living_bond_or_404(me)
    row = get_object_or_404(Ritual.objects.select_for_update().filter(bond=bond), pk=pk)
    row.bond = bond
    words = words_in(me, row)
    if words is None:
        raise CannotOpen("This ritual does not open.")
    new = change(words)
    if new != words:
        row.seal(me.bond_key, new).save_sealed()
        looking.look_again(bond, row)
    return row
