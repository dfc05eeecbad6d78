"""Invites: one link with a secret that opens once, for seven days."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from closeknit.apps.people.models import INVITE_DAYS, Invite, Membership, Person
from closeknit.apps.people.unlocked import Unlocked
from closeknit.apps.people.words import LIMITS, InviteWords
from closeknit.keys import CannotOpen, Key, codes, sealing

GROUPS = 6


class Refusal(StrEnum):
    """Why two people cannot pair now."""

    UNKNOWN = "unknown"
    EXPIRED = "expired"
    USED = "used"
    DAMAGED = "damaged"
    OWN = "own"
    I_HAVE_A_BOND = "i have a bond"
    THEY_HAVE_A_BOND = "they have a bond"


class CannotPair(Exception):
    """One of the two has a living bond already, or the invite is not open."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


@dataclass(frozen=True)
class Waiting:
    """My invite that nobody has accepted, with its code, made again from my key."""

    words: InviteWords
    expires: date
    code: str = field(repr=False)

    @property
    def is_over(self) -> bool:
        return self.expires < timezone.localdate()


@transaction.atomic
def invite(me: Unlocked, *, first_words: str, colour: str) -> str:
    """Seal name and first words with a fresh secret and return it; an older invite ends."""
    locked(me.person.pk)
    if has_bond(me.person):
        raise CannotPair(Refusal.I_HAVE_A_BOND)
    Invite.objects.filter(inviter=me.person).delete()
    limits = {name: getattr(me.settings, name) for name in LIMITS}
    words = InviteWords(me.name, me.settings.pronouns, colour, first_words, **limits)
    record = Invite(inviter=me.person, expires=timezone.localdate() + timedelta(days=INVITE_DAYS))
    code = _code_of(me, record)
    record.secret_hash = codes.code_hash(code, "invite")
    record.seal(_invite_key(me.person.pk, code), words).save(force_insert=True)
    return code


def waiting(me: Unlocked) -> Waiting | None:
    """Return my invite as long as nobody has accepted it, ended or not."""
    record = Invite.objects.filter(inviter=me.person, accepted=False).first()
    if record is None:
        return None
    code = _code_of(me, record)
    words = record.open_or_none(_invite_key(me.person.pk, code))
    return Waiting(words, record.expires, code) if words else None


@transaction.atomic
def revoke(me: Unlocked) -> None:
    """The link opens nothing from now on."""
    locked(me.person.pk)
    Invite.objects.filter(inviter=me.person, accepted=False).delete()


def find_invite(code: str, today: date | None = None) -> tuple[Invite, InviteWords]:
    """Return an open invite and its words, or raise CannotPair."""
    hashed = codes.code_hash(code, "invite")
    found = Invite.objects.select_related("inviter").filter(secret_hash=hashed).first()
    if found is None:
        raise CannotPair(Refusal.UNKNOWN)
    if found.accepted:
        raise CannotPair(Refusal.USED)
    if found.expires < (today or timezone.localdate()):
        raise CannotPair(Refusal.EXPIRED)
    try:
        return found, found.open(_invite_key(found.inviter_id, code))
    except CannotOpen as error:
        raise CannotPair(Refusal.DAMAGED) from error


def use_up(found: Invite, code: str) -> None:
    """A used invite holds no words: what is withdrawn later does not live on in it."""
    found.accepted = True
    emptied = InviteWords("", "", "", "")
    found.seal(_invite_key(found.inviter_id, code), emptied).save_sealed("accepted")


def has_bond(person: Person) -> bool:
    return Membership.objects.filter(person=person, is_living=True).exists()


def locked(*people: UUID) -> dict[UUID, Person]:
    """Hold these people for this transaction, always in one order, so that none waits in a ring."""
    held = Person.objects.select_for_update().filter(pk__in=people).order_by("pk")
    return {person.pk: person for person in held}


def _code_of(me: Unlocked, record: Invite) -> str:
    secret = sealing.subkey(me.key.secret, f"invite {record.pk}")
    return codes.code_from(secret, GROUPS)


def _invite_key(inviter: UUID, code: str) -> Key:
    return Key(inviter, 1, codes.code_key(code, "invite"))
