"""The long assessment: one pillar a sitting, then the signs, then what stands in one's own way."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from closeknit.apps.people.decorators import unlocked
from closeknit.apps.people.unlocked import UnlockedRequest
from closeknit.apps.picture import answering, asking, rhythm
from closeknit.apps.picture import book as books
from closeknit.apps.picture.asking import Asked, Scale
from closeknit.apps.picture.names import PARTS
from closeknit.apps.picture.words import SIGNS, BookWords
from closeknit.content import library
from closeknit.content.model import PILLARS


@unlocked
@require_safe
def parts(request: UnlockedRequest) -> HttpResponse:
    """Say which parts there are, which is due, and when each was last answered."""
    me, today = request.me, timezone.localdate()
    book = books.read(me)
    context = {
        "here": "picture",
        "parts": [_part(book, part) for part in PARTS],
        "next": rhythm.next_part(book, today),
        "first": rhythm.first_sitting(book),
        "is_offered": rhythm.is_offered(book, today),
    }
    return render(request, "picture/assessment.html", context)


@unlocked
@require_safe
def begin(request: UnlockedRequest, part: str) -> HttpResponse:
    answers = answering.sitting(books.read(request.me), part, timezone.localtime())[2]
    return redirect("picture:sitting_item", part, asking.places(answers))


@unlocked
@require_http_methods(["GET", "POST"])
def item(request: UnlockedRequest, part: str, place: int) -> HttpResponse:
    me, now = request.me, timezone.localtime()
    if place >= answering.length(part):
        raise Http404
    chosen = answering.sitting(books.read(me), part, now)[2][place]
    text, scale = _item(part, place, chosen)
    if request.method == "POST":
        if answer := asking.answer_in(request.POST, scale):
            answering.answer_sitting(me, part, place, answer, now)
            return _onwards(part, place)
        return _page(request, part, place, (text, scale), status=422)
    return _page(request, part, place, (text, scale))


@unlocked
@require_POST
def skip(request: UnlockedRequest, part: str, place: int) -> HttpResponse:
    if place >= answering.length(part):
        raise Http404
    answering.answer_sitting(request.me, part, place, 0, timezone.localtime())
    return _onwards(part, place)


@unlocked
@require_safe
def end(request: UnlockedRequest, part: str) -> HttpResponse:
    me = request.me
    book = books.read(me)
    latest = books.latest(book, part)
    context: dict[str, Any] = {
        "here": "picture",
        "part": part,
        "name": PARTS[part],
        "partner": me.partner,
        "is_answered": latest is not None,
        "may_open": latest is not None and book.signs_open == (latest[1], books.bond_id(me)),
        "has_draft": any(one[0] == part and not one[3] for one in book.sittings),
        "is_shown": bool(me.seat) and me.settings.barriers_with == books.bond_id(me),
        "score": books.pillar_score(part, latest[2]) if latest and part in PILLARS else None,
    }
    return render(request, "picture/sitting_end.html", context)


@unlocked
@require_POST
def open_signs(request: UnlockedRequest) -> HttpResponse:
    answering.open_signs(request.me, may_open=True)
    return redirect(reverse("picture:show") + "#signs")


@unlocked
@require_POST
def keep_signs(request: UnlockedRequest) -> HttpResponse:
    answering.open_signs(request.me, may_open=False)
    return redirect(reverse("picture:show") + "#signs")


def _part(book: BookWords, part: str) -> dict[str, Any]:
    latest = books.latest(book, part)
    return {
        "id": part,
        "name": PARTS[part],
        "count": answering.length(part),
        "day": rhythm.day_of(latest) if latest else None,
    }


def _item(part: str, place: int, chosen: int) -> tuple[str, Scale]:
    content = library(get_language() or "en")
    if part in PILLARS:
        item = content.sitting(part)[place]
        return item.text, asking.of_seven(item, chosen)
    signs, barriers = content.signs.values(), content.barriers.values()
    texts = [one.text for one in (signs if part == SIGNS else barriers)]
    return texts[place], asking.of_three(chosen)


def _onwards(part: str, place: int) -> HttpResponse:
    if place + 1 < answering.length(part):
        return redirect("picture:sitting_item", part, place + 1)
    return redirect("picture:sitting_end", part)


def _page(
    request: UnlockedRequest, part: str, place: int, item: tuple[str, Scale], status: int = 200
) -> HttpResponse:
    asked = Asked(
        text=item[0],
        scale=item[1],
        place=place,
        count=answering.length(part),
        about="",
        forward=reverse("picture:sitting_item", args=[part, place]),
        back=reverse("picture:sitting_item", args=[part, place - 1]) if place else "",
        skip=reverse("picture:sitting_skip", args=[part, place]),
        leave=reverse("picture:assessment"),
    )
    context = {
        "here": "picture",
        "asked": asked,
        "name": PARTS[part],
        "is_missing": status != 200,  # noqa: PLR2004
    }
    return render(request, "picture/sitting_item.html", context, status=status)
