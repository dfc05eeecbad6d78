"""What Time lays on Today: a proposal from the other, or the next meeting of today."""

from django.utils import timezone

from closeknit.apps.people.parts import AHEAD, FROM_THE_OTHER, Card
from closeknit.apps.people.unlocked import Unlocked
from closeknit.apps.together import showing


def card(me: Unlocked) -> Card | None:
    if me.bond is None or me.waits_for_key:
        return None
    found = showing.all_of(me)
    asked = next((one for one in found if one.waits_for_me), None)
    if asked is not None:
        return Card("together/_card_asked.html", FROM_THE_OTHER, {"one": asked})
    now = timezone.now()
    until = timezone.localtime().replace(hour=23, minute=59, second=59)
    for one, meeting in showing.upcoming(found, now):
        if meeting.begins <= until:
            context = {"one": one, "meeting": meeting}
            return Card("together/_line_meeting.html", AHEAD, context, is_line=True)
    return None
