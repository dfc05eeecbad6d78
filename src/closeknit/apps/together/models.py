"""Rituals and when they are, times without phones, and moments with their photos."""

from datetime import datetime
from typing import ClassVar, Self

from django.db import models

from closeknit.apps.people.models import Bond, Person
from closeknit.apps.together import words
from closeknit.keys.models import SealedFile, SealedRecord

FREE, US, BUSY = range(3)
ASKED, UNDER_WAY, OVER = range(3)


class RitualQuerySet(models.QuerySet["Ritual"]):
    def of(self, person: Person) -> Self:
        """The rituals of every bond, living or past, that is the person's."""
        return self.filter(bond__members__person=person)

    def living(self, person: Person) -> Self:
        """The rituals of the bond that the person is in now."""
        return self.filter(bond__members__person=person, bond__members__is_living=True)


class Ritual(SealedRecord[words.RitualWords]):
    """A planned, repeated time for two (bond key): what it is, and what is proposed."""

    words = words.RitualWords
    padding = 8192
    bond = models.ForeignKey(Bond, models.CASCADE, related_name="rituals")
    day = models.DateField()

    objects = RitualQuerySet.as_manager()


class Plan(models.Model):
    """When an agreed ritual is. In the clear: calendars and reminders need it without a key.

    `first` is a wall-clock time without an offset; the zone says where the wall stands.
    """

    ritual = models.OneToOneField(Ritual, models.CASCADE, related_name="plan")
    first = models.CharField(max_length=16)
    zone = models.CharField(max_length=64)
    rule = models.CharField(max_length=200, blank=True)
    minutes = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return str(self.ritual_id)


class Shift(models.Model):
    """One meeting that was moved, or skipped when it is moved nowhere. It names nobody."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="shifts")
    original = models.CharField(max_length=16)
    moved_to = models.CharField(max_length=16, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "original"], name="one_shift_a_meeting")
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.original}"


class OfferedHours(SealedRecord[words.HoursWords]):
    """The hours that a member offers (bond key): the times that both see are made of both."""

    words = words.HoursWords
    padding = 2048
    bond = models.ForeignKey(Bond, models.CASCADE, related_name="offered_hours")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")

    class Meta:
        verbose_name_plural = "offered hours"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["bond", "person"], name="hours_once_each")
        ]


class AwayQuerySet(models.QuerySet["Away"]):
    def of(self, person: Person) -> Self:
        """The times without phones of every bond that is the person's."""
        return self.filter(bond__members__person=person)

    def open(self, now: datetime) -> Self:
        """Those that wait for the other, or are under way."""
        return self.filter(phase__in=(ASKED, UNDER_WAY), until__gt=now)


class Away(SealedRecord[words.AwayWords]):
    """A time in which both have put their phones away (bond key).

    In the clear: its phase, and until when it stays so, so that no notice comes meanwhile.
    """

    words = words.AwayWords
    padding = 8192
    bond = models.ForeignKey(Bond, models.CASCADE, related_name="times_away")
    day = models.DateField()
    phase = models.PositiveSmallIntegerField(default=ASKED)
    until = models.DateTimeField()

    objects = AwayQuerySet.as_manager()


class Felt(SealedRecord[words.FeltWords]):
    """What is one person's alone of a time without phones (person key)."""

    words = words.FeltWords
    padding = 2048
    away = models.ForeignKey(Away, models.CASCADE, related_name="felt")
    person = models.ForeignKey(Person, models.CASCADE, related_name="felt")

    class Meta:
        verbose_name_plural = "felt"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["away", "person"], name="felt_once_each")
        ]


class Feed(SealedRecord[words.FeedWords]):
    """A person's private calendar address (person key). The server knows only its hash."""

    words = words.FeedWords
    person = models.OneToOneField(Person, models.CASCADE, related_name="feed")
    token_hash = models.BinaryField(unique=True)
    phrase = models.PositiveSmallIntegerField(default=FREE)


class Moment(SealedRecord[words.MomentWords]):
    """A memory, an appreciation, play or good news, as its author keeps it (person key)."""

    words = words.MomentWords
    padding = 8192
    person = models.ForeignKey(Person, models.CASCADE, related_name="moments")
    day = models.DateField()


class SharedMomentQuerySet(models.QuerySet["SharedMoment"]):
    def readable_by(self, person: Person) -> Self:
        """Those of every bond, living or past, that is the person's."""
        return self.filter(bond__members__person=person)

    def by_the_other(self, person: Person) -> Self:
        return self.exclude(author=person)


class SharedMoment(SealedRecord[words.MomentWords]):
    """The copy of a moment that the other reads (bond key)."""

    words = words.MomentWords
    padding = 8192
    bond = models.ForeignKey(Bond, models.CASCADE, related_name="moments")
    author = models.ForeignKey(Person, models.CASCADE, related_name="+")
    moment = models.OneToOneField(Moment, models.CASCADE, related_name="share")
    day = models.DateField()

    objects = SharedMomentQuerySet.as_manager()


class Photo(SealedFile):
    """A photo of a moment, large and small. What opens it lies in the moment's words."""

    moment = models.ForeignKey(Moment, models.CASCADE, related_name="photos")
    full = models.BinaryField()
    small = models.BinaryField()
