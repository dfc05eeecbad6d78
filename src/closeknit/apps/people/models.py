"""People, their bonds, and the keys that open both."""

import uuid
from datetime import date, timedelta
from typing import ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from closeknit.apps.people import words
from closeknit.keys.models import SealedRecord

MEMBERS = 2
INVITE_DAYS = 7
RECOVERY_DAYS = 7
RECOVERY_OPEN_DAYS = 30
RETIRED_DAYS = 90


class PersonManager(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(address=self.normalise(username or ""))

    @staticmethod
    def normalise(address: str) -> str:
        return address.strip().casefold()


class Person(AbstractBaseUser):
    """Somebody with an account. Words about them are in their settings record."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    address = models.EmailField(_("e-mail address"), unique=True)
    language = models.CharField(max_length=12, default="en")
    zone = models.CharField(max_length=64, default="UTC")
    joined = models.DateField()
    is_demo = models.BooleanField(default=False)

    key_version = models.PositiveSmallIntegerField(default=1)
    key_by_password = models.BinaryField()
    key_by_code = models.BinaryField(null=True)
    kit_confirmed = models.BooleanField(default=False)
    public_key = models.BinaryField()
    sealed_private_key = models.BinaryField()

    last_login = None  # nobody keeps when somebody was here
    objects: ClassVar[PersonManager] = PersonManager()
    USERNAME_FIELD = "address"

    def __str__(self) -> str:
        return str(self.pk)


class RetiredKey(models.Model):
    """A person key from before a recovery without code. It goes with its entries after 90 days."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="retired_keys")
    version = models.PositiveSmallIntegerField()
    password = models.CharField(max_length=128)
    key_by_password = models.BinaryField()
    key_by_code = models.BinaryField(null=True)
    sealed_private_key = models.BinaryField()
    under_later = models.BinaryField(null=True)
    later_version = models.PositiveSmallIntegerField(null=True)
    settings_revision = models.PositiveBigIntegerField()
    sealed_settings = models.BinaryField()
    desk_revision = models.PositiveBigIntegerField()
    sealed_desk = models.BinaryField()
    retired_on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "version"], name="one_key_a_version")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.version}"

    @property
    def gone_after(self) -> date:
        return self.retired_on + timedelta(days=RETIRED_DAYS)


class Settings(SealedRecord[words.SettingsWords]):
    """Sealed with the person key. Everyone has one, of one size, whatever is in it."""

    words = words.SettingsWords
    padding = 16384
    person = models.OneToOneField(Person, models.CASCADE, related_name="own_settings")


class DraftDesk(SealedRecord[words.Desk]):
    """All drafts in one record of one size: how many there are cannot be seen."""

    words = words.Desk
    padding = 65536
    person = models.OneToOneField(Person, models.CASCADE, related_name="desk")


class BondQuerySet(models.QuerySet["Bond"]):
    def of(self, person: Person) -> Self:
        """The bond that the person is in now, if any."""
        return self.filter(members__person=person, members__is_living=True)


class Bond(models.Model):
    """The shared space of two people."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    began = models.DateField()
    ended_on = models.DateField(null=True)
    key_version = models.PositiveSmallIntegerField(default=1)

    objects = BondQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.pk)


class Membership(SealedRecord[words.Profile]):
    """One of the two seats in a bond, with what this member lets the bond know (bond key)."""

    words = words.Profile
    padding = 2048
    bond = models.ForeignKey(Bond, models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    seat = models.PositiveSmallIntegerField(choices=[(0, "0"), (1, "1")])
    is_living = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["bond", "seat"], name="two_seats_a_bond"),
            models.UniqueConstraint(fields=["bond", "person"], name="one_seat_a_person"),
            models.UniqueConstraint(
                fields=["person"], condition=Q(is_living=True), name="one_living_bond_a_person"
            ),
            models.CheckConstraint(condition=Q(seat__lt=MEMBERS), name="seats_are_two"),
        ]


class BondKey(models.Model):
    """A bond key as one member holds it: boxed for them at first, then under their person key."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="keys")
    version = models.PositiveSmallIntegerField(default=1)
    boxed = models.BinaryField(null=True)
    wrapped = models.BinaryField(null=True)
    person_key_version = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["membership", "version"], name="one_bond_key_a_version"
            ),
            models.CheckConstraint(
                condition=Q(boxed__isnull=False) | Q(wrapped__isnull=False), name="key_is_held"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership_id} {self.version}"


class InviteQuerySet(models.QuerySet["Invite"]):
    def open(self, today: date) -> Self:
        return self.filter(expires__gte=today, accepted=False)


class Invite(SealedRecord[words.InviteWords]):
    """Sealed with its own secret, which only the link holds and the inviter's key makes again.

    Declining leaves no trace here: not even a host can tell it from waiting.
    """

    words = words.InviteWords
    padding = 8192
    inviter = models.OneToOneField(Person, models.CASCADE, related_name="invite")
    secret_hash = models.CharField(max_length=64, unique=True)
    expires = models.DateField()
    accepted = models.BooleanField(default=False)

    objects = InviteQuerySet.as_manager()


class FirstWords(SealedRecord[words.FirstWordsText]):
    """Each member's appreciation at the beginning (bond key)."""

    words = words.FirstWordsText
    padding = 8192
    bond = models.ForeignKey(Bond, models.CASCADE, related_name="first_words")
    author = models.ForeignKey(Person, models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["bond", "author"], name="first_words_once")
        ]


class Session(AbstractBaseSession):
    """A signed-in browser: no network address, no time of use; `began` and `expires` are days."""

    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="sessions")
    began = models.DateField()
    device = models.CharField(max_length=40, blank=True)

    @classmethod
    def get_session_store_class(cls) -> type:
        from closeknit.apps.people.sessions import SessionStore

        return SessionStore


class Totp(models.Model):
    """An authenticator app as second factor."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="totp")
    secret = models.CharField(max_length=64)

    def __str__(self) -> str:
        return str(self.person_id)


class SecurityKey(models.Model):
    """A WebAuthn credential as second factor."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="security_keys")
    credential_id = models.BinaryField(unique=True)
    data = models.BinaryField()
    sign_count = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.pk)


class OneTimeCode(models.Model):
    """A printed code that opens the second step once; it is deleted when used."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="one_time_codes")
    code_hash = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "code_hash"], name="code_once")
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Recovery(models.Model):
    """A recovery without code that waits seven days and can be called off by any session.

    Several may wait side by side: nobody can be kept out by somebody who asked first.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="recoveries")
    ticket_hash = models.CharField(max_length=64, unique=True)
    asked_on = models.DateField()

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def ready_on(self) -> date:
        return self.asked_on + timedelta(days=RECOVERY_DAYS)

    @property
    def last_day(self) -> date:
        return self.asked_on + timedelta(days=RECOVERY_OPEN_DAYS)


class Restoration(models.Model):
    """That this server was put back to a backup; people see its date."""

    restored_on = models.DateField()
    made_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.made_on}"
