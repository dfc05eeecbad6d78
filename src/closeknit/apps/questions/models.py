"""Questions that two people answer, opened together, and each person's journal."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from closeknit.apps.people.models import Bond, Person
from closeknit.apps.questions import words
from closeknit.domain.questions import needs_journal
from closeknit.keys.models import SealedRecord


class OpeningQuerySet(models.QuerySet["Opening"]):
    def of(self, person: Person) -> Self:
        """The openings of every bond, living or past, that is the person's."""
        return self.filter(bond__members__person=person)

    def living(self, person: Person) -> Self:
        """The openings of the bond that the person is in now; only these take words."""
        return self.filter(bond__members__person=person, bond__members__is_living=True)

    def opened(self) -> Self:
        return self.filter(opened_on__isnull=False)


class Opening(SealedRecord[words.QuestionWords]):
    """One question to both (bond key). It is current until it opens, is changed, or lapses."""

    words = words.QuestionWords
    padding = 2048
    bond = models.ForeignKey(Bond, models.CASCADE, related_name="openings")
    day = models.DateField()
    opened_on = models.DateField(null=True)
    is_current = models.BooleanField(default=True)

    objects = OpeningQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["bond"], condition=Q(is_current=True), name="one_question_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(opened_on__isnull=True) | Q(is_current=False), name="opened_is_over"
            ),
        ]

    @property
    def is_opened(self) -> bool:
        return self.opened_on is not None

    def has_lapsed(self, today: date | None = None) -> bool:
        return needs_journal(((today or timezone.localdate()) - self.day).days)

    def takes_answers(self) -> bool:
        return self.is_current and not self.has_lapsed()


class AnswerQuerySet(models.QuerySet["Answer"]):
    def readable_by(self, person: Person) -> Self:
        """A person's own answers, and the other's once their question has opened."""
        mine, opened = Q(author=person), Q(opening__opened_on__isnull=False)
        return self.filter(mine | opened, opening__bond__members__person=person)

    def waiting(self, person: Person) -> Self:
        """A person's own answers to questions that have not opened, in any bond."""
        return self.filter(author=person, opening__opened_on__isnull=True)


class Answer(SealedRecord[words.WrittenWords]):
    """One person's answer: under the bond key once released, under their own until then."""

    words = words.WrittenWords
    padding = 8192
    opening = models.ForeignKey(Opening, models.CASCADE, related_name="answers")
    author = models.ForeignKey(Person, models.CASCADE, related_name="+")
    released = models.BooleanField(default=True)
    day = models.DateField()

    objects = AnswerQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["opening", "author"], name="one_answer_each")
        ]


class Response(SealedRecord[words.WrittenWords]):
    """An answer to an answer, once both are open (bond key)."""

    words = words.WrittenWords
    padding = 2048
    opening = models.ForeignKey(Opening, models.CASCADE, related_name="responses")
    author = models.ForeignKey(Person, models.CASCADE, related_name="+")
    day = models.DateField()


class JournalEntry(SealedRecord[words.JournalWords]):
    """A question answered for oneself (person key)."""

    words = words.JournalWords
    padding = 8192
    person = models.ForeignKey(Person, models.CASCADE, related_name="journal")
    day = models.DateField()

    class Meta:
        verbose_name_plural = "journal entries"


class LetterQuerySet(models.QuerySet["Letter"]):
    def of(self, person: Person) -> Self:
        """The person's own letters, and those in every bond, living or past, that is theirs."""
        return self.filter(Q(author=person) | Q(bond__members__person=person)).distinct()


class Letter(SealedRecord[words.LetterWords]):
    """A letter with the day on which it opens: under the bond key, to oneself under one's own.

    Its day lies in the sealed words; the server shows them to the other from that day on.
    """

    words = words.LetterWords
    padding = 8192
    bond = models.ForeignKey(Bond, models.CASCADE, null=True, related_name="+")
    author = models.ForeignKey(Person, models.CASCADE, related_name="+")
    day = models.DateField()

    objects = LetterQuerySet.as_manager()


class AskedBefore(SealedRecord[words.Memory]):
    """What a bond or a person was asked, in one record of one size: nobody can count it."""

    words = words.Memory
    padding = 32768
    bond = models.OneToOneField(Bond, models.CASCADE, null=True, related_name="+")
    person = models.OneToOneField(Person, models.CASCADE, null=True, related_name="+")

    class Meta:
        verbose_name_plural = "asked before"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(bond__isnull=True, person__isnull=False)
                | Q(bond__isnull=False, person__isnull=True),
                name="of_a_bond_or_a_person",
            )
        ]
