"""Meetings for other calendars: a private address, and files."""

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from closeknit.apps.people.decorators import unlocked
from closeknit.apps.people.unlocked import UnlockedRequest
from closeknit.apps.together import calendars
from closeknit.apps.together.forms import PhraseForm
from closeknit.apps.together.views.found import living_or_404

KIND = "text/calendar; charset=utf-8"


@unlocked
@require_safe
def calendar(request: UnlockedRequest) -> HttpResponse:
    found = calendars.feed_of(request.me)
    address = ""
    if found is not None:
        address = settings.ORIGIN + reverse("together:feed", args=[found[1]])
    form = PhraseForm(initial={"phrase": found[0].phrase} if found else None)
    context = {"here": "time", "form": form, "address": address}
    return render(request, "together/calendar.html", context)


@unlocked
@require_POST
def make(request: UnlockedRequest) -> HttpResponse:
    form = PhraseForm(request.POST)
    if form.is_valid():
        calendars.make_feed(request.me, form.cleaned_data["phrase"])
    return redirect("together:calendar")


@unlocked
@require_POST
def forget(request: UnlockedRequest) -> HttpResponse:
    calendars.forget_feed(request.me)
    return redirect("together:calendar")


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """What a calendar program fetches: it holds no name and opens nothing."""
    found = calendars.feed_by(token)
    if found is None:
        raise Http404
    body = calendars.calendar(calendars.plans_of(found.person), found.person, found.phrase)
    return HttpResponse(body, content_type=KIND)


@unlocked
@require_safe
def one(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    """A file of one ritual, to be put into a calendar by hand."""
    found = living_or_404(request.me, pk)
    if found.plan is None:
        raise Http404
    form = PhraseForm(request.GET)
    phrase = form.cleaned_data["phrase"] if form.is_valid() else 0
    body = calendars.calendar([found.plan], request.me.person, phrase)
    response = HttpResponse(body, content_type=KIND)
    response["Content-Disposition"] = 'attachment; filename="time.ics"'
    return response
