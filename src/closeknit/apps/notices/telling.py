"""What other apps say: that something came, that somebody is asked, that a time is near.

Each writes rows in the transaction of what it tells of. Who has chosen nothing gets no row.
"""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from closeknit.apps.notices.kinds import EVENING, MAIL, PUSH, WEEK, Kind
from closeknit.apps.notices.models import CLAIMED, SENT, WAITING, Choice, Outbox
from closeknit.apps.people.middleware import zone_of
from closeknit.apps.people.models import Person
from closeknit.apps.people.parts import all_parts
from closeknit.apps.people.unlocked import Unlocked
from closeknit.domain.notices import QUIET_DAYS, STALE, hour_of

# What a person is reminded of for themselves, planned anew with each thing they do.
OWN_BY_NAME = {kind.name: kind for kind in (EVENING, WEEK)}
OWN = [kind.bit for kind in OWN_BY_NAME.values()]


def tell_other(me: Unlocked, kind: Kind, row: Any, subject: UUID | None = None) -> None:
    """I did something for both: tell the other, if they chose so, and not after quiet weeks.

    The subject is the row, unless asking again makes a row anew.
    """
    acted(me)
    other = me.partner_membership
    if other is not None:
        choice = Choice.objects.filter(person=other.person_id).first()
        if choice is not None and not _rests(choice):
            # The full hour of the reader's clock is due at once and does not tell when I wrote.
            _put(choice, other.person, kind, subject or row.pk, hour_of(_local(other.person)))


def acted(me: Unlocked) -> None:
    """I did something for both, whether or not anybody is told: my quiet weeks begin anew."""
    Choice.objects.filter(person=me.person).update(acted_on=timezone.localdate())


def remind(
    person: Person, kind: Kind, subject: UUID, due: datetime, expires: datetime | None = None
) -> None:
    """Tell somebody at a time; said again before, it moves to the new time."""
    choice = Choice.objects.filter(person=person).first()
    if choice is not None and not _rests(choice):
        _put(choice, person, kind, subject, due, expires)


@transaction.atomic
def plan(me: Unlocked) -> None:
    """Put what lies ahead of a person in place of what was planned before."""
    choice = Choice.objects.filter(person=me.person).first()
    if choice is None or not (choice.push_kinds | choice.mail_kinds) & (EVENING.bit | WEEK.bit):
        return
    ahead = [one for part in all_parts() for one in part.reminders(me)]
    planned = Outbox.objects.filter(person=me.person, state=WAITING, kind__in=OWN)
    planned.exclude(subject__in=[one.subject for one in ahead]).delete()
    for one in ahead:
        _put(choice, me.person, OWN_BY_NAME[one.kind], one.subject, one.due)


@transaction.atomic
def forget(subject: UUID) -> None:
    """What this was to tell of has been moved or is over, so that nothing of it is kept.

    What was told today, or is on its way, stays as told until it is cleaned up: by it and its
    subject "two a day" and "one ask a subject a day" are counted.
    """
    rows = Outbox.objects.filter(subject=subject).select_related("person")
    counted = [row.pk for row in rows.select_for_update(of=("self",)) if _counts(row)]
    Outbox.objects.filter(subject=subject).exclude(pk__in=counted).delete()
    Outbox.objects.filter(pk__in=counted).update(state=SENT)


def _counts(row: Outbox) -> bool:
    return row.state in {CLAIMED, SENT} and row.told_on == _local(row.person).date()


def _rests(choice: Choice) -> bool:
    """After quiet weeks nobody is told any more; whoever comes back finds one item in the app."""
    return timezone.localdate() - choice.acted_on > timedelta(days=QUIET_DAYS)


def _local(person: Person) -> datetime:
    return timezone.now().astimezone(zone_of(person.zone))


def _put(
    choice: Choice,
    person: Person,
    kind: Kind,
    subject: UUID,
    due: datetime,
    expires: datetime | None = None,
) -> None:
    day = due.astimezone(zone_of(person.zone)).date()
    waiting = Outbox.objects.filter(person=person, subject=subject, state=WAITING)
    waiting.exclude(day=day).delete()
    when = {"due": due, "expires": expires or due + STALE}
    about = {"person": person, "kind": kind.bit, "subject": subject, "day": day}
    new = [Outbox(channel=channel, **about, **when) for channel in _channels(choice, kind)]
    # One ask a subject a day: what has been told today is not told again.
    Outbox.objects.bulk_create(new, ignore_conflicts=True)
    waiting.filter(day=day).update(**when)


def _channels(choice: Choice, kind: Kind) -> list[int]:
    there = [PUSH] if settings.SMTP is None else [PUSH, MAIL]
    return [channel for channel in there if choice.holds(channel, kind.bit)]
