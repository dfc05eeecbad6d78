"""Find the rituals and moments that a person may see or act on; everybody else gets 404."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from closeknit.apps.people.unlocked import Unlocked
from closeknit.apps.together import showing, timeline
from closeknit.apps.together.models import Moment, Ritual, SharedMoment
from closeknit.apps.together.showing import Shown
from closeknit.keys import CannotOpen


def living_or_404(me: Unlocked, pk: UUID) -> Shown:
    """Return a ritual of my living bond."""
    rows = Ritual.objects.living(me.person).select_related("bond", "plan")
    one = showing.shown(me, get_object_or_404(rows.prefetch_related("plan__shifts"), pk=pk))
    if one is None:
        raise CannotOpen("This ritual does not open.")
    return one


def own_row_or_404(me: Unlocked, pk: UUID) -> Moment:
    rows = Moment.objects.filter(person=me.person).select_related("share__bond")
    return get_object_or_404(rows, pk=pk)


def own_moment_or_404(me: Unlocked, pk: UUID) -> timeline.Shown:
    return timeline.with_photos(me, [timeline.own(me, own_row_or_404(me, pk))])[0]


def their_moment_or_404(me: Unlocked, pk: UUID) -> timeline.Shown:
    """Return what the other shares with me, in any bond of mine."""
    rows = SharedMoment.objects.readable_by(me.person).by_the_other(me.person)
    row = get_object_or_404(rows.select_related("bond"), pk=pk)
    return timeline.with_photos(me, [timeline.given(me, row)])[0]
