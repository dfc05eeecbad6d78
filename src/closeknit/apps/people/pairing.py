"""Invite, accept, decline, leave: how two people share a key, and how they stop."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from closeknit.apps.people.models import (
    INVITE_DAYS,
    Bond,
    BondKey,
    FirstWords,
    Invite,
    Membership,
    Person,
)
from closeknit.apps.people.parts import all_parts
from closeknit.apps.people.unlocked import Unlocked
from closeknit.apps.people.words import (
    FirstWordsText,
    InviteWords,
    Profile,
    SettingsWords,
    other_colour,
)
from closeknit.keys import CannotOpen, Key, boxes, codes

INVITE_GROUPS = 6


class CannotPair(Exception):
    """One of the two has a living bond already, or the invite is not open."""


@transaction.atomic
def invite(me: Unlocked, *, first_words: str, colour: str) -> str:
    """Seal name and first words with a fresh secret and return it; an older invite ends."""
    if me.bond is not None:
        raise CannotPair("There is a bond already.")
    Invite.objects.filter(inviter=me.person).delete()
    code = codes.new_code(INVITE_GROUPS)
    words = InviteWords(me.name, me.settings.pronouns, colour, first_words)
    Invite.create_sealed(
        _invite_key(me.person, code),
        words,
        inviter=me.person,
        secret_hash=codes.code_hash(code, "invite"),
        expires=timezone.localdate() + timedelta(days=INVITE_DAYS),
    )
    return code


def find_invite(code: str, today: date | None = None) -> tuple[Invite, InviteWords]:
    """Return an open invite and its words, or raise CannotPair."""
    today = today or timezone.localdate()
    hashed = codes.code_hash(code, "invite")
    found = Invite.objects.open(today).select_related("inviter").filter(secret_hash=hashed).first()
    if found is None or found.declined:
        raise CannotPair("This invite is not open.")
    try:
        return found, found.open(_invite_key(found.inviter, code))
    except CannotOpen as error:
        raise CannotPair("This invite was damaged.") from error


@transaction.atomic
def accept(me: Unlocked, code: str) -> Bond:
    """Make the bond and its key, box the key for the inviter and keep the first words."""
    found, words = find_invite(code)
    inviter = Person.objects.select_for_update().get(pk=found.inviter_id)
    if inviter == me.person or me.bond is not None or _has_bond(inviter):
        raise CannotPair("One of the two has a bond already.")
    bond = Bond.objects.create(began=timezone.localdate())
    key = Key.new(bond.id)
    theirs = Profile(words.name, words.pronouns, words.colour)
    mine = profile_of(me.settings, other_colour(words.colour))
    first = Membership.create_sealed(key, theirs, bond=bond, person=inviter, seat=0)
    second = Membership.create_sealed(key, mine, bond=bond, person=me.person, seat=1)
    BondKey.objects.create(membership=first, boxed=boxes.box_for(inviter.public_key, key.secret))
    hold(me, second, key)
    if words.first_words:
        text = FirstWordsText(words.first_words, timezone.now().isoformat())
        FirstWords.create_sealed(key, text, bond=bond, author=inviter)
    Invite.objects.filter(pk=found.pk).update(accepted=True)
    Invite.objects.filter(inviter=me.person).delete()
    _forget_seats(me)
    return bond


def hold(me: Unlocked, membership: Membership, key: Key) -> BondKey:
    """Keep a bond key wrapped under my person key."""
    purpose = f"bond {membership.bond_id} {key.version}"
    return BondKey.objects.create(
        membership=membership,
        version=key.version,
        wrapped=me.key.wrap(key.secret, purpose),
        person_key_version=me.key.version,
    )


def decline(code: str) -> None:
    """The invite opens no more. Its sender sees it waiting until it expires."""
    found, _ = find_invite(code)
    Invite.objects.filter(pk=found.pk).update(declined=True)


@transaction.atomic
def leave(me: Unlocked, *, withdraw: bool) -> None:
    """End the bond at once, alone, with no reason."""
    if me.bond is None:
        return
    bond = me.bond
    for part in all_parts():
        part.on_leave(me, bond, withdraw=withdraw)
    bond.ended_on = timezone.localdate()
    bond.save(update_fields=["ended_on"])
    Membership.objects.filter(bond=bond).update(is_living=False)
    _forget_seats(me)


def share_profile(me: Unlocked) -> None:
    """Let the bond know my name, pronouns and limits as they are now."""
    if me.seat is None:
        return
    profile = profile_of(me.settings, me.colour)
    me.seat.membership.seal(me.seat.key, profile).save_sealed()
    me.__dict__.pop("profile", None)


def profile_of(own: SettingsWords, colour: str) -> Profile:
    return Profile(
        name=own.name,
        pronouns=own.pronouns,
        colour=colour,
        stage=own.stage,
        tags_off=own.tags_off,
        ceiling=own.ceiling,
        depth=own.depth,
        evenings=own.evenings,
    )


def _has_bond(person: Person) -> bool:
    return Membership.objects.filter(person=person, is_living=True).exists()


def _invite_key(inviter: Person, code: str) -> Key:
    return Key(inviter.pk, 1, codes.code_key(code, "invite"))


def _forget_seats(me: Unlocked) -> None:
    for name in ("seat", "past_seats", "partner", "partner_membership", "profile"):
        me.__dict__.pop(name, None)
