"""Calendars for other programs: times, and one of three phrases that say nothing of the two."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone, translation
from icalendar import Calendar, Event, vRecur

from closeknit.apps.people.middleware import zone_of
from closeknit.apps.people.models import Person
from closeknit.apps.people.unlocked import Unlocked
from closeknit.apps.together.forms import PHRASES
from closeknit.apps.together.meetings import moment_of
from closeknit.apps.together.models import FREE, Feed, Plan
from closeknit.apps.together.words import FeedWords
from closeknit.domain.hours import wall

REFRESH = timedelta(hours=6)
YEARS = 12


def feed_of(me: Unlocked) -> tuple[Feed, str] | None:
    """Return my feed and the secret part of its address."""
    row = Feed.objects.filter(person=me.person).first()
    key = me.keys.get(row.key_version) if row else None
    words = row.open_or_none(key) if row and key else None
    return (row, words.token) if row and words else None


@transaction.atomic
def make_feed(me: Unlocked, phrase: int) -> None:
    """Make a new address; an old one stops."""
    Feed.objects.filter(person=me.person).delete()
    token = secrets.token_urlsafe(24)
    Feed.create_sealed(
        me.key, FeedWords(token), person=me.person, token_hash=_hash(token), phrase=phrase
    )


def forget_feed(me: Unlocked) -> None:
    Feed.objects.filter(person=me.person).delete()


def feed_by(token: str) -> Feed | None:
    return Feed.objects.filter(token_hash=_hash(token)).select_related("person").first()


def plans_of(person: Person) -> list[Plan]:
    plans = Plan.objects.filter(
        ritual__bond__members__person=person, ritual__bond__members__is_living=True
    )
    return list(plans.prefetch_related("shifts").order_by("pk"))


def calendar(plans: Iterable[Plan], person: Person, phrase: int = FREE) -> bytes:
    """Return an iCalendar file (RFC 5545) of these plans, in the person's language."""
    with translation.override(person.language):
        summary = str(dict(PHRASES)[phrase])
    made = Calendar()
    made.add("prodid", "-//Calendar//EN")
    made.add("version", "2.0")
    made.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    first = timezone.now().date()
    for plan in plans:
        first = min(first, date.fromisoformat(plan.first[:10]))
        for event in _events(plan, summary):
            made.add_component(event)
    # A few years are enough, and some programs read no longer lists of changing clocks.
    years = {"first_date": date(first.year, 1, 1), "last_date": date(first.year + YEARS, 1, 1)}
    made.add_missing_timezones(**years)
    return bytes(made.to_ical())


def _events(plan: Plan, summary: str) -> Iterable[Event]:
    """Yield the series without what was moved or skipped, and what was moved as events of its own.

    Programs differ in how they read an exception to a series; all of them read a date left out.
    """
    shifts = list(plan.shifts.all())
    originals = [_local(plan, shift.original) for shift in shifts]
    if plan.rule or not shifts:
        series = _event(plan, summary, plan.first)
        if plan.rule:
            series.add("rrule", vRecur.from_ical(plan.rule))
        if originals:
            series.add("exdate", originals)
        yield series
    for shift in shifts:
        if shift.moved_to:
            yield _event(plan, summary, shift.moved_to, shift.original)


def _event(plan: Plan, summary: str, at: str, original: str = "") -> Event:
    event = Event()
    event.add("uid", f"{_number(plan, original)}@calendar")
    event.add("dtstamp", timezone.now())
    event.add("dtstart", _local(plan, at))
    event.add("duration", timedelta(minutes=plan.minutes))
    event.add("summary", summary)
    event.add("class", "PRIVATE")
    return event


def _number(plan: Plan, original: str) -> UUID:
    """Name an event without telling which row it is."""
    told = plan.ritual_id.bytes + original.encode()
    return UUID(bytes=hashlib.blake2b(told, digest_size=16).digest())


def _local(plan: Plan, at: str) -> datetime:
    zone = zone_of(plan.zone)
    local = moment_of(at, zone).astimezone(zone)
    return wall(local.date(), local.time(), zone)


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
