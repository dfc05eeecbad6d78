from datetime import datetime, time
from typing import Any
from uuid import uuid5

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from closeknit.apps.people.models import Bond, Person
from closeknit.apps.people.parts import Card, Door, Part, Place, Reminder, plain_door, posted_door
from closeknit.apps.people.unlocked import Unlocked
from closeknit.apps.questions import choosing, leaving, letters, tonight
from closeknit.apps.questions.models import Answer, AskedBefore, JournalEntry, Letter

REMINDED_AT = time(18, 30)


class QuestionsPart(Part):
    def places(self) -> list[Place]:
        return [Place("ask", _("Ask"), reverse("questions:tonight"), order=2)]

    def doors(self) -> dict[str, Door]:
        return {
            "question": posted_door("questions:card", "question"),
            "better": plain_door("questions:better"),
            "reflection": posted_door("questions:journal_about", "step"),
            "letter": plain_door("questions:new_letter"),
        }

    def today(self, me: Unlocked) -> Card | None:
        return letters.card(me) or tonight.card(me)

    def reminders(self, me: Unlocked) -> list[Reminder]:
        """The next evening that brings a question."""
        day = choosing.next_evening(me, timezone.localdate())
        if day is None:
            return []
        due = timezone.make_aware(datetime.combine(day, REMINDED_AT))
        return [Reminder("evening", uuid5(me.person.pk, f"evening {day}"), due)]

    def export(self, me: Unlocked) -> dict[str, Any]:
        return leaving.export(me)

    def under_own_key(self, person: Person) -> list[QuerySet[Any]]:
        return [
            JournalEntry.objects.filter(person=person),
            Answer.objects.filter(author=person, released=False),
            AskedBefore.objects.filter(person=person),
            Letter.objects.filter(author=person, bond__isnull=True),
        ]

    def on_leave(self, me: Unlocked, bond: Bond, *, withdraw: bool) -> None:
        leaving.leave(me, bond, withdraw=withdraw)

    def erase(self, person: Person) -> None:
        leaving.erase(person)
