"""Make an account, check a password, change it: every place where a person key is wrapped."""

from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.db import transaction

from closeknit.apps.people.models import DraftDesk, Person, Settings
from closeknit.apps.people.unlocked import Unlocked
from closeknit.apps.people.words import Desk, SettingsWords
from closeknit.keys import CannotOpen, Key, boxes, codes, passwords

KIT_GROUPS = 8


@dataclass(frozen=True)
class Opened:
    """A person who proved who they are, and their person key."""

    person: Person
    secret: bytes = field(repr=False)

    def unlocked(self) -> Unlocked:
        return Unlocked(self.person, self.secret)


@dataclass(frozen=True)
class NewAccount:
    address: str
    password: str = field(repr=False)
    words: SettingsWords
    joined: date
    language: str = "en"
    zone: str = "UTC"
    is_demo: bool = False


def cost() -> passwords.Cost:
    return passwords.Cost(settings.ARGON2_MEMORY, settings.ARGON2_PASSES)


@transaction.atomic
def create_person(new: NewAccount) -> Opened:
    """Store a person with fresh keys; IntegrityError when the address is taken."""
    person = Person(
        address=Person.objects.normalise(new.address),
        language=new.language,
        zone=new.zone,
        joined=new.joined,
        is_demo=new.is_demo,
    )
    key = give_keys(person, new.password)
    person.save(force_insert=True)
    Settings.create_sealed(key, new.words, person=person)
    DraftDesk.create_sealed(key, Desk(), person=person)
    return Opened(person, key.secret)


def give_keys(person: Person, password: str) -> Key:
    """Make a person key and a key pair for the person's key version; the caller saves."""
    key = Key.new(person.id, person.key_version)
    verifier, wrapping = passwords.new_verifier(password, cost())
    person.password = str(verifier)
    person.key_by_password = wrapped_by(wrapping, person, key.secret)
    private, person.public_key = boxes.new_pair()
    person.sealed_private_key = key.wrap(private, "private key")
    return key


def check_password(person: Person | None, password: str) -> Opened | None:
    """Return the person with their key if the password is right. A stranger costs as much."""
    if person is None:
        passwords.new_verifier(password, cost())
        return None
    try:
        wrapping = passwords.wrapping_key(password, passwords.Verifier.parse(person.password))
        if wrapping is None:
            return None
        return Opened(person, unwrapped_by(wrapping, person, person.key_by_password))
    except CannotOpen:
        return None


def find(address: str) -> Person | None:
    people = Person.objects.select_related("own_settings")
    return people.filter(address=Person.objects.normalise(address)).first()


def set_password(person: Person, secret: bytes, password: str) -> None:
    """Wrap the person key anew; the key itself, and what it sealed, stays."""
    verifier, wrapping = passwords.new_verifier(password, cost())
    person.password = str(verifier)
    person.key_by_password = wrapped_by(wrapping, person, secret)
    person.save(update_fields=["password", "key_by_password"])


def new_kit(me: Unlocked) -> str:
    """Make a new recovery code; the one before it opens nothing any more."""
    code = codes.new_code(KIT_GROUPS)
    me.person.key_by_code = wrapped_by(codes.code_key(code, "recovery"), me.person, me.key.secret)
    me.person.save(update_fields=["key_by_code"])
    return code


def check_code(person: Person | None, code: str) -> Opened | None:
    """Return the person with their key if the recovery code is right."""
    wrapping = codes.code_key(code, "recovery")
    if person is None or person.key_by_code is None:
        return None
    try:
        return Opened(person, unwrapped_by(wrapping, person, person.key_by_code))
    except CannotOpen:
        return None


def wrapped_by(wrapping: bytes, person: Person, secret: bytes) -> bytes:
    return Key(person.id, person.key_version, wrapping).wrap(secret, "person key")


def unwrapped_by(wrapping: bytes, person: Person, wrapped: bytes | memoryview) -> bytes:
    return Key(person.id, person.key_version, wrapping).unwrap(bytes(wrapped), "person key")
