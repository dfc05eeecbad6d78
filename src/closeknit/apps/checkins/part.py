from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from closeknit.apps.checkins import leaving, today
from closeknit.apps.checkins.models import CheckIn
from closeknit.apps.people.models import Bond, Person
from closeknit.apps.people.parts import Card, Door, Part, Place, door_with, plain_door, posted_door
from closeknit.apps.people.unlocked import Unlocked


class CheckinsPart(Part):
    def places(self) -> list[Place]:
        return [Place("feel", _("Feel"), reverse("checkins:words"), order=1, in_bar=False)]

    def doors(self) -> dict[str, Door]:
        return {
            "checkin": posted_door("checkins:begin", "wish"),
            "mend": plain_door("checkins:mend"),
            "act": door_with("checkins:care", "act"),
        }

    def today(self, me: Unlocked) -> Card | None:
        return today.card(me)

    def export(self, me: Unlocked) -> dict[str, Any]:
        return leaving.export(me)

    def under_own_key(self, person: Person) -> list[QuerySet[Any]]:
        # One that was shared holds its copy, which the bond's key still opens.
        return [CheckIn.objects.filter(person=person, share__isnull=True)]

    def on_leave(self, me: Unlocked, bond: Bond, *, withdraw: bool) -> None:
        leaving.leave(me, bond, withdraw=withdraw)
