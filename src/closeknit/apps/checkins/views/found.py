"""Find what a person may read or act on; everybody else gets 404."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from closeknit.apps.checkins.models import CheckIn, Mend, Reply, SharedCheckIn
from closeknit.apps.people.unlocked import Unlocked


def own_or_404(me: Unlocked, pk: UUID) -> CheckIn:
    """Return a check-in of mine, with its share where it has one."""
    rows = CheckIn.objects.of(me.person).select_related("share__bond")
    return get_object_or_404(rows, pk=pk)


def theirs_or_404(me: Unlocked, pk: UUID) -> SharedCheckIn:
    """Return what the other shared with me, in any bond of mine."""
    rows = SharedCheckIn.objects.readable_by(me.person).by_the_other(me.person)
    return get_object_or_404(rows.select_related("bond"), pk=pk)


def answerable_or_404(me: Unlocked, pk: UUID) -> SharedCheckIn:
    """Return what the other shared in the bond that I am in now."""
    rows = SharedCheckIn.objects.living(me.person).by_the_other(me.person)
    return get_object_or_404(rows.select_related("bond"), pk=pk)


def reply_or_404(me: Unlocked, pk: UUID) -> Reply:
    """Return a reply that has its place in the bond that I am in now."""
    rows = Reply.objects.living(me.person).filter(shared__isnull=False)
    return get_object_or_404(rows.select_related("bond", "shared", "parent"), pk=pk)


def own_reply_or_404(me: Unlocked, pk: UUID) -> Reply:
    rows = Reply.objects.readable_by(me.person).by(me.person)
    return get_object_or_404(rows.select_related("shared"), pk=pk)


def their_reply_or_404(me: Unlocked, pk: UUID) -> Reply:
    return get_object_or_404(Reply.objects.readable_by(me.person).by_the_other(me.person), pk=pk)


def own_mend_or_404(me: Unlocked, pk: UUID) -> Mend:
    return get_object_or_404(Mend.objects.readable_by(me.person).by(me.person), pk=pk)


def their_mend_or_404(me: Unlocked, pk: UUID) -> Mend:
    return get_object_or_404(Mend.objects.readable_by(me.person).by_the_other(me.person), pk=pk)
