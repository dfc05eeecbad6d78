from dataclasses import asdict
from datetime import timedelta
from typing import Any

from django.utils import timezone

from closeknit.apps.people import aside, first_words, pairing
from closeknit.apps.people.key_card import key_card
from closeknit.apps.people.models import Bond, Membership, Person
from closeknit.apps.people.parts import (
    AHEAD,
    FROM_THE_OTHER,
    Card,
    Door,
    Part,
    all_parts,
    plain_door,
)
from closeknit.apps.people.past import Past, past_of
from closeknit.apps.people.unlocked import Unlocked

BEGINNING = timedelta(days=7)


class PeoplePart(Part):
    def today(self, me: Unlocked) -> Card | None:
        """Say that a key is at stake, that the other is here, or that the bond has ended."""
        if found := key_card(me):
            return found
        pairing.keep_profile_current(me)
        return _began(me, me.seat.bond) if me.seat else _ended(me) or _invited(me)

    def doors(self) -> dict[str, Door]:
        return {
            "invite": plain_door("people:invite"),
            "settings": plain_door("people:settings_questions"),
        }

    def export(self, me: Unlocked) -> dict[str, Any]:
        person, own = me.person, me.settings
        return {
            "address": person.address,
            "language": person.language,
            "zone": person.zone,
            "joined": person.joined.isoformat(),
            **{
                name: value
                for name, value in asdict(own).items()
                if name not in {"aside", "kept", "said"}
            },
            "bond": _exported_bond(me),
            "past": [_exported(past) for past in past_of(me)],
        }

    def on_leave(self, me: Unlocked, bond: Bond, *, withdraw: bool) -> None:
        if withdraw:
            first_words.withdraw(me, bond)

    def erase(self, person: Person) -> None:
        """Free the other for a later bond; a bond that nobody is left in goes too."""
        for bond in Bond.objects.of(person):
            pairing.end(bond)
        bonds = Bond.objects.filter(members__person=person)
        shared = Membership.objects.exclude(person=person).values("bond")
        bonds.exclude(pk__in=shared).delete()


def first_question() -> str:
    """The address of the place for questions, if there is one in this house."""
    places = (place for part in all_parts() for place in part.places())
    return next((place.url for place in places if place.name == "ask"), "")


def _began(me: Unlocked, bond: Bond) -> Card | None:
    """For a week, until what has arrived was put aside."""
    if timezone.localdate() - bond.began >= BEGINNING:
        return None
    words = first_words.read(me, bond)
    mark = aside.words_came(bond) if words.theirs else aside.arrived(bond)
    if me.partner is None or aside.is_put(me, mark):
        return None
    context = {
        "name": me.partner.name,
        "words": words,
        "mark": mark,
    }
    return Card("people/_today_began.html", FROM_THE_OTHER, context)


def _ended(me: Unlocked) -> Card | None:
    """For the one who was left, until they put it aside. Who left is stored nowhere."""
    seats = [seat for seat in me.past_seats if not aside.is_put(me, aside.ended(seat.bond))]
    if not seats:
        return None
    past = past_of(me, seats)[0]
    context = {"past": past, "mark": aside.ended(past.bond)}
    return Card("people/_today_ended.html", FROM_THE_OTHER, context)


def _invited(me: Unlocked) -> Card | None:
    """For the one whose invite waits: the way back to its link."""
    waiting = pairing.waiting(me)
    if waiting is None or waiting.is_over:
        return None
    return Card("people/_today_invited.html", AHEAD, {"expires": waiting.expires})


def _exported_bond(me: Unlocked) -> dict[str, Any] | None:
    if me.seat is None or me.partner is None:
        return None
    words = first_words.read(me, me.seat.bond)
    return _exported(Past(me.seat.bond, me.profile, me.partner, words))


def _exported(past: Past) -> dict[str, Any]:
    bond, words = past.bond, past.words
    return {
        "with": past.other.name,
        "began": bond.began.isoformat(),
        "ended": bond.ended_on and bond.ended_on.isoformat(),
        "my_colour": past.mine.colour,
        "my_first_words": words.mine and words.mine.text,
        "their_first_words": words.theirs and words.theirs.text,
    }
