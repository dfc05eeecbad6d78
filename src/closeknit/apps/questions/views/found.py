"""Find what a person may act on; everybody else gets 404."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from closeknit.apps.people.unlocked import Unlocked
from closeknit.apps.questions.models import Opening


def living_or_404(me: Unlocked, pk: UUID) -> Opening:
    """Return an opening of my living bond."""
    openings = Opening.objects.living(me.person).select_related("bond")
    return get_object_or_404(openings, pk=pk)


def mine_or_404(me: Unlocked, pk: UUID) -> Opening:
    """Return an opening of any bond of mine, living or past."""
    return get_object_or_404(Opening.objects.of(me.person).select_related("bond"), pk=pk)
