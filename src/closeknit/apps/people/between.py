"""What every app for two asks of a bond: my seat, the other's name, and its row held still."""

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from closeknit.apps.people.models import Bond, Membership
from closeknit.apps.people.unlocked import Unlocked
from closeknit.apps.people.words import Profile


def can_share(me: Unlocked) -> bool:
    """Whether there is somebody to share with, and the key to do it."""
    return me.seat is not None and not me.waits_for_key


def seat_of(me: Unlocked) -> int:
    """Return my seat in the bond that I am in: 0 invited, 1 accepted."""
    if me.seat is None:
        raise Http404
    return int(me.seat.membership.seat)


def others_name(me: Unlocked, bond: Bond) -> str:
    """Return the name of the one with whom I am, or was, in this bond."""
    if me.partner is not None and bond == me.bond:
        return me.partner.name or _("Your partner")
    seat = Membership.objects.filter(bond=bond).exclude(person=me.person).first()
    key = me.bond_keys(bond).get(seat.key_version) if seat else None
    profile = seat.open_or_none(key) if seat and key else None
    return (profile or Profile()).name or _("Your partner")


def lock_living(me: Unlocked) -> Bond | None:
    """Hold my bond still for this transaction: nothing is written into one that just ended."""
    if me.bond is None:
        return None
    living: QuerySet[Bond] = Bond.objects.select_for_update().filter(ended_on__isnull=True)
    return living.filter(pk=me.bond.pk).first()


def living_bond_or_404(me: Unlocked) -> Bond:
    if (bond := lock_living(me)) is None:
        raise Http404
    return bond
