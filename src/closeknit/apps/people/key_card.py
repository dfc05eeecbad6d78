"""What Today says before all else: that a key is at stake."""

from closeknit.apps.people import giving_back, recovery
from closeknit.apps.people.parts import KEYS, Card
from closeknit.apps.people.unlocked import Unlocked


def key_card(me: Unlocked) -> Card | None:
    if asked := recovery.waiting(me.person):
        return Card("people/_today_recovery.html", KEYS, {"recovery": asked})
    if me.waits_for_key:
        return Card("people/_today_waits.html", KEYS)
    if giving_back.is_asked(me):
        name = me.partner.name if me.partner else ""
        return Card("people/_today_give_back.html", KEYS, {"name": name})
    return None
