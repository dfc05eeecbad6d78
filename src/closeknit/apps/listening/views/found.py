"""Find the talk that a person may act on; everybody else gets 404."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from closeknit.apps.listening import reading
from closeknit.apps.listening.models import Talk
from closeknit.apps.listening.reading import Shown
from closeknit.apps.people.unlocked import Unlocked
from closeknit.keys import CannotOpen


def mine_or_404(me: Unlocked, pk: UUID) -> Shown:
    """Return a talk of any bond of mine, as I see it."""
    row = get_object_or_404(Talk.objects.of(me.person).select_related("bond"), pk=pk)
    return _shown(me, row)


def living_or_404(me: Unlocked, pk: UUID) -> Shown:
    """Return a talk of my living bond."""
    row = get_object_or_404(Talk.objects.living(me.person).select_related("bond"), pk=pk)
    return _shown(me, row)


def _shown(me: Unlocked, row: Talk) -> Shown:
    one = reading.shown(me, row)
    if one is None:
        raise CannotOpen("This talk does not open.")
    if reading.is_hidden(me, one):
        raise Http404
    return one
