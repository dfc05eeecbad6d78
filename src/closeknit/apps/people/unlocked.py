"""A person whose key is at hand for this request, and what it opens."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import DatabaseError, transaction
from django.http import HttpRequest

from closeknit.apps.people.models import Bond, BondKey, Membership, Person, RetiredKey, Settings
from closeknit.apps.people.words import MADDER, Profile, SettingsWords
from closeknit.keys import CannotOpen, Key, boxes


@dataclass(frozen=True)
class Seat:
    """My place in a bond, living or past: the membership and the bond keys that I hold."""

    membership: Membership
    keys: dict[int, Key]

    @property
    def bond(self) -> Bond:
        return self.membership.bond

    @property
    def key(self) -> Key:
        """The bond key in use, or CannotOpen while the other has not given it back."""
        try:
            return self.keys[self.bond.key_version]
        except KeyError:
            raise CannotOpen("The bond key is not at hand.") from None


class Unlocked:
    """Everything that one person may open, fetched when it is first asked for."""

    def __init__(self, person: Person, secret: bytes) -> None:
        self.person = person
        self.key = Key(person.id, person.key_version, secret)

    @cached_property
    def keys(self) -> dict[int, Key]:
        """My person keys by version: the one in use, and older ones that came back."""
        older = RetiredKey.objects.filter(person=self.person, later_version=self.key.version)
        found = {self.key.version: self.key}
        for old in older if self.key.version > 1 else ():
            purpose = f"retired {old.version}"
            with suppress(CannotOpen):
                secret = self.key.unwrap(bytes(old.under_later or b""), purpose)
                found[old.version] = Key(self.person.id, old.version, secret)
        return found

    @cached_property
    def settings(self) -> SettingsWords:
        return self.person.own_settings.open(self.key)

    def change_settings(self, change: Callable[[SettingsWords], SettingsWords]) -> None:
        """Change what is stored now, so that of two requests at once neither undoes the other."""
        with transaction.atomic():
            record = Settings.objects.select_for_update().get(person=self.person)
            settings = change(record.open(self.key))
            record.seal(self.key, settings).save_sealed()
        self.person.own_settings, self.settings = record, settings

    @property
    def name(self) -> str:
        return self.settings.name

    @cached_property
    def seat(self) -> Seat | None:
        return next(iter(self._seats(self._held_in_bond)), None)

    @cached_property
    def past_seats(self) -> list[Seat]:
        return self._seats(
            BondKey.objects.filter(
                membership__person=self.person, membership__is_living=False
            ).select_related("membership__bond")
        )

    @cached_property
    def _held_in_bond(self) -> list[BondKey]:
        """The keys that both members of my bond hold, with their seats: one query for a page."""
        mine = Membership.objects.filter(person=self.person, is_living=True)
        return list(
            BondKey.objects.filter(membership__bond__in=mine.values("bond")).select_related(
                "membership__bond", "membership__person"
            )
        )

    def look_again(self) -> None:
        """Forget which keys and bonds were found, because that has changed."""
        self.__dict__.pop("keys", None)
        self.forget_seats()

    def forget_seats(self) -> None:
        for name in (
            *("seat", "past_seats", "_held_in_bond"),
            *("partner", "partner_membership", "profile"),
        ):
            self.__dict__.pop(name, None)

    @property
    def bond(self) -> Bond | None:
        return self.seat.bond if self.seat else None

    @property
    def waits_for_key(self) -> bool:
        """Whether I am in a bond whose key the other has yet to give back to me."""
        return self.seat is not None and self.seat.bond.key_version not in self.seat.keys

    @property
    def bond_key(self) -> Key:
        """The key of the living bond, or CannotOpen."""
        if self.seat is None:
            raise CannotOpen("There is no bond.")
        return self.seat.key

    def bond_keys(self, bond: Bond) -> dict[int, Key]:
        """My keys of this bond by version, living or past; empty when it is not mine."""
        seat = self.seat_in(bond)
        return seat.keys if seat else {}

    def seat_in(self, bond: Bond) -> Seat | None:
        """My place in this bond, living or past; None when it is not mine."""
        if self.seat is not None and self.seat.bond == bond:
            return self.seat
        return next((seat for seat in self.past_seats if seat.bond == bond), None)

    @cached_property
    def partner_membership(self) -> Membership | None:
        seats = (held.membership for held in self._held_in_bond)
        return next((seat for seat in seats if seat.person_id != self.person.pk), None)

    @cached_property
    def partner(self) -> Profile | None:
        """What the other lets the bond know; None when alone or waiting for the key."""
        if self.partner_membership is None or self.waits_for_key:
            return None
        return self.partner_membership.open_or_none(self.bond_key) or Profile()

    @cached_property
    def profile(self) -> Profile:
        """What I let the bond know."""
        if self.seat is None or self.waits_for_key:
            return Profile(name=self.name)
        return self.seat.membership.open_or_none(self.seat.key) or Profile(name=self.name)

    @property
    def colour(self) -> str:
        return self.profile.colour if self.seat else MADDER

    def _seats(self, held: Iterable[BondKey]) -> list[Seat]:
        seats: dict[Any, Seat] = {}
        for bond_key in held:
            if bond_key.membership.person_id != self.person.pk:
                continue
            seat = seats.setdefault(bond_key.membership_id, Seat(bond_key.membership, {}))
            if key := self._bond_key(bond_key):
                seat.keys[bond_key.version] = key
        return list(seats.values())

    def _bond_key(self, held: BondKey) -> Key | None:
        bond, purpose = held.membership.bond_id, f"bond {held.membership.bond_id} {held.version}"
        try:
            if held.wrapped is not None:
                mine = self.keys[held.person_key_version]
                return Key(bond, held.version, mine.unwrap(bytes(held.wrapped), purpose))
            secret = boxes.open_box(self._private_key, bytes(held.boxed or b""))
        except (CannotOpen, KeyError):
            return None
        held.wrapped, held.boxed = self.key.wrap(secret, purpose), None
        held.person_key_version = self.key.version
        # From now on the cheap way. A page that is only read waits for no busy database.
        with suppress(DatabaseError), transaction.atomic():
            held.save(update_fields=["wrapped", "boxed", "person_key_version"])
        return Key(bond, held.version, secret)

    @cached_property
    def _private_key(self) -> bytes:
        return self.key.unwrap(bytes(self.person.sealed_private_key), "private key")


class UnlockedRequest(HttpRequest):
    """A request behind @unlocked."""

    me: Unlocked
    htmx: Any
