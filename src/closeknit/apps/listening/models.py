"""Talks of two people, what was written in them, and what each keeps of them."""

from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from closeknit.apps.listening import words
from closeknit.apps.people.models import Bond, Person
from closeknit.keys.models import SealedRecord

# What of a talk's state lies in the clear: numbers, because a sealed record has no other column.
INVITED, RUNNING, PAUSED, OVER, DECLINED = range(5)
UNDER_WAY = (RUNNING, PAUSED)


class TalkQuerySet(models.QuerySet["Talk"]):
    def of(self, person: Person) -> Self:
        """The talks of every bond, living or past, that is the person's."""
        return self.filter(bond__members__person=person)

    def living(self, person: Person) -> Self:
        """The talks of the bond that the person is in now."""
        return self.filter(bond__members__person=person, bond__members__is_living=True)

    def open(self) -> Self:
        return self.filter(phase__in=(INVITED, *UNDER_WAY))

    def over(self) -> Self:
        """Those that have ended, by a press or by themselves."""
        lapsed = Q(phase__in=UNDER_WAY, until__lte=timezone.now())
        return self.filter(Q(phase=OVER) | lapsed)

    def run_out(self, now: datetime) -> Self:
        """Invitations that nobody took up, whether declined or not answered, past their time."""
        return self.filter(phase__in=(INVITED, DECLINED), until__lte=now)


class Talk(SealedRecord[words.TalkWords]):
    """One guided talk (bond key). In the clear: its phase, and until when it stays so by itself.

    Which protocol it follows is sealed and every talk has one size: nobody can see that an
    invitation which lapsed was one to a talk after an argument.
    """

    words = words.TalkWords
    padding = 8192
    bond = models.ForeignKey(Bond, models.CASCADE, related_name="talks")
    day = models.DateField()
    is_written = models.BooleanField(default=False)
    phase = models.PositiveSmallIntegerField(default=INVITED)
    until = models.DateTimeField()

    objects = TalkQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["bond", "is_written"],
                condition=Q(phase__in=UNDER_WAY),
                name="one_talk_of_a_kind_at_a_time",
            )
        ]


class Said(SealedRecord[words.SaidWords]):
    """What one of the two wrote in one step of a talk in writing (bond key)."""

    words = words.SaidWords
    padding = 8192
    talk = models.ForeignKey(Talk, models.CASCADE, related_name="said")
    author = models.ForeignKey(Person, models.CASCADE, related_name="+")
    visit = models.PositiveIntegerField()

    class Meta:
        verbose_name_plural = "said"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["talk", "visit"], name="a_step_is_written_once")
        ]


class Takeaway(SealedRecord[words.TakeawayWords]):
    """A sentence that somebody takes along and shares (bond key)."""

    words = words.TakeawayWords
    padding = 8192
    talk = models.ForeignKey(Talk, models.CASCADE, related_name="takeaways")
    author = models.ForeignKey(Person, models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["talk", "author"], name="one_takeaway_each")
        ]


class AfterTalk(SealedRecord[words.KeptWords]):
    """What one person keeps of a talk for themselves (person key)."""

    words = words.KeptWords
    padding = 8192
    talk = models.ForeignKey(Talk, models.CASCADE, related_name="after")
    person = models.ForeignKey(Person, models.CASCADE, related_name="after_talks")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["talk", "person"], name="one_after_talk_each")
        ]


class OwnProtocol(SealedRecord[words.OwnProtocolWords]):
    """A way to talk of their own making (bond key)."""

    words = words.OwnProtocolWords
    padding = 8192
    bond = models.ForeignKey(Bond, models.CASCADE, related_name="own_protocols")
    author = models.ForeignKey(Person, models.CASCADE, related_name="+")
