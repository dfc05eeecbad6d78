"""The card on Today: what came from the other, or the way into a check-in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from closeknit.apps.checkins import coach, reading
from closeknit.apps.checkins.choices import my_library
from closeknit.apps.checkins.forms import SentForm
from closeknit.apps.checkins.models import Mend, Reply, SharedCheckIn
from closeknit.apps.checkins.pieces import pieces
from closeknit.apps.checkins.reading import thread_url
from closeknit.apps.checkins.telling import wished
from closeknit.apps.people import aside
from closeknit.apps.people.between import can_share, others_name
from closeknit.apps.people.models import Bond
from closeknit.apps.people.parts import FROM_THE_OTHER, MINE, Card
from closeknit.apps.people.unlocked import Unlocked
from closeknit.content import Feeling

NEWS = timedelta(days=14)
# By the days of two zones, an answer may be this much older than what it answers.
ZONES_APART = timedelta(days=2)
EACH = 3


@dataclass(frozen=True)
class News:
    """Something of the other's that I have neither answered nor put aside."""

    said: reading.Said
    mark: str


def card(me: Unlocked) -> Card:
    today = timezone.localdate()
    news = _news(me, me.seat.bond, today) if me.seat and can_share(me) else None
    if news is None:
        context = {"feelings": six(today), "is_alone": me.seat is None}
        return Card("checkins/_card_mine.html", MINE, context)
    return Card(f"checkins/_card_{news.said.kind}.html", FROM_THE_OTHER, _context(me, news, today))


def six(today: date) -> list[Feeling]:
    """Return six first words, another handful each day, pleasant and hard ones in turn."""
    first = {one.family: one for one in reversed(list(my_library().feelings.values()))}.values()
    pleasant = _turned([one for one in first if one.pleasant], today)
    hard = _turned([one for one in first if not one.pleasant], today)
    pairs = zip(pleasant[:EACH], hard[:EACH], strict=False)
    return [one for pair in pairs for one in pair]


def _turned(words: list[Feeling], today: date) -> list[Feeling]:
    ordered = words[::-1]
    at = today.toordinal() % max(len(ordered), 1)
    return [*ordered[at:], *ordered[:at]]


def _news(me: Unlocked, bond: Bond, today: date) -> News | None:
    """Return the latest thing that waits; three queries, whatever waits."""
    names = {bond.pk: others_name(me, bond)}
    waiting = [row for row in _waiting(me, bond, today - NEWS) if not _is_aside(me, row)]
    for row in waiting:
        row.bond = bond
    found = sorted((reading.said(me, row, names) for row in waiting), key=lambda one: one.order)
    return News(found[-1], _mark(found[-1].row)) if found else None


def _waiting(me: Unlocked, bond: Bond, since: date) -> Iterable[SharedCheckIn | Reply | Mend]:
    replies = Reply.objects.filter(bond=bond, day__gt=since - ZONES_APART).select_related("shared")
    mine = [reply for reply in replies if reply.author_id == me.person.pk]
    answered = {reply.shared_id for reply in mine} | {reply.parent_id for reply in mine}
    new = {"bond": bond, "day__gt": since}
    shared = SharedCheckIn.objects.filter(**new).by_the_other(me.person)
    yield from (row for row in shared if row.pk not in answered)
    theirs = (one for one in replies if one.author_id != me.person.pk and one.day > since)
    yield from (one for one in theirs if one.shared_id and one.pk not in answered)
    yield from Mend.objects.filter(**new).by_the_other(me.person)


def _is_aside(me: Unlocked, row: SharedCheckIn | Reply | Mend) -> bool:
    return aside.is_put(me, _mark(row))


def _mark(row: SharedCheckIn | Reply | Mend) -> str:
    kinds = {SharedCheckIn: "share", Reply: "reply", Mend: "mend"}
    return f"{kinds[type(row)]}:{row.pk}"


def _context(me: Unlocked, news: News, today: date) -> dict[str, Any]:
    said = news.said
    context = {"said": said, "name": said.name, "days": (today - said.row.day).days}
    if said.kind == "share" and said.words:
        words = said.words
        context["pieces"] = pieces(words.sentence, words.feelings, words.need)
        context |= {"heard": coach.heard(words), "hear": SentForm(auto_id=False)}
        context["wished"] = wished(words, said.name)
    if isinstance(said.row, Reply):
        context["thread"] = thread_url(said.row, me.person)
    return context
