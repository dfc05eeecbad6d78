"""Pages that belong to nobody: the welcome, the way out, the installable shell."""

from collections.abc import Iterator

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from closeknit import __version__
from closeknit.apps.people import access
from closeknit.apps.people.decorators import unlocked
from closeknit.apps.people.parts import Card, Part, all_parts
from closeknit.apps.people.unlocked import Unlocked, UnlockedRequest
from closeknit.keys import CannotOpen
from closeknit.site.restored import restoration

SHELL = (
    "site/closeknit.css",
    "site/closeknit.js",
    "site/vendor/htmx.min.js",
    "site/icons/icon.svg",
    "questions/passing.css",
    "questions/passing.js",
    "site/fonts/literata-latin.woff2",
    "site/fonts/atkinson-hyperlegible-next-latin.woff2",
)
MOST_CARDS = 4
PARTS_OF_DAY = {"morning": range(4, 12), "afternoon": range(12, 18), "evening": range(24)}


@require_safe
def welcome(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect("today")
    return render(request, "site/welcome.html")


@unlocked
def today(request: UnlockedRequest) -> HttpResponse:
    """At most one card an app, four in all, in the calm order; then it ends."""
    found = [card for part in all_parts() if (card := _card(part, request.me))]
    if any(card.replaces_daily for card in found):
        found = [card for card in found if not card.is_daily]
    in_order = sorted(found, key=lambda card: card.order)
    cards = [card for card in in_order if not card.is_line][:MOST_CARDS]
    day = timezone.localdate()
    context = {
        "here": "today",
        "columns": columns(cards),
        "line": next(_lines(in_order), None),
        "today": day,
        "restoration": restoration(day),
    }
    context |= greeting(request.me)
    return render(request, "site/today.html", context)


def _lines(cards: list[Card]) -> Iterator[Card]:
    for card in cards:
        line = card if card.is_line else card.line
        if line is not None:
            yield line


def columns(cards: list[Card]) -> list[list[Card]]:
    """Two columns on a wide screen, one after the other on a phone."""
    half = (len(cards) + 1) // 2
    return [column for column in (cards[:half], cards[half:]) if column]


def _card(part: Part, me: Unlocked) -> Card | None:
    """Ask a part for its card. What both share rests until the other has given its key back."""
    try:
        return part.today(me)
    except CannotOpen:
        if me.waits_for_key:
            return None
        raise


def greeting(me: Unlocked) -> dict[str, str]:
    hour = timezone.localtime().hour
    part_of_day = next(name for name, hours in PARTS_OF_DAY.items() if hour in hours)
    return {"part_of_day": part_of_day, "name": me.name}


@csrf_exempt  # it only locks, and has to work from a page of any age
def away(request: HttpRequest) -> HttpResponse:
    """Leave quickly: lock this browser, then go to a neutral page."""
    access.lock(request)
    return HttpResponse(status=204) if request.method == "POST" else redirect(settings.LEAVE_TO)


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    response = render(request, "site/offline.html", {"me": None})
    patch_cache_control(response, public=True, max_age=3600)
    return response


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    response = render(
        request, "site/manifest.webmanifest", content_type="application/manifest+json"
    )
    patch_cache_control(response, public=True, max_age=3600)
    return response


@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    context = {
        "shell": [staticfiles_storage.url(path) for path in SHELL],
        "version": __version__,
        "icon": staticfiles_storage.url("site/icons/icon-192.png"),
    }
    response = render(request, "site/sw.js", context, content_type="text/javascript")
    patch_cache_control(response, no_cache=True)
    return response
