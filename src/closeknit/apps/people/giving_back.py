"""The other lost password and code: give them back the key of what you share."""

from django.db import transaction

from closeknit.apps.people import pairing
from closeknit.apps.people.models import Bond, BondKey, Membership
from closeknit.apps.people.unlocked import Unlocked
from closeknit.keys import Key, boxes


def is_asked(me: Unlocked) -> bool:
    """Whether the other began anew and cannot open what we share."""
    other = me.partner_membership
    if other is None or me.waits_for_key or other.person.key_version == 1:
        return False
    return not BondKey.objects.filter(
        membership=other,
        version=other.bond.key_version,
        person_key_version=other.person.key_version,
    ).exists()


@transaction.atomic
def give_back(me: Unlocked) -> None:
    """Make a new bond key and box it, and all before it, for the other's new key pair."""
    if me.seat is None or not is_asked(me):
        return
    other, mine, profile, theirs = me.partner_membership, me.seat.membership, me.profile, me.partner
    bond = Bond.objects.select_for_update().get(pk=me.seat.bond.pk)
    if other is None or theirs is None or bond.ended_on is not None:
        return
    new = Key.new(bond.pk, bond.key_version + 1)
    for key in (*me.seat.keys.values(), new):
        _box(other, key)
    pairing.hold(me, mine, new)
    bond.key_version = new.version
    bond.save(update_fields=["key_version"])
    mine.seal(new, profile).save_sealed()
    other.seal(new, theirs).save_sealed()
    me.look_again()


def _box(other: Membership, key: Key) -> None:
    boxed = boxes.box_for(bytes(other.person.public_key), key.secret)
    BondKey.objects.update_or_create(
        membership=other,
        version=key.version,
        defaults={
            "boxed": boxed,
            "wrapped": None,
            "person_key_version": other.person.key_version,
        },
    )
