"""The weekly pulse: eight screens, a tap each, and an end."""

from datetime import timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from closeknit.apps.people.decorators import unlocked
from closeknit.apps.people.unlocked import Unlocked, UnlockedRequest
from closeknit.apps.picture import answering, asking, rhythm
from closeknit.apps.picture import book as books
from closeknit.apps.picture.asking import Asked
from closeknit.apps.picture.watching import LONGEST
from closeknit.content import Item, library
from closeknit.domain import measures


@unlocked
@require_safe
def begin(request: UnlockedRequest) -> HttpResponse:
    """Go to the first item of this week that has no answer yet."""
    shown, answers = _shown(request.me), _answers(request.me)
    first = asking.places([answers[place] for place, _item in shown])
    return redirect("picture:pulse_item", first)


@unlocked
@require_http_methods(["GET", "POST"])
def item(request: UnlockedRequest, place: int) -> HttpResponse:
    me, shown = request.me, _shown(request.me)
    if place >= len(shown):
        raise Http404
    stored, asked = shown[place]
    scale = asking.of_seven(asked, _answers(me)[stored])
    if request.method == "POST":
        if answer := asking.answer_in(request.POST, scale):
            week, meant = _meant(request, stored)
            answering.answer_week(me, week, meant, answer)
            return _onwards(week, place, len(shown))
        return _page(request, asked, scale, place, len(shown), status=422)
    return _page(request, asked, scale, place, len(shown))


@unlocked
@require_POST
def skip(request: UnlockedRequest, place: int) -> HttpResponse:
    """Leave an item out; an answer given before goes, too."""
    me, shown = request.me, _shown(request.me)
    if place >= len(shown):
        raise Http404
    week, meant = _meant(request, shown[place][0])
    answering.answer_week(me, week, meant, 0)
    return _onwards(week, place, len(shown))


@unlocked
@require_safe
def end(request: UnlockedRequest) -> HttpResponse:
    me = request.me
    week = answering.week(books.read(me), _now())
    context = {
        "here": "picture",
        "week": week,
        "is_answered": any(week[1]),
        "until": measures.monday_of(week[0]) + timedelta(days=9),
        "is_shared": books.is_shared(me),
        "partner": me.partner,
    }
    return render(request, "picture/pulse_end.html", context)


@unlocked
@require_POST
def keep_out(request: UnlockedRequest, number: int) -> HttpResponse:
    """Keep one week out of the picture of both; it looks as if it had not been answered."""
    _withhold(request.me, number, is_withheld=True)
    return _back(request)


@unlocked
@require_POST
def let_in(request: UnlockedRequest, number: int) -> HttpResponse:
    _withhold(request.me, number, is_withheld=False)
    return _back(request)


def _withhold(me: Unlocked, number: int, *, is_withheld: bool) -> None:
    today = timezone.localdate()
    if not 0 <= measures.week_of(today) - number <= LONGEST:
        raise Http404
    answering.withhold_week(me, number, is_withheld=is_withheld, today=today)


def _shown(me: Unlocked) -> list[tuple[int, Item]]:
    """Return the items that I want to be asked, each with the place where its answer is kept."""
    off = set(me.settings.tags_off)
    pulse = library(get_language() or "en").pulse()
    return [(place, item) for place, item in enumerate(pulse) if item.tag not in off]


def _answers(me: Unlocked) -> tuple[int, ...]:
    return answering.week(books.read(me), _now())[1]


def _now() -> int:
    return rhythm.week_asked(timezone.localdate())


def _meant(request: UnlockedRequest, stored: int) -> tuple[int, int]:
    """Return the week and the place that were on the screen, which may have changed meanwhile."""
    week, _colon, item = request.POST.get("about", "").partition(":")
    items = [one.id for one in library().pulse()]
    if item in items and week in {str(_now()), str(_now() - 1)}:
        return int(week), items.index(item)
    return _now(), stored


def _onwards(week: int, place: int, count: int) -> HttpResponse:
    if week != _now():
        return redirect("picture:pulse")
    if place + 1 < count:
        return redirect("picture:pulse_item", place + 1)
    return redirect("picture:pulse_end")


def _back(request: UnlockedRequest) -> HttpResponse:
    if "end" in request.POST:
        return redirect("picture:pulse_end")
    return redirect(reverse("picture:mine") + "?kept")


def _page(
    request: UnlockedRequest,
    item: Item,
    scale: asking.Scale,
    place: int,
    count: int,
    status: int = 200,
) -> HttpResponse:
    asked = Asked(
        text=item.text,
        scale=scale,
        place=place,
        count=count,
        about=f"{_now()}:{item.id}",
        forward=reverse("picture:pulse_item", args=[place]),
        back=reverse("picture:pulse_item", args=[place - 1]) if place else "",
        skip=reverse("picture:pulse_skip", args=[place]),
        leave=reverse("picture:show"),
    )
    begins = measures.monday_of(_now())
    context = {
        "here": "picture",
        "begins": begins,
        "ends": begins + timedelta(days=6),
        "asked": asked,
        "is_missing": status != 200,  # noqa: PLR2004
    }
    return render(request, "picture/pulse_item.html", context, status=status)
