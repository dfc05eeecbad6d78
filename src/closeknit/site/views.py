"""Pages that belong to nobody: the welcome, the way out, the installable shell."""


from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET

from closeknit import __version__
from closeknit.apps.people import access
from closeknit.apps.people.decorators import unlocked
from closeknit.apps.people.parts import all_parts
from closeknit.apps.people.unlocked import Unlocked, UnlockedRequest

SHELL = (
    "site/closeknit.css",
    "site/closeknit.js",
    "site/htmx.js",
    "site/icons/mark.svg",
)
MOST_CARDS = 4


@require_GET
def welcome(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect("today")
    return render(request, "site/welcome.html")


@unlocked
def today(request: UnlockedRequest) -> HttpResponse:
    """At most one card an app, four in all, in the calm order; then it ends."""
    found = [card for part in all_parts() if (card := part.today(request.me))]
    cards = sorted(found, key=lambda card: card.order)[:MOST_CARDS]
    context = {"here": "today", "cards": cards, "today": timezone.localdate()} | greeting(request.me)
    return render(request, "site/today.html", context)


def greeting(me: Unlocked) -> dict[str, str]:
    hour = timezone.localtime().hour
    part_of_day = "morning" if 4 <= hour < 12 else "afternoon" if 12 <= hour < 18 else "evening"
    return {"part_of_day": part_of_day, "name": me.name}


@csrf_exempt  # it only locks, and has to work from a page of any age
def away(request: HttpRequest) -> HttpResponse:
    """Leave quickly: lock this browser, then go to a neutral page."""
    access.lock(request)
    return HttpResponse(status=204) if request.method == "POST" else redirect(settings.LEAVE_TO)


@require_GET
def offline(request: HttpRequest) -> HttpResponse:
    response = render(request, "site/offline.html", {"me": None})
    patch_cache_control(response, public=True, max_age=3600)
    return response


@require_GET
def manifest(request: HttpRequest) -> HttpResponse:
    response = render(
        request, "site/manifest.webmanifest", content_type="application/manifest+json"
    )
    patch_cache_control(response, public=True, max_age=3600)
    return response


@require_GET
def service_worker(request: HttpRequest) -> HttpResponse:
    context = {"shell": [staticfiles_storage.url(path) for path in SHELL], "version": __version__}
    response = render(request, "site/sw.js", context, content_type="text/javascript")
    patch_cache_control(response, no_cache=True)
    return response


