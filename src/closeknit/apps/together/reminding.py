"""Remind both before a meeting, and let nothing disturb them in it. The worker needs no key."""

from datetime import datetime, timedelta
from uuid import UUID, uuid5

from django.utils import timezone

from closeknit.apps.notices.kinds import TIME
from closeknit.apps.notices.telling import forget, remind
from closeknit.apps.people.models import Person
from closeknit.apps.together import meetings
from closeknit.apps.together.meetings import Meeting
from closeknit.apps.together.models import UNDER_WAY, Away, Plan, Ritual

BEFORE = timedelta(minutes=30)
LOOKS_AHEAD = timedelta(hours=2)


def plan_reminders(now: datetime) -> None:
    """Put reminders of what begins within two hours into the outbox. Twice changes nothing."""
    plans = Plan.objects.filter(ritual__bond__ended_on=None).select_related("ritual__bond")
    for meeting in meetings.between(plans.prefetch_related("shifts"), now, now + LOOKS_AHEAD):
        due = meeting.begins - BEFORE
        if due < now - BEFORE:
            continue
        subject = _subject(meeting)
        for member in meeting.plan.ritual.bond.members.select_related("person"):
            remind(member.person, TIME, subject, due, meeting.begins)


def forget_ahead(ritual: Ritual) -> None:
    """Nobody is told of the next meetings as they were: they are about to change."""
    now = timezone.now()
    plans = Plan.objects.filter(ritual=ritual).prefetch_related("shifts")
    for meeting in meetings.between(plans, now, now + LOOKS_AHEAD):
        forget(_subject(meeting))


def _subject(meeting: Meeting) -> UUID:
    return uuid5(meeting.plan.ritual_id, f"{meeting.original} {meeting.begins.isoformat()}")


def is_meeting(person: Person, now: datetime) -> bool:
    plans = Plan.objects.filter(
        ritual__bond__members__person=person, ritual__bond__members__is_living=True
    )
    found = meetings.between(plans.prefetch_related("shifts"), now, now)
    return any(meeting.begins <= now < meeting.ends for meeting in found)


def is_away(person: Person, now: datetime) -> bool:
    """Whether both have put their phones away now."""
    rows = Away.objects.of(person).open(now)
    return rows.filter(phase=UNDER_WAY).exists()
