"""What of talks concerns somebody now, for the place itself and for Today."""

from datetime import datetime, timedelta

from closeknit.apps.listening import reading
from closeknit.apps.listening.models import DECLINED, RUNNING, Talk
from closeknit.apps.listening.reading import Shown
from closeknit.apps.people.models import Person
from closeknit.apps.people.parts import FROM_THE_OTHER, Card
from closeknit.apps.people.unlocked import Unlocked
from closeknit.domain import listening

AN_HOUR = timedelta(hours=1)


def open_talks(me: Unlocked) -> list[Shown]:
    """Return invitations and talks under way as I see them, and a "not now" to mine."""
    rows = Talk.objects.filter(bond=me.bond).open() | Talk.objects.filter(
        bond=me.bond, phase=DECLINED
    )
    found = [reading.shown(me, row) for row in rows.select_related("bond").order_by("phase", "pk")]
    return [one for one in found if one and _concerns(me, one)]


def _concerns(me: Unlocked, one: Shown) -> bool:
    if one.talk.is_over:
        return one.talk.ending == listening.NOT_NOW and one.is_mine
    return not reading.is_hidden(me, one)


def is_talking(person: Person, now: datetime) -> bool:
    """Whether a talk aloud was moved within the last hour."""
    rests = timedelta(milliseconds=listening.RESTS)
    rows = Talk.objects.living(person).filter(phase=RUNNING, is_written=False)
    return rows.filter(until__gt=now + rests - AN_HOUR).exists()


def card(me: Unlocked) -> Card | None:
    """An invitation, a talk that goes on, or a step in writing that is mine."""
    if me.bond is None or me.waits_for_key:
        return None
    waiting = [one for one in open_talks(me) if _is_for_today(one)]
    if not waiting:
        return None
    one = min(waiting, key=lambda one: (one.talk.phase == listening.INVITED, one.row.is_written))
    return Card("listening/_card.html", FROM_THE_OTHER, {"one": one})


def _is_for_today(one: Shown) -> bool:
    if one.talk.phase == listening.RUNNING and not one.row.is_written:
        return True
    return one.is_acting and not one.talk.is_over
