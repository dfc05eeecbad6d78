from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from closeknit.apps.people.models import Bond, Person
from closeknit.apps.people.parts import Card, Door, Part, Place, door_with, plain_door
from closeknit.apps.people.unlocked import Unlocked
from closeknit.apps.together import leaving, reminding, starters, today
from closeknit.apps.together.models import Feed, Felt, Moment


class TogetherPart(Part):
    def places(self) -> list[Place]:
        return [Place("time", _("Time"), reverse("together:home"), order=4)]

    def doors(self) -> dict[str, Door]:
        return {
            "ritual": door_with("together:propose", "idea"),
            "away": plain_door("together:away"),
            "moment": plain_door("together:keep_moment"),
            "starter": starters.way,
        }

    def today(self, me: Unlocked) -> Card | None:
        return today.card(me)

    def is_busy(self, person: Person, now: datetime) -> bool:
        return reminding.is_away(person, now) or reminding.is_meeting(person, now)

    def export(self, me: Unlocked) -> dict[str, Any]:
        return leaving.export(me)

    def under_own_key(self, person: Person) -> list[QuerySet[Any]]:
        return [
            Feed.objects.filter(person=person),
            Felt.objects.filter(person=person),
            # One that is shared holds its copy, which the bond's key still opens.
            Moment.objects.filter(person=person, share__isnull=True),
        ]

    def on_leave(self, me: Unlocked, bond: Bond, *, withdraw: bool) -> None:
        leaving.leave(me, bond, withdraw=withdraw)
