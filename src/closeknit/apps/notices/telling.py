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
from closeknit.apps.notices.models import WAITING, Choice, Outbox
from closeknit.apps.people.middleware import zone_of
from closeknit.apps.people.models import Person
from closeknit.apps.people.parts import all_parts
from closeknit.apps.people.unlocked import Unlocked
from closeknit.domain.notices import QUIET_DAYS, STALE

# What a person is reminded of for themselves, planned anew with each thing they do.
OWN_BY_NAME = {kind.name: kind for kind in (EVENING, WEEK)}
OWN = [kind.bit for kind in OWN_BY_NAME.values()]


def tell_other(me: Unlocked, kind: Kind, row: Any) -> None:
    """I did something for both: tell the other, if they chose so, and not after quiet weeks."""
    Choice.objects.filter(person=me.person).update(acted_on=timezone.localdate())
    other = me.partner_membership
    if other is not None:
        choice = Choice.objects.filter(person=other.person_id).first()
        if choice is not None and not _rests(choice):
            _put(choice, other.person, kind, row.pk, timezone.now())


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


def forget(subject: UUID) -> None:
    """What this was to tell of has been moved or is over."""
    Outbox.objects.filter(subject=subject, state=WAITING).delete()


def _rests(choice: Choice) -> bool:
    """After quiet weeks nobody is told any more; whoever comes back finds one item in the app."""
    return timezone.localdate() - choice.acted_on > timedelta(days=QUIET_DAYS)


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
    by_mail = choice.mail_kinds & kind.bit and settings.SMTP is not None
    return [*([PUSH] if choice.push_kinds & kind.bit else []), *([MAIL] if by_mail else [])]
