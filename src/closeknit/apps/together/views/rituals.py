"""Propose, agree, move, skip, let rest."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from closeknit.apps.people import aside, drafts
from closeknit.apps.people.decorators import unlocked
from closeknit.apps.people.unlocked import Unlocked, UnlockedRequest
from closeknit.apps.together import offering, rituals, showing
from closeknit.apps.together.forms import RitualForm, ShiftForm, SkipForm, initial_of
from closeknit.apps.together.meetings import WALL
from closeknit.apps.together.showing import Shown
from closeknit.apps.together.today import proposal_mark
from closeknit.apps.together.views.found import living_or_404
from closeknit.content import library

DRAFT = "ritual"
USUAL_MINUTES = 30


@unlocked
@require_http_methods(["GET", "POST"])
def propose(request: UnlockedRequest) -> HttpResponse:
    me = request.me
    if me.bond is None:
        raise Http404
    form = RitualForm(request.POST or None, initial=_wished(request))
    if form.is_valid():
        row = rituals.propose(me, form.cleaned_data["id"], form.proposal(me.person.zone))
        drafts.drop(me, DRAFT)
        return redirect("together:ritual", row.pk)
    return _form_page(request, form)


@unlocked
@require_safe
def show(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    one = living_or_404(request.me, pk)
    now = timezone.now()
    upcoming = [
        (one, meeting, showing.moves(meeting, now)) for one, meeting in showing.upcoming([one], now)
    ]
    context = {"here": "time", "one": one, "upcoming": upcoming}
    return render(request, "together/ritual.html", context)


@unlocked
@require_http_methods(["GET", "POST"])
def change(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    """Propose another time or another thing; what was agreed stays until both agree anew."""
    me, one = request.me, living_or_404(request.me, pk)
    timing = one.proposal or one.timing
    if timing is None:
        raise Http404
    form = RitualForm(request.POST or None, initial=initial_of(one.words, timing) | _at(request))
    if form.is_valid():
        rituals.propose_instead(me, pk, form.proposal(me.person.zone))
        return redirect("together:ritual", pk)
    return _form_page(request, form, one=one)


@unlocked
@require_POST
def agree(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    rituals.agree(request.me, pk)
    return redirect("together:ritual", pk)


@unlocked
@require_POST
def put_aside(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    aside.put(request.me, proposal_mark(living_or_404(request.me, pk)))
    return redirect("today")


@unlocked
@require_POST
def decline(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    rituals.decline(request.me, pk)
    return redirect("together:home")


@unlocked
@require_POST
def end(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    rituals.end(request.me, pk)
    return redirect("together:home")


@unlocked
@require_POST
def move(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    """One tap; nobody is named for it."""
    one, form = living_or_404(request.me, pk), ShiftForm(request.POST)
    if form.is_valid() and _is_meeting(one, form.cleaned_data["original"]):
        rituals.shift(request.me, pk, form.cleaned_data["original"], form.cleaned_data["to"])
    return redirect("together:home")


@unlocked
@require_POST
def skip(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    """Skipped is skipped: nothing is made up for."""
    one, form = living_or_404(request.me, pk), SkipForm(request.POST)
    if form.is_valid() and _is_meeting(one, form.cleaned_data["original"]):
        rituals.shift(request.me, pk, form.cleaned_data["original"], "")
    return redirect("together:home")


def _is_meeting(one: Shown, original: str) -> bool:
    """Whether this names one of the meetings that are ahead."""
    ahead = showing.upcoming([one], timezone.now())
    return any(meeting.original == original for _one, meeting in ahead)


def _form_page(
    request: UnlockedRequest, form: RitualForm, one: Shown | None = None
) -> HttpResponse:
    me = request.me
    taken = [meeting for _one, meeting in showing.upcoming(showing.all_of(me), timezone.now())]
    minutes = form["minutes"].value()
    length = int(minutes) if str(minutes or "").isdigit() else USUAL_MINUTES
    context = {
        "here": "time",
        "form": form,
        "one": one,
        "suiting": offering.suiting_both(me, length, taken),
        "draft": DRAFT,
        "partner": me.partner,
    }
    status = 400 if form.errors else 200
    return render(request, "together/propose.html", context, status=status)


def _wished(request: UnlockedRequest) -> dict[str, Any]:
    """Begin with an idea, a free time, or what was begun before."""
    content = library(get_language() or "en")
    idea = content.rituals.get(request.GET.get("idea", ""))
    step = content.steps.get(request.GET.get("step", ""))
    wished: dict[str, Any]
    if idea is not None:
        wished = {"what": idea.name, "idea": idea.id, "minutes": idea.minutes}
    elif step is not None:
        wished = {"what": step.name, "minutes": step.minutes}
    else:
        wished = _draft(request.me)
    return wished | _at(request)


def _draft(me: Unlocked) -> dict[str, Any]:
    kept = drafts.read(me, DRAFT)
    return {name: kept[name] for name in ("what", "day", "time", "note") if kept.get(name)}


def _at(request: UnlockedRequest) -> dict[str, Any]:
    try:
        wall = datetime.strptime(request.GET.get("at", ""), WALL)  # noqa: DTZ007  # no zone yet
    except ValueError:
        return {}
    return {"day": wall.date(), "time": wall.time()}
