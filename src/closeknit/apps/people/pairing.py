"""Invite, accept, leave: how two people share a key, and how they stop."""

from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.utils import timezone

from closeknit.apps.people import aside, drafts, first_words
from closeknit.apps.people.invites import (
    CannotPair,
    Refusal,
    Waiting,
    find_invite,
    has_bond,
    invite,
    locked,
    revoke,
    use_up,
    waiting,
)
from closeknit.apps.people.models import Bond, BondKey, Membership, Person
from closeknit.apps.people.parts import all_parts
from closeknit.apps.people.unlocked import Unlocked
from closeknit.apps.people.words import LIMITS, InviteWords, Profile, SettingsWords, other_colour
from closeknit.keys import Key, boxes, codes

__all__ = [
    "CannotPair",
    "Refusal",
    "Waiting",
    "accept",
    "end",
    "find_invite",
    "hold",
    "invite",
    "is_paired_by",
    "keep_profile_current",
    "leave",
    "profile_of",
    "revoke",
    "settle",
    "share_profile",
    "waiting",
]


def accept(me: Unlocked, code: str) -> Bond:
    """Make the bond and its key, box the key for the inviter and keep the first words."""
    try:
        with transaction.atomic():
            return _accepted(me, code)
    except IntegrityError as error:
        # Several may press at once; the constraints decide, whatever was checked before.
        raise CannotPair(Refusal.USED) from error


def _accepted(me: Unlocked, code: str) -> Bond:
    found, words = find_invite(code)
    if found.inviter_id == me.person.pk:
        raise CannotPair(Refusal.OWN)
    inviter = locked(me.person.pk, found.inviter_id)[found.inviter_id]
    # Somebody may have been quicker while this waited for the lock.
    found, words = find_invite(code)
    if has_bond(me.person):
        raise CannotPair(Refusal.I_HAVE_A_BOND)
    if has_bond(inviter):
        raise CannotPair(Refusal.THEY_HAVE_A_BOND)
    bond = _make_bond(me, inviter, words)
    use_up(found, code)
    _keep_unsent_words(me)
    me.forget_seats()
    return bond


def is_paired_by(me: Unlocked, code: str) -> bool:
    """Whether this invite made the bond that I am in."""
    hashed = codes.code_hash(code, "invite")
    return Bond.objects.of(me.person).filter(members__person__invite__secret_hash=hashed).exists()


def _make_bond(me: Unlocked, inviter: Person, words: InviteWords) -> Bond:
    bond = Bond.objects.create(began=timezone.localdate())
    key = Key.new(bond.id)
    limits = {name: getattr(words, name) for name in LIMITS}
    theirs = Profile(words.name, words.pronouns, words.colour, **limits)
    mine = profile_of(me.settings, other_colour(words.colour), bond)
    first = Membership.create_sealed(key, theirs, bond=bond, person=inviter, seat=0)
    second = Membership.create_sealed(key, mine, bond=bond, person=me.person, seat=1)
    boxed = boxes.box_for(bytes(inviter.public_key), key.secret)
    BondKey.objects.create(membership=first, boxed=boxed, person_key_version=inviter.key_version)
    hold(me, second, key)
    if words.first_words:
        first_words.keep(key, bond, inviter, words.first_words)
    return bond


def _keep_unsent_words(me: Unlocked) -> None:
    """My own invite ends here; what I wrote in it waits as a draft of my first words."""
    own = waiting(me)
    revoke(me)
    if own and own.words.first_words:
        drafts.keep(me, first_words.DRAFT, {"text": own.words.first_words})


def hold(me: Unlocked, membership: Membership, key: Key) -> BondKey:
    """Keep a bond key wrapped under my person key."""
    purpose = f"bond {membership.bond_id} {key.version}"
    return BondKey.objects.create(
        membership=membership,
        version=key.version,
        wrapped=me.key.wrap(key.secret, purpose),
        person_key_version=me.key.version,
    )


@transaction.atomic
def leave(me: Unlocked, *, withdraw: bool) -> None:
    """End the bond at once, alone, with no reason."""
    if me.bond is None:
        return
    bond = Bond.objects.select_for_update().get(pk=me.bond.pk)
    settle(me, bond, withdraw=withdraw)
    if bond.ended_on is None:
        _forget_limits(bond, me.bond_keys(bond))
        end(bond)
    aside.put(me, aside.ended(bond))
    me.forget_seats()


def settle(me: Unlocked, bond: Bond, *, withdraw: bool) -> None:
    """Keep what I shared in this bond readable for the other, or withdraw it, in every app.

    The one who was left may do so too, later: a part finds its key by `me.bond_keys(bond)`.
    """
    with transaction.atomic():
        for part in all_parts():
            part.on_leave(me, bond, withdraw=withdraw)


def end(bond: Bond) -> None:
    """Free both members for a later bond, which will have a key of its own."""
    bond.ended_on = timezone.localdate()
    bond.save(update_fields=["ended_on"])
    Membership.objects.filter(bond=bond).update(is_living=False)


def _forget_limits(bond: Bond, keys: Mapping[int, Key]) -> None:
    """Nobody needs the private limits of an ended bond; names and colours stay."""
    for member in bond.members.all():
        key = keys.get(member.key_version)
        if key and (known := member.open_or_none(key)):
            member.seal(key, Profile(known.name, known.pronouns, known.colour)).save_sealed()


def share_profile(me: Unlocked) -> None:
    """Let the bond know my name, pronouns and limits as they are now."""
    if me.seat is None or me.waits_for_key:
        return
    profile = profile_of(me.settings, me.colour, me.seat.bond)
    me.seat.membership.seal(me.seat.key, profile).save_sealed()
    me.__dict__.pop("profile", None)


def keep_profile_current(me: Unlocked) -> None:
    """An inviter's limits may have changed while the invite was on its way."""
    if me.seat is None or me.waits_for_key:
        return
    if me.profile != profile_of(me.settings, me.colour, me.seat.bond):
        share_profile(me)


def profile_of(own: SettingsWords, colour: str, bond: Bond) -> Profile:
    limits = {name: getattr(own, name) for name in LIMITS}
    said = tuple((name, text) for name, where, text in own.said if where == str(bond.pk))
    return Profile(own.name, own.pronouns, colour, **limits, said=said)
