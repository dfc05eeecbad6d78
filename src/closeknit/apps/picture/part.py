from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid5

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from closeknit.apps.people.models import Bond, Person
from closeknit.apps.people.parts import Card, Door, Part, Place, Reminder, plain_door
from closeknit.apps.people.unlocked import Unlocked
from closeknit.apps.picture import leaving, rhythm, today
from closeknit.apps.picture.models import Book


class PicturePart(Part):
    def places(self) -> list[Place]:
        return [Place("picture", _("Picture"), reverse("picture:show"), order=5)]

    def doors(self) -> dict[str, Door]:
        return {
            "pulse": plain_door("picture:pulse"),
            "assessment": plain_door("picture:assessment"),
        }

    def reminders(self, me: Unlocked) -> list[Reminder]:
        """The next Sunday, answered or not: it is planned in the clear."""
        day = _sunday_after(timezone.localdate())
        due = timezone.make_aware(datetime.combine(day, rhythm.REMINDED_AT))
        return [Reminder("week", uuid5(me.person.pk, f"week of {day}"), due)]

    def today(self, me: Unlocked) -> Card | None:
        return today.card(me)

    def export(self, me: Unlocked) -> dict[str, Any]:
        return leaving.export(me)

    def under_own_key(self, person: Person) -> list[QuerySet[Any]]:
        return [Book.objects.filter(person=person)]

    def on_leave(self, me: Unlocked, bond: Bond, *, withdraw: bool) -> None:
        leaving.leave(me, bond, withdraw=withdraw)


def _sunday_after(today: date) -> date:
    return today + timedelta(days=7 - today.isoweekday() % 7)
