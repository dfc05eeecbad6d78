"""Rituals and meetings as one of the two sees them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from closeknit.apps.people.middleware import zone_of
from closeknit.apps.people.unlocked import Unlocked
from closeknit.apps.together import meetings, repeating, rituals
from closeknit.apps.together import words as w
from closeknit.apps.together.meetings import Meeting
from closeknit.apps.together.models import Plan, Ritual
from closeknit.apps.together.words import RitualWords, Timing

AHEAD = timedelta(days=14)
LATEST_HOUR = 21

ACTS: dict[str, Promise] = {
    w.PROPOSED: _("proposed"),
    w.CHANGED: _("proposed another time"),
    w.AGREED: _("agreed"),
    w.MOVED: _("moved"),
    w.SKIPPED: _("skipped"),
    w.ENDED: _("let rest"),
}


@dataclass(frozen=True)
class Line:
    """A line of a ritual's history: who, if it is somebody's matter, what, about which time."""

    name: str
    act: str | Promise
    about: datetime | None
    moved_to: datetime | None
    at: date


@dataclass(frozen=True)
class Choice:
    """A time to which a meeting could be moved by one tap."""

    label: str | Promise
    at: datetime
    to: str


@dataclass(frozen=True)
class Shown:
    """A ritual for one reader."""

    row: Ritual
    words: RitualWords
    seat: int
    name: str
    other: str

    @cached_property
    def plan(self) -> Plan | None:
        return getattr(self.row, "plan", None)

    @property
    def timing(self) -> Timing | None:
        plan = self.plan
        return Timing(plan.first, plan.zone, plan.rule, plan.minutes) if plan else None

    @property
    def proposal(self) -> Timing | None:
        return Timing(*self.words.proposal) if self.words.proposal else None

    @property
    def is_mine(self) -> bool:
        """Whether I proposed last."""
        return self.words.by == self.seat

    @property
    def was_not_this(self) -> bool:
        """Whether I proposed it, and the other has said "not this"."""
        return self.is_mine and self.words.ended and not self.words.history

    @property
    def waits_for_me(self) -> bool:
        return bool(self.words.proposal) and not self.is_mine

    @property
    def agreed_in_words(self) -> str:
        return repeating.in_words(self.timing) if self.timing else ""

    @property
    def proposed_in_words(self) -> str:
        return repeating.in_words(self.proposal) if self.proposal else ""

    @property
    def agreed_from(self) -> datetime | None:
        return _moment(self.timing)

    @property
    def proposed_from(self) -> datetime | None:
        return _moment(self.proposal)

    @property
    def history(self) -> list[Line]:
        """Return what happened, the latest first."""
        return [self._line(*one) for one in reversed(self.words.history)]

    def _line(self, seat: int, act: str, about: str, at: str) -> Line:
        name = {self.seat: self.name, 1 - self.seat: self.other}.get(seat, "")
        first, _space, moved_to = about.partition(" ")
        zone = self.timing or self.proposal
        place = zone_of(zone.zone) if zone else timezone.get_current_timezone()
        times = [meetings.moment_of(one, place) if one else None for one in (first, moved_to)]
        return Line(name, ACTS.get(act, act), times[0], times[1], date.fromisoformat(at[:10]))


def all_of(me: Unlocked) -> list[Shown]:
    """Return the rituals of my bond that do not rest, those that wait for me first."""
    return [one for one in every(me) if not one.words.ended]


def every(me: Unlocked) -> list[Shown]:
    """Return all rituals of my bond, those that wait for me first."""
    rows = Ritual.objects.filter(bond=me.bond).select_related("bond", "plan")
    rows = rows.prefetch_related("plan__shifts").order_by("day", "pk")
    found = [one for row in rows if (one := shown(me, row))]
    return sorted(found, key=lambda one: not one.waits_for_me)


def shown(me: Unlocked, row: Ritual) -> Shown | None:
    words, seat = rituals.words_in(me, row), me.seat_in(row.bond)
    if words is None or seat is None:
        return None
    other = me.partner.name if me.partner and row.bond == me.bond else ""
    return Shown(row, words, int(seat.membership.seat), me.name, other)


def upcoming(found: list[Shown], now: datetime) -> list[tuple[Shown, Meeting]]:
    """Return the meetings of two weeks with their rituals, those under way included."""
    by_plan = {one.plan.pk: one for one in found if one.plan}
    plans = [one.plan for one in found if one.plan]
    return [
        (by_plan[meeting.plan.pk], meeting) for meeting in meetings.between(plans, now, now + AHEAD)
    ]


def moves(meeting: Meeting, now: datetime) -> list[Choice]:
    """Return a few times that one tap moves a meeting to."""
    local = timezone.localtime(meeting.begins)
    wished = [
        (_("Two hours later"), local + timedelta(hours=2)),
        (_("A day later"), local + timedelta(days=1)),
        (_("Two days later"), local + timedelta(days=2)),
        (_("A week later"), local + timedelta(days=7)),
    ]
    zone = zone_of(meeting.plan.zone)
    return [
        Choice(label, at, meetings.wall_of(at, zone))
        for label, at in wished
        if at > now and (at.date() != local.date() or at.hour <= LATEST_HOUR)
    ]


def _moment(timing: Timing | None) -> datetime | None:
    return meetings.moment_of(timing.first, zone_of(timing.zone)) if timing else None
