"""Check-ins, what was shared of them, the replies, and words that mend."""

from typing import Any, ClassVar, Self, TypeVar

from django.db import models
from django.db.models import Q

from closeknit.apps.checkins import words
from closeknit.apps.people.models import Bond, Person
from closeknit.keys.models import SealedRecord

# One size for all, so that choices do not show in it.
PADDING = 2048

M = TypeVar("M", bound=models.Model)
W = TypeVar("W", bound=Any)


class CheckInQuerySet(models.QuerySet["CheckIn"]):
    def of(self, person: Person) -> Self:
        return self.filter(person=person)


class CheckIn(SealedRecord[words.CheckInWords]):
    """What somebody feels and needs (person key)."""

    words = words.CheckInWords
    padding = PADDING
    person = models.ForeignKey(Person, models.CASCADE, related_name="check_ins")
    day = models.DateField()

    objects = CheckInQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "day"], name="check_ins_by_day")]


class BetweenTwoQuerySet(models.QuerySet[M]):
    """Rows of a bond. Each starts from who may read it, so that strangers find nothing."""

    def readable_by(self, person: Person) -> Self:
        """Rows of every bond, living or past, that is the person's."""
        return self.filter(bond__members__person=person)

    def living(self, person: Person) -> Self:
        """Rows of the bond that the person is in now; only these take words."""
        return self.filter(bond__members__person=person, bond__members__is_living=True)

    def by(self, person: Person) -> Self:
        return self.filter(author=person)

    def by_the_other(self, person: Person) -> Self:
        return self.exclude(author=person)


class BetweenTwo(SealedRecord[W]):
    """What one of the two wrote for both (bond key)."""

    padding = PADDING
    bond = models.ForeignKey(Bond, models.CASCADE, related_name="+")
    author = models.ForeignKey(Person, models.CASCADE, related_name="+")
    day = models.DateField()

    class Meta:
        abstract = True


class SharedQuerySet(BetweenTwoQuerySet["SharedCheckIn"]):
    pass


class SharedCheckIn(BetweenTwo[words.SharedWords]):
    """The copy of a check-in that the other reads."""

    words = words.SharedWords
    check_in = models.OneToOneField(CheckIn, models.CASCADE, related_name="share")

    objects = SharedQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["bond", "day"], name="shared_by_day")]


class ReplyQuerySet(BetweenTwoQuerySet["Reply"]):
    def readable_by(self, person: Person) -> Self:
        """Replies that still have their place; one whose place is gone is its author's alone."""
        return super().readable_by(person).filter(Q(shared__isnull=False) | Q(author=person))

    def homeless(self, person: Person) -> Self:
        """The person's replies to what was withdrawn since."""
        return self.filter(author=person, shared__isnull=True)


class Reply(BetweenTwo[words.ReplyWords]):
    """An answer to a shared check-in, or (with `parent`) to such an answer."""

    words = words.ReplyWords
    shared = models.ForeignKey(SharedCheckIn, models.SET_NULL, null=True, related_name="replies")
    parent = models.ForeignKey("self", models.SET_NULL, null=True, related_name="answers")

    objects = ReplyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "replies"
        indexes: ClassVar = [models.Index(fields=["bond", "day"], name="replies_by_day")]


class MendQuerySet(BetweenTwoQuerySet["Mend"]):
    pass


class Mend(BetweenTwo[words.MendWords]):
    """Words to start over with. They need no answer."""

    words = words.MendWords
    reply = models.ForeignKey(Reply, models.SET_NULL, null=True, related_name="mends")

    objects = MendQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["bond", "day"], name="mends_by_day")]
