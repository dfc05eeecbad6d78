from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from closeknit.apps.journeys import leaving, today
from closeknit.apps.people.models import Bond
from closeknit.apps.people.parts import Card, Door, Part, Place, plain_door
from closeknit.apps.people.unlocked import Unlocked


class JourneysPart(Part):
    def places(self) -> list[Place]:
        url = reverse("journeys:home")
        return [Place("journeys", _("Journeys"), url, order=6, in_bar=False)]

    def doors(self) -> dict[str, Door]:
        return {"journeys": plain_door("journeys:home")}

    def today(self, me: Unlocked) -> Card | None:
        return today.card(me)

    def export(self, me: Unlocked) -> dict[str, Any]:
        return leaving.export(me)

    def on_leave(self, me: Unlocked, bond: Bond, *, withdraw: bool) -> None:
        leaving.leave(me, bond)
