"""Find the ritual that a person may act on; everybody else gets 404."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from closeknit.apps.people.unlocked import Unlocked
from closeknit.apps.together import showing
from closeknit.apps.together.models import Ritual
from closeknit.apps.together.showing import Shown
from closeknit.keys import CannotOpen


def living_or_404(me: Unlocked, pk: UUID) -> Shown:
    """Return a ritual of my living bond."""
    rows = Ritual.objects.living(me.person).select_related("bond", "plan")
    one = showing.shown(me, get_object_or_404(rows.prefetch_related("plan__shifts"), pk=pk))
    if one is None:
        raise CannotOpen("This ritual does not open.")
    return one
