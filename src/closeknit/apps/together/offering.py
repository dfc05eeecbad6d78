"""The hours that each offers, and the times that suit both."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import islice
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from closeknit.apps.people.middleware import zone_of
from closeknit.apps.people.unlocked import Unlocked
from closeknit.apps.together.meetings import Meeting
from closeknit.apps.together.models import OfferedHours
from closeknit.apps.together.words import HoursWords
from closeknit.domain import hours
from closeknit.domain.hours import Span, Window

DAYS, OFFERED = 14, 6


def mine(me: Unlocked) -> HoursWords:
    return _of(me).get(me.person.pk, HoursWords(zone=me.person.zone))


@transaction.atomic
def offer(me: Unlocked, windows: tuple[tuple[int, int, int], ...]) -> None:
    OfferedHours.objects.filter(bond=me.bond, person=me.person).delete()
    if windows:
        words = HoursWords(windows, me.person.zone)
        OfferedHours.create_sealed(me.bond_key, words, bond=me.bond, person=me.person)


def suiting_both(me: Unlocked, minutes: int, taken: Sequence[Meeting]) -> list[datetime]:
    """Return some starts within two weeks that lie in both people's hours, in my zone."""
    offered = _of(me)
    if len(offered) < 2:  # noqa: PLR2004  # it takes two
        return []
    today, zone = timezone.localdate(), zone_of(me.person.zone)
    own, other = (
        _spans(words, today - timedelta(days=1))
        for words in sorted(offered.values(), key=lambda words: words.zone)
    )
    spans = [one.span for one in taken]
    found = hours.free(hours.both(own, other), spans, minutes, timezone.now(), zone)
    return list(islice(found, OFFERED))


def _spans(words: HoursWords, first: date) -> list[Span]:
    windows = [Window(*window) for window in words.windows]
    return hours.spans(windows, zone_of(words.zone), first, DAYS + 1)


def _of(me: Unlocked) -> dict[UUID, HoursWords]:
    found: dict[UUID, HoursWords] = {}
    for row in OfferedHours.objects.filter(bond=me.bond):
        key = me.seat.keys.get(row.key_version) if me.seat else None
        words = row.open_or_none(key) if key else None
        if words is not None:
            found[row.person_id] = words
    return found
