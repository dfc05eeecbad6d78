"""The password is lost: get in with the printed code, or wait and begin anew."""

from contextlib import suppress
from dataclasses import asdict, replace
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from closeknit.apps.people import accounts, devices, drafts
from closeknit.apps.people.accounts import Opened
from closeknit.apps.people.models import (
    RECOVERY_DAYS,
    RECOVERY_OPEN_DAYS,
    RETIRED_DAYS,
    BondKey,
    DraftDesk,
    Invite,
    Person,
    Recovery,
    RetiredKey,
    Settings,
)
from closeknit.apps.people.parts import all_parts
from closeknit.apps.people.unlocked import Unlocked
from closeknit.apps.people.words import Desk, SettingsWords
from closeknit.keys import CannotOpen, Key, boxes, codes, passwords

TICKET_GROUPS = 6
_TICKET = "recovery ticket"


@transaction.atomic
def set_password_by_code(opened: Opened, password: str) -> None:
    """Wrap the person key anew. Whoever was signed in, is no longer."""
    accounts.set_password(opened.person, opened.secret, password)
    call_off(opened.person)
    devices.end_all(opened.person)


def ask(address: str) -> str:
    """Return a ticket to write down. For an address without an account it opens nothing, ever."""
    ticket = codes.new_code(TICKET_GROUPS)
    if person := accounts.find(address):
        Recovery.objects.create(
            person=person,
            ticket_hash=codes.code_hash(ticket, _TICKET),
            asked_on=timezone.localdate(),
        )
    return ticket


def waiting(person: Person) -> Recovery | None:
    """Return the request that is ready first, for every signed-in session to see."""
    if not getattr(person, "has_recovery", True):
        return None
    oldest = timezone.localdate() - timedelta(days=RECOVERY_OPEN_DAYS)
    open_ones = Recovery.objects.filter(person=person, asked_on__gte=oldest)
    return open_ones.order_by("asked_on").first()


def call_off(person: Person) -> None:
    Recovery.objects.filter(person=person).delete()


def ready(ticket: str) -> Recovery | None:
    """Return the request that this ticket stands for, once its seven days are over."""
    return ready_ones().filter(ticket_hash=codes.code_hash(ticket, _TICKET)).first()


def ready_ones() -> QuerySet[Recovery]:
    today = timezone.localdate()
    return Recovery.objects.select_related("person").filter(
        asked_on__lte=today - timedelta(days=RECOVERY_DAYS),
        asked_on__gte=today - timedelta(days=RECOVERY_OPEN_DAYS),
    )


class CalledOff(Exception):
    """The request was called off, or used, a moment ago."""


@transaction.atomic
def begin_anew(recovery: Recovery, password: str) -> Opened:
    """Give the person new keys. The old ones are set aside; the second factor stays."""
    person = Person.objects.select_for_update().get(pk=recovery.person_id)
    if not ready_ones().filter(pk=recovery.pk).exists():
        raise CalledOff
    _retire_key_of(person)
    person.key_version += 1
    person.key_by_code, person.kit_confirmed = None, False
    key = accounts.give_keys(person, password)
    person.save()
    Settings.objects.get(person=person).seal(key, SettingsWords()).save_sealed()
    DraftDesk.objects.get(person=person).seal(key, Desk()).save_sealed()
    # Its code was made from the old key, so nobody could show it again.
    Invite.objects.filter(inviter=person, accepted=False).delete()
    call_off(person)
    devices.end_all(person)
    return Opened(Person.objects.select_related("own_settings").get(pk=person.pk), key.secret)


def old_keys(person: Person) -> list[RetiredKey]:
    """Return the keys from before that have not come back yet, the latest first."""
    if person.key_version == 1:
        return []
    lost = RetiredKey.objects.filter(person=person).exclude(later_version=person.key_version)
    return list(lost.order_by("-version"))


@transaction.atomic
def bring_back(me: Unlocked, typed: str) -> bool:
    """Open old entries again with an old password or the code of an old kit.

    What had come back under a key that was lost later comes back together with that key.
    """
    returned: dict[int | None, Key] = {}
    for old in old_keys(me.person):
        if secret := _secret_under(returned.get(old.later_version), old) or _secret_of(old, typed):
            old.under_later = me.key.wrap(secret, _purpose(old))
            old.later_version = me.key.version
            old.save(update_fields=["under_later", "later_version"])
            key = returned[old.version] = Key(me.person.pk, old.version, secret)
            _hold_bond_keys_anew(me, old, key)
            _take_up_settings(me, old, key)
            _take_up_drafts(me, old, key)
    me.look_again()
    return bool(returned)


def expire(today: date) -> None:
    """Delete old keys that nobody came back for, with all that only they open, and old tickets."""
    last = today - timedelta(days=RETIRED_DAYS)
    gone = RetiredKey.objects.filter(retired_on__lt=last)
    for old in gone.exclude(later_version=F("person__key_version")).select_related("person"):
        _expire(old)
    oldest = today - timedelta(days=RECOVERY_OPEN_DAYS)
    Recovery.objects.filter(asked_on__lt=oldest).delete()


@transaction.atomic
def _expire(old: RetiredKey) -> None:
    for part in all_parts():
        for rows in part.under_own_key(old.person):
            rows.filter(key_version=old.version).delete()
    old.delete()


def _take_up_settings(me: Unlocked, old: RetiredKey, key: Key) -> None:
    """Let limits and choices from before hold again, where nothing new was chosen since."""
    then = Settings(
        pk=me.person.own_settings.pk,
        key_version=old.version,
        revision=old.settings_revision,
        sealed=old.sealed_settings,
    ).open_or_none(key)
    if then is None:
        return
    plain = asdict(SettingsWords())

    def merged(now: SettingsWords) -> SettingsWords:
        chosen = {name: value for name, value in asdict(now).items() if value != plain[name]}
        # What is shared is asked anew: nothing goes on by itself after a lost key.
        return replace(replace(then, picture_with="", barriers_with=""), **chosen)

    me.change_settings(merged)


def _take_up_drafts(me: Unlocked, old: RetiredKey, key: Key) -> None:
    then = DraftDesk(
        pk=DraftDesk.objects.values_list("pk", flat=True).get(person=me.person),
        key_version=old.version,
        revision=old.desk_revision,
        sealed=old.sealed_desk,
    ).open_or_none(key)
    if then is not None:
        drafts.take_up(me, then)


def _retire_key_of(person: Person) -> None:
    today = timezone.localdate()
    # What had come back was held by the key that is lost now, so its days begin again.
    RetiredKey.objects.filter(person=person, later_version=person.key_version).update(
        retired_on=today
    )
    own, desk = Settings.objects.get(person=person), DraftDesk.objects.get(person=person)
    RetiredKey.objects.create(
        person=person,
        settings_revision=own.revision,
        sealed_settings=own.sealed,
        desk_revision=desk.revision,
        sealed_desk=desk.sealed,
        version=person.key_version,
        password=person.password,
        key_by_password=person.key_by_password,
        key_by_code=person.key_by_code,
        sealed_private_key=person.sealed_private_key,
        retired_on=today,
    )


def _purpose(old: RetiredKey) -> str:
    return f"retired {old.version}"


def _secret_under(later: Key | None, old: RetiredKey) -> bytes | None:
    """Return what a later key holds, one that has just come back itself."""
    if later is None or old.under_later is None:
        return None
    try:
        return later.unwrap(bytes(old.under_later), _purpose(old))
    except CannotOpen:
        return None


def _secret_of(old: RetiredKey, typed: str) -> bytes | None:
    by_password = passwords.wrapping_key(typed, passwords.Verifier.parse(old.password))
    ways = [
        (by_password, old.key_by_password),
        (codes.code_key(typed, "recovery"), old.key_by_code),
    ]
    for wrapping, wrapped in ways:
        if wrapping is None or wrapped is None:
            continue
        try:
            return Key(old.person_id, old.version, wrapping).unwrap(bytes(wrapped), "person key")
        except CannotOpen:
            continue
    return None


def _hold_bond_keys_anew(me: Unlocked, retired: RetiredKey, old: Key) -> None:
    """Wrap the bond keys that the old key held, or that were boxed for its pair, under mine."""
    private = old.unwrap(bytes(retired.sealed_private_key), "private key")
    held = BondKey.objects.filter(membership__person=me.person, person_key_version=old.version)
    for bond_key in held.select_related("membership"):
        purpose = f"bond {bond_key.membership.bond_id} {bond_key.version}"
        with suppress(CannotOpen):
            secret = (
                old.unwrap(bytes(bond_key.wrapped), purpose)
                if bond_key.wrapped is not None
                else boxes.open_box(private, bytes(bond_key.boxed or b""))
            )
            bond_key.wrapped, bond_key.boxed = me.key.wrap(secret, purpose), None
            bond_key.person_key_version = me.key.version
            bond_key.save(update_fields=["wrapped", "boxed", "person_key_version"])
