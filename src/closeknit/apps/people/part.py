from typing import Any

from closeknit.apps.people.parts import Part
from closeknit.apps.people.unlocked import Unlocked


class PeoplePart(Part):
    def export(self, me: Unlocked) -> dict[str, Any]:
        person, own = me.person, me.settings
        return {
            "address": person.address,
            "language": person.language,
            "zone": person.zone,
            "name": own.name,
            "pronouns": own.pronouns,
            "country": own.country,
            "stage": own.stage,
        }
