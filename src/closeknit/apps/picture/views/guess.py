"""What do you think your partner answered? One pillar a month; both open together."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from closeknit.apps.people.decorators import unlocked
from closeknit.apps.people.unlocked import Unlocked, UnlockedRequest
from closeknit.apps.picture import answering, asking, opened, rhythm
from closeknit.apps.picture import book as books
from closeknit.apps.picture.answering import GUESSED, MINE
from closeknit.apps.picture.asking import Asked
from closeknit.apps.picture.names import PILLARS
from closeknit.content import Item, library
from closeknit.content.model import ITEMS

# Five items, each first for oneself, then as the other may have answered.
SCREENS = 2 * ITEMS


@unlocked
@require_safe
def month(request: UnlockedRequest) -> HttpResponse:
    me, now = request.me, _month()
    _for_two_or_404(me)
    book = books.read(me)
    mine, other = answering.guess(book, now), books.theirs(me)
    months = opened.guesses(book, other, books.bond_id(me))
    context = {
        "here": "picture",
        "partner": me.partner,
        "pillar": PILLARS[rhythm.pillar_of(now)],
        "is_begun": any(mine[1]) or any(mine[2]),
        "is_whole": all(mine[1]) and all(mine[2]),
        "may_open": mine[3] == books.bond_id(me),
        "opened": months,
        "is_open": any(one.month == now for one in months),
    }
    return render(request, "picture/guess.html", context)


@unlocked
@require_http_methods(["GET", "POST"])
def item(request: UnlockedRequest, place: int) -> HttpResponse:
    me, now = request.me, _month()
    _for_two_or_404(me)
    if place >= SCREENS:
        raise Http404
    book = books.read(me)
    if opened.is_opened(book, books.theirs(me), books.bond_id(me), now):
        return redirect("picture:guess")
    asked, which = _items()[place // 2], (MINE, GUESSED)[place % 2]
    _now, mine, guessed, _opens = answering.guess(book, now)
    scale = asking.of_seven(asked, (mine if which == MINE else guessed)[place // 2])
    if request.method == "POST":
        if answer := asking.answer_in(request.POST, scale):
            answering.answer_guess(me, now, place // 2, which, answer)
            return _onwards(place)
        return _page(request, asked, scale, place, status=422)
    return _page(request, asked, scale, place)


@unlocked
@require_POST
def skip(request: UnlockedRequest, place: int) -> HttpResponse:
    me, now = request.me, _month()
    _for_two_or_404(me)
    if place >= SCREENS:
        raise Http404
    book, which = books.read(me), (MINE, GUESSED)[place % 2]
    if opened.is_opened(book, books.theirs(me), books.bond_id(me), now):
        return redirect("picture:guess")
    answering.answer_guess(me, now, place // 2, which, 0)
    return _onwards(place)


@unlocked
@require_POST
def open_together(request: UnlockedRequest) -> HttpResponse:
    """Let my answers and guesses open once the other has done the same."""
    _for_two_or_404(request.me)
    answering.open_guess(request.me, _month(), may_open=True)
    return redirect("picture:guess")


@unlocked
@require_POST
def take_back(request: UnlockedRequest) -> HttpResponse:
    _for_two_or_404(request.me)
    answering.open_guess(request.me, _month(), may_open=False)
    return redirect("picture:guess")


def _for_two_or_404(me: Unlocked) -> None:
    if me.seat is None or me.waits_for_key:
        raise Http404


def _month() -> str:
    return rhythm.month_of(timezone.localdate())


def _items() -> tuple[Item, ...]:
    return library(get_language() or "en").sitting(rhythm.pillar_of(_month()))


def _onwards(place: int) -> HttpResponse:
    if place + 1 < SCREENS:
        return redirect("picture:guess_item", place + 1)
    return redirect("picture:guess")


def _page(
    request: UnlockedRequest, item: Item, scale: asking.Scale, place: int, status: int = 200
) -> HttpResponse:
    asked = Asked(
        text=item.text,
        scale=scale,
        place=place,
        count=SCREENS,
        forward=reverse("picture:guess_item", args=[place]),
        back=reverse("picture:guess_item", args=[place - 1]) if place else "",
        skip=reverse("picture:guess_skip", args=[place]),
        leave=reverse("picture:guess"),
    )
    context: dict[str, Any] = {
        "here": "picture",
        "asked": asked,
        "is_guess": place % 2 == 1,
        "partner": request.me.partner,
        "is_missing": status != 200,  # noqa: PLR2004
    }
    return render(request, "picture/guess_item.html", context, status=status)
