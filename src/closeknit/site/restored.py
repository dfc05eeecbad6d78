"""Whether people are still to be told that this server was put back to a backup."""

from datetime import date, timedelta

from django.core.cache import cache

from closeknit.apps.people.models import Restoration

TOLD_FOR = timedelta(days=14)
ASKED_EVERY = 600


def restoration(today: date) -> tuple[date, date] | None:
    """Return when it was put back and when the backup was made, for two weeks after."""
    found: tuple[date, date] | None = cache.get_or_set("restoration", _latest, ASKED_EVERY)
    return found if found and found[0] <= today <= found[0] + TOLD_FOR else None


def _latest() -> tuple[date, date] | None:
    return Restoration.objects.values_list("restored_on", "made_on").order_by("-pk").first()
