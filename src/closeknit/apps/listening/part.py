from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from closeknit.apps.listening import home, leaving
from closeknit.apps.listening.models import AfterTalk
from closeknit.apps.people.models import Bond, Person
from closeknit.apps.people.parts import Card, Door, Part, Place, Way
from closeknit.apps.people.unlocked import Unlocked


class ListeningPart(Part):
    def places(self) -> list[Place]:
        return [Place("listen", _("Listen"), reverse("listening:home"), order=3)]

    def doors(self) -> dict[str, Door]:
        return {"talk": lambda way: Way(reverse("listening:begin", args=[way]))}

    def today(self, me: Unlocked) -> Card | None:
        return home.card(me)

    def is_busy(self, person: Person, now: datetime) -> bool:
        return home.is_talking(person, now)

    def export(self, me: Unlocked) -> dict[str, Any]:
        return leaving.export(me)

    def under_own_key(self, person: Person) -> list[QuerySet[Any]]:
        return [AfterTalk.objects.filter(person=person)]

    def on_leave(self, me: Unlocked, bond: Bond, *, withdraw: bool) -> None:
        leaving.leave(me, bond, withdraw=withdraw)

    def erase(self, person: Person) -> None:
        leaving.erase(person)
