"""Look back, for me alone: by week in words and a picture, and entry by entry."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from closeknit.apps.checkins import coach, leaving, picture, reading
from closeknit.apps.checkins import words as kinds
from closeknit.apps.checkins.listing import ENERGIES
from closeknit.apps.checkins.models import CheckIn
from closeknit.apps.people.decorators import unlocked
from closeknit.apps.people.paging import page_of
from closeknit.apps.people.unlocked import UnlockedRequest
from closeknit.domain.lookback import Feeling, Felt, Week, first_of, weeks

SHOWN = 26
EARLIEST = date(2020, 1, 1)


@unlocked
@require_safe
def by_week(request: UnlockedRequest) -> HttpResponse:
    me, today = request.me, timezone.localdate()
    last = _asked(request.GET.get("to", ""), today)
    first = first_of(last, SHOWN)
    until = first + timedelta(weeks=SHOWN)
    rows = CheckIn.objects.of(me.person)
    found = reading.entries(me, rows.filter(day__gte=first, day__lt=until))
    by_week = weeks(_felt(found), last, SHOWN)
    context = {
        "here": "feel",
        "first": first,
        "last": min(until - timedelta(days=1), today),
        "weeks": [_in_words(week) for week in reversed(by_week) if not week.is_empty],
        "pictures": picture.drawings(by_week),
        "energies": ENERGIES.values(),
        "older": first - timedelta(days=1) if rows.filter(day__lt=first).exists() else None,
        "newer": _newer(until, today),
        "is_broken": any(one.words is None for one in found),
    }
    return render(request, "checkins/back.html", context)


@unlocked
@require_safe
def entries(request: UnlockedRequest) -> HttpResponse:
    me = request.me
    leaving.bring_homeless(me)
    rows = CheckIn.objects.of(me.person).select_related("share")
    page = page_of(rows.order_by("-day", "pk"), request.GET.get("page", ""))
    context = {"here": "feel", "page": page, "entries": reading.entries(me, page.rows)}
    return render(request, "checkins/entries.html", context)


def _felt(found: Iterable[reading.Entry]) -> Iterable[Felt]:
    for one in found:
        if one.words is not None and not one.is_kept:
            strength = one.words.strength
            yield Felt(one.row.day, tuple(_feelings(one)), one.chosen.need_word, strength)


def _feelings(one: reading.Entry) -> Iterable[Feeling]:
    for known in one.chosen.named:
        yield Feeling(known.word, known.energy, known.pleasant)
    if own := one.chosen.own_feeling:
        yield Feeling(own)
    if one.words and one.words.kind == kinds.FINE:
        yield Feeling(_("fine"))


def _in_words(week: Week) -> dict[str, Any]:
    return {
        "begins": week.begins,
        "feelings": coach.listed(week.feelings),
        "needs": coach.listed(week.needs),
        "by_energy": [", ".join(week.words_of(energy)) for energy in ENERGIES],
        "all_needs": ", ".join(week.needs),
    }


def _asked(day: str, today: date) -> date:
    """Return the day up to which somebody wants to look back, today at the latest."""
    try:
        return max(min(date.fromisoformat(day), today), EARLIEST)
    except ValueError:
        return today


def _newer(until: date, today: date) -> date | None:
    if until > today:
        return None
    return min(until + timedelta(weeks=SHOWN) - timedelta(days=1), today)
