from typing import Any

from closeknit.apps.notices.kinds import chosen
from closeknit.apps.notices.models import Choice, Endpoint, Outbox
from closeknit.apps.people.models import Bond
from closeknit.apps.people.parts import Door, Part, plain_door
from closeknit.apps.people.unlocked import Unlocked


class NoticesPart(Part):
    def doors(self) -> dict[str, Door]:
        return {"notices": plain_door("notices:choose")}

    def export(self, me: Unlocked) -> dict[str, Any]:
        choice = Choice.objects.filter(person=me.person).first()
        return {
            "push": chosen(choice.push_kinds) if choice else [],
            "mail": chosen(choice.mail_kinds) if choice else [],
            "quiet": [choice.quiet_begins, choice.quiet_ends] if choice else None,
            "devices": Endpoint.objects.filter(person=me.person).count(),
        }

    def on_leave(self, me: Unlocked, bond: Bond, *, withdraw: bool) -> None:
        """What was on its way to either is about things that have ended.

        Whoever withdraws later, from a bond that is over, may have another one to be told of.
        """
        if bond.ended_on is None:
            people = bond.members.values("person")
            Outbox.objects.filter(person__in=people).delete()
