"""The picture: of both where both chose it, of one otherwise, and honestly titled."""

from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from closeknit.apps.people.decorators import unlocked
from closeknit.apps.people.parts import way_to
from closeknit.apps.people.unlocked import Unlocked, UnlockedRequest
from closeknit.apps.picture import book as books
from closeknit.apps.picture import opened, rhythm, showing, today, watching
from closeknit.apps.picture.answering import week
from closeknit.apps.picture.names import PARTS, PILLARS
from closeknit.apps.picture.words import SIGNS, BookWords, ReleasedWords
from closeknit.content import library
from closeknit.domain import measures as domain


@unlocked
@require_safe
def show(request: UnlockedRequest) -> HttpResponse:
    me, day = request.me, timezone.localdate()
    book = books.read(me)
    books.settle(me, book)
    shared = books.is_shared(me)
    other = books.theirs(me) if me.seat else ReleasedWords()
    drawn = other if shared else replace(other, weeks=(), pillars=())
    watched = watching.watch(me, book, drawn, day)
    said = showing.said(me, book, watched)
    today.see(me, book, said)
    context = (
        _around(me, book)
        | _threads(me, book, drawn, watched)
        | {
            "said": said,
            "is_shared": shared,
            "pillars": opened.pillars(book, drawn),
            "sides": showing.sides(me, book, drawn, day),
            "signs": opened.signs(me, book, other),
            "signs_wait": _signs_wait(me, book, other),
            "barriers": opened.barriers(book, other),
            "is_muted": me.settings.drift_muted,
            "steady": domain.STEADY_IN_100,
            "steady_apart": domain.STEADY_APART_IN_100,
            "has_pillars": bool(drawn.pillars),
            "shows_barriers": bool(me.seat) and me.settings.barriers_with == books.bond_id(me),
        }
    )
    return render(request, "picture/show.html", context)


@unlocked
@require_safe
def mine(request: UnlockedRequest) -> HttpResponse:
    """My weeks alone, with what is let into the picture of both."""
    me, day = request.me, timezone.localdate()
    book = books.read(me)
    watched = watching.watch(me, book, _drawable(me), day)
    said = showing.said(me, book, watched)
    context = {"here": "picture", "is_shared": books.is_shared(me), "partner": me.partner}
    return render(request, "picture/mine.html", context | showing.of_mine(book, watched, said))


@unlocked
@require_safe
def measures(request: UnlockedRequest) -> HttpResponse:
    """Every question that is asked here, and what its answers can and cannot say."""
    content = library(get_language() or "en")
    context = {
        "here": "picture",
        "pulse": content.pulse(),
        "pillars": [(PILLARS[name], content.sitting(name)) for name in PILLARS],
        "signs": content.signs.values(),
        "barriers": content.barriers.values(),
        "steady": domain.STEADY_IN_100,
    }
    return render(request, "picture/measures.html", context)


@unlocked
@require_safe
def talk(request: UnlockedRequest) -> HttpResponse:
    """A short guide for talking about what the picture shows, with nothing to fill in."""
    context = {
        "here": "picture",
        "partner": request.me.partner,
        "begin": way_to("talk", _FROM_PICTURE),
    }
    return render(request, "picture/talk.html", context)


# The protocol that looks at the picture of both.
_FROM_PICTURE = "from-the-picture"


def _around(me: Unlocked, book: BookWords) -> dict[str, Any]:
    day = timezone.localdate()
    part = rhythm.next_part(book, day)
    return {
        "here": "picture",
        "partner": me.partner,
        "is_alone": me.seat is None or me.waits_for_key,
        "is_answered": rhythm.is_answered(book, day),
        "is_begun": any(week(book, rhythm.week_asked(day))[1]),
        "has_weeks": any(any(one[1]) for one in book.weeks),
        "has_sittings": any(one[3] for one in book.sittings),
        "waits": me.waits_for_key,
        "part": part,
        "part_name": PARTS[part] if part else "",
        "is_offered": rhythm.is_offered(book, day),
        "first": rhythm.first_sitting(book),
    }


def _threads(
    me: Unlocked, book: BookWords, drawn: ReleasedWords, watched: watching.Watched
) -> dict[str, Any]:
    """Draw both threads once there is one of the other's, mine alone until then."""
    said = showing.said(me, book, watched)
    if me.seat and drawn.weeks:
        both = showing.of_both(book, drawn, said, timezone.localdate(), books.began(me))
        if both["has_theirs"]:
            return both
    return showing.of_mine(book, watched, said)


def _drawable(me: Unlocked) -> ReleasedWords:
    return books.theirs(me) if books.is_shared(me) else ReleasedWords()


def _signs_wait(me: Unlocked, book: BookWords, other: ReleasedWords) -> str:
    """Name the state of my signs: mine alone, waiting to open together, or open."""
    latest = books.latest(book, SIGNS)
    if latest is None or not me.seat:
        return ""
    if not books.opened_signs(book, books.bond_id(me)):
        return "mine"
    return "open" if any(other.signs) else "waiting"
