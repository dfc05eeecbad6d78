"""What Time lays on Today: what came from the other, and the next meeting of today."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid5

from django.utils import timezone

from closeknit.apps.people import aside
from closeknit.apps.people.parts import AHEAD, FROM_THE_OTHER, Card
from closeknit.apps.people.unlocked import Unlocked
from closeknit.apps.together import showing, timeline
from closeknit.apps.together.models import SharedMoment
from closeknit.apps.together.showing import Shown

NEWS = timedelta(days=14)


def card(me: Unlocked) -> Card | None:
    if me.bond is None or me.waits_for_key:
        return None
    found = showing.all_of(me)
    line = _meeting(found, timezone.now())
    asked = next((one for one in found if one.waits_for_me and not _rests(me, one)), None)
    if asked is not None:
        return Card("together/_card_asked.html", FROM_THE_OTHER, {"one": asked}, line=line)
    came = _came(me)
    return replace(came, line=line) if came else line


def proposal_mark(one: Shown) -> str:
    """Another proposal of the same ritual is another thing to put aside."""
    return f"ritual:{uuid5(one.row.pk, '|'.join(map(str, one.words.proposal)))}"


def _rests(me: Unlocked, one: Shown) -> bool:
    """A proposal that was put aside, or has waited for two weeks, waits on its own page."""
    is_old = one.row.day <= timezone.localdate() - NEWS
    return is_old or aside.is_put(me, proposal_mark(one))


def moment_mark(row: Any) -> str:
    return f"moment:{row.pk}"


def _came(me: Unlocked) -> Card | None:
    """The latest moment that the other shared and that I have not put aside."""
    since = timezone.localdate() - NEWS
    rows = SharedMoment.objects.filter(bond=me.bond, day__gt=since).by_the_other(me.person)
    rows = rows.select_related("bond")
    waiting = [row for row in rows if not aside.is_put(me, moment_mark(row))]
    found = sorted((timeline.given(me, row) for row in waiting), key=lambda one: one.written)
    if not found:
        return None
    [one] = timeline.with_photos(me, found[-1:])
    return Card("together/_card_moment.html", FROM_THE_OTHER, {"one": one})


def _meeting(found: list[Shown], now: datetime) -> Card | None:
    until = timezone.localtime().replace(hour=23, minute=59, second=59)
    for one, meeting in showing.upcoming(found, now):
        if meeting.begins <= until:
            context = {"one": one, "meeting": meeting}
            return Card("together/_line_meeting.html", AHEAD, context, is_line=True)
    return None
