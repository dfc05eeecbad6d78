"""Who wants to be told of what, where, and what is on its way."""

import uuid
from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from closeknit.apps.notices.kinds import MAIL
from closeknit.apps.people.models import Person, Session
from closeknit.domain.notices import Quiet

WAITING, CLAIMED, SENT, DROPPED, GIVEN_UP = range(5)


class Choice(models.Model):
    """What somebody has chosen. Without a row nothing is on.

    `acted_on` is the day on which they last did something for both, told or not.
    """

    person = models.OneToOneField(Person, models.CASCADE, related_name="notice_choice")
    push_kinds = models.PositiveSmallIntegerField(default=0)
    mail_kinds = models.PositiveSmallIntegerField(default=0)
    quiet_begins = models.PositiveSmallIntegerField(default=21)
    quiet_ends = models.PositiveSmallIntegerField(default=8)
    snoozed_until = models.DateField(null=True)
    acted_on = models.DateField()

    def __str__(self) -> str:
        return str(self.person_id)

    @property
    def quiet(self) -> Quiet:
        return Quiet(self.quiet_begins, self.quiet_ends)

    def holds(self, channel: int, kind: int) -> bool:
        """Whether this kind, by its bit, is chosen for this channel."""
        return bool((self.mail_kinds if channel == MAIL else self.push_kinds) & kind)


class EndpointQuerySet(models.QuerySet["Endpoint"]):
    def signed_in(self, now: datetime) -> Self:
        """Without those whose session has run out and is not cleaned up yet."""
        return self.filter(Q(session=None) | Q(session__expire_date__gt=now))


class Endpoint(models.Model):
    """Where a browser takes web push, as it named it. It goes with the browser's session.

    Only what was allowed before sessions were kept here has none.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="endpoints")
    session = models.ForeignKey(Session, models.CASCADE, null=True, related_name="endpoints")
    address = models.CharField(max_length=1000, unique=True)
    p256dh = models.CharField(max_length=120)
    auth = models.CharField(max_length=40)

    objects = EndpointQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.pk)


class OutboxQuerySet(models.QuerySet["Outbox"]):
    def due(self, now: datetime) -> Self:
        return self.filter(state=WAITING, due__lte=now)


class Outbox(models.Model):
    """One notice by one channel. It is claimed before it is sent, so it is never sent twice."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    kind = models.PositiveSmallIntegerField()
    channel = models.PositiveSmallIntegerField()
    subject = models.UUIDField()
    day = models.DateField()
    due = models.DateTimeField(db_index=True)
    expires = models.DateTimeField()
    state = models.PositiveSmallIntegerField(default=WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    told_on = models.DateField(null=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "outbox"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "subject", "day", "channel"], name="one_ask_a_subject_a_day"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)
