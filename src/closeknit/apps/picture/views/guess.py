"""What do you think your partner answered? One pillar a month; both open together."""

from datetime import timedelta
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
    bond, other = books.bond_id(me), books.theirs(me)
    _now, own, guessed, may_open, _bond = answering.guess(book, now, bond)
    months = opened.guesses(book, other, bond)
    context = {
        "here": "picture",
        "partner": me.partner,
        "now": now,
        "pillar": PILLARS[rhythm.pillar_of(now)],
        "is_begun": any(own) or any(guessed),
        "is_whole": all(own) and all(guessed),
        "may_open": may_open,
        "lapsed": opened.lapsed_guesses(book, other, bond, now),
        "opened": months,
        "is_open": any(one.month == now for one in months),
    }
    return render(request, "picture/guess.html", context)


@unlocked
@require_http_methods(["GET", "POST"])
def item(request: UnlockedRequest, place: int) -> HttpResponse:
    me, month = request.me, _meant(request)
    _for_two_or_404(me)
    if place >= SCREENS:
        raise Http404
    if _is_opened(me, month):
        return redirect("picture:guess")
    asked, which = _items(month)[place // 2], (MINE, GUESSED)[place % 2]
    _month, mine, guessed, _opens, _bond = answering.guess(books.read(me), month, books.bond_id(me))
    scale = asking.of_seven(asked, (mine if which == MINE else guessed)[place // 2])
    if request.method == "POST":
        if answer := asking.answer_in(request.POST, scale):
            answering.answer_guess(me, month, place // 2, which, answer)
            return _onwards(month, place)
        return _page(request, asked, scale, place, status=422)
    return _page(request, asked, scale, place)


@unlocked
@require_POST
def skip(request: UnlockedRequest, place: int) -> HttpResponse:
    me, month = request.me, _meant(request)
    _for_two_or_404(me)
    if place >= SCREENS:
        raise Http404
    if not _is_opened(me, month):
        answering.answer_guess(me, month, place // 2, (MINE, GUESSED)[place % 2], 0)
    return _onwards(month, place)


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
    """Take a month back, this one or an earlier one."""
    _for_two_or_404(request.me)
    month = request.POST.get("month", "")
    if any(one[0] == month for one in books.read(request.me).guesses):
        answering.open_guess(request.me, month, may_open=False)
    return redirect("picture:guess")


def _for_two_or_404(me: Unlocked) -> None:
    if me.seat is None or me.waits_for_key:
        raise Http404


def _month() -> str:
    return rhythm.month_of(timezone.localdate())


def _meant(request: UnlockedRequest) -> str:
    """Return the month that was on the screen, which may be over since."""
    now = timezone.localdate()
    last = rhythm.month_of(now.replace(day=1) - timedelta(days=1))
    return last if request.POST.get("about") == last else rhythm.month_of(now)


def _is_opened(me: Unlocked, month: str) -> bool:
    return opened.is_opened(books.read(me), books.theirs(me), books.bond_id(me), month)


def _items(month: str) -> tuple[Item, ...]:
    return library(get_language() or "en").sitting(rhythm.pillar_of(month))


def _onwards(month: str, place: int) -> HttpResponse:
    if month == _month() and place + 1 < SCREENS:
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
        about=_month(),
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
