"""Bonds that have ended: with whom, from when to when, and what is left of the first words."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from closeknit.apps.people import first_words
from closeknit.apps.people.first_words import Both
from closeknit.apps.people.models import Bond, Membership
from closeknit.apps.people.unlocked import Seat, Unlocked
from closeknit.apps.people.words import Profile


@dataclass(frozen=True)
class Past:
    bond: Bond
    mine: Profile
    other: Profile
    words: Both


def past_of(me: Unlocked, seats: Sequence[Seat] | None = None) -> list[Past]:
    """Return my past bonds, the latest first, in two queries for any number of them."""
    seats = me.past_seats if seats is None else seats
    if not seats:
        return []
    words = first_words.read_all(me, [seat.bond for seat in seats])
    others = _others(me, seats)
    found = [
        Past(
            seat.bond,
            _profile(seat, seat.membership),
            _profile(seat, others.get(seat.bond.pk)),
            words[seat.bond.pk],
        )
        for seat in seats
    ]
    return sorted(found, key=lambda past: past.bond.began, reverse=True)


def _others(me: Unlocked, seats: Sequence[Seat]) -> dict[UUID, Membership]:
    bonds = [seat.bond.pk for seat in seats]
    found = Membership.objects.filter(bond__in=bonds).exclude(person=me.person)
    return {membership.bond_id: membership for membership in found}


def _profile(seat: Seat, membership: Membership | None) -> Profile:
    """Return who this was; without a name when they are gone or the key is not at hand."""
    key = seat.keys.get(membership.key_version) if membership else None
    return (membership and key and membership.open_or_none(key)) or Profile()
