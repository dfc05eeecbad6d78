"""Each thing that one can do on the way, by an address of its own."""

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from closeknit.apps.journeys import fitting, walking
from closeknit.apps.journeys.forms import FitForm
from closeknit.apps.journeys.views.found import step_of, walk_or_404
from closeknit.apps.people import pairing
from closeknit.apps.people.decorators import unlocked
from closeknit.apps.people.paging import number_of
from closeknit.apps.people.unlocked import UnlockedRequest
from closeknit.content.model import STAGES

HOME = "journeys:home"


@unlocked
@require_POST
def done(request: UnlockedRequest) -> HttpResponse:
    walking.mark_done(request.me, step_of(request))
    return redirect(HOME)


@unlocked
@require_POST
def undone(request: UnlockedRequest) -> HttpResponse:
    walking.mark_open(request.me, step_of(request))
    return redirect(HOME)


@unlocked
@require_POST
def pass_over(request: UnlockedRequest) -> HttpResponse:
    walking.pass_over(request.me, step_of(request))
    return redirect(HOME)


@unlocked
@require_POST
def week(request: UnlockedRequest) -> HttpResponse:
    """Go to a week by its number, counted from one."""
    walking.go_to(request.me, number_of(request.POST.get("number", "")) - 1)
    return redirect(HOME)


@unlocked
@require_POST
def repeat(request: UnlockedRequest) -> HttpResponse:
    walking.repeat(request.me)
    return redirect(HOME)


@unlocked
@require_POST
def pause(request: UnlockedRequest) -> HttpResponse:
    walking.pause(request.me)
    return redirect(HOME)


@unlocked
@require_POST
def go_on(request: UnlockedRequest) -> HttpResponse:
    walking.go_on(request.me)
    return redirect(HOME)


@unlocked
@require_http_methods(["GET", "POST"])
def change(request: UnlockedRequest) -> HttpResponse:
    """Fit the journey anew: other minutes, another change."""
    me, walk = request.me, walk_or_404(request.me)
    now = {"minutes": walk.minutes, "variant": walk.variant}
    form = FitForm(request.POST or None, journey=walk.journey, initial=now)
    if form.is_valid():
        sent = form.cleaned_data
        walking.change(me, sent["minutes"], sent.get("variant", ""))
        return redirect(HOME)
    journey = fitting.my_library().journeys.get(walk.journey)
    context = {"here": "journeys", "form": form, "journey": journey}
    status = 400 if form.errors else 200
    return render(request, "journeys/change.html", context, status=status)


@unlocked
@require_POST
def end(request: UnlockedRequest) -> HttpResponse:
    walking.end(request.me)
    return redirect(HOME)


@unlocked
@require_POST
def leave(request: UnlockedRequest) -> HttpResponse:
    walking.leave(request.me)
    return redirect(HOME)


@unlocked
@require_POST
def ask_along(request: UnlockedRequest) -> HttpResponse:
    walking.ask_along(request.me)
    return redirect(HOME)


@unlocked
@require_POST
def stop_along(request: UnlockedRequest) -> HttpResponse:
    walking.stop_along(request.me)
    return redirect(HOME)


@unlocked
@require_POST
def take_stage(request: UnlockedRequest) -> HttpResponse:
    """Let questions fit the stage of this journey, too. It is asked for, never guessed."""
    me, walk = request.me, walk_or_404(request.me)
    if walk.journey in STAGES:
        me.change_settings(lambda now: replace(now, stage=walk.journey))
        pairing.share_profile(me)
    return redirect(HOME)
