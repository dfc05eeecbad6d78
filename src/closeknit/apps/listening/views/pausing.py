"""Pause a talk when listening is too much, calm down alone, and come back."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from closeknit.apps.listening import talks
from closeknit.apps.listening.forms import PauseForm
from closeknit.apps.listening.views.found import living_or_404
from closeknit.apps.listening.views.pressing import back_to, is_at_one_phone
from closeknit.apps.people.decorators import unlocked
from closeknit.apps.people.unlocked import UnlockedRequest
from closeknit.domain import listening


@unlocked
@require_safe
def calm(request: UnlockedRequest) -> HttpResponse:
    """Slow breathing, walking, what helps a body to calm down: for one person alone."""
    return render(request, "listening/calm.html", {"here": "listen"})


@unlocked
@require_http_methods(["GET", "POST"])
def pause(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    """Name a time to come back. Until it is named, nobody sees that this page was open."""
    one = living_or_404(request.me, pk)
    if one.talk.phase != listening.RUNNING:
        return redirect("listening:show", pk)
    form = PauseForm(request.POST or None, initial={"visit": one.talk.visit})
    if not form.is_valid():
        at_one_phone = (request.GET.get("at") or request.POST.get("at")) == "one"
        context = {"here": "listen", "one": one, "form": form, "at_one_phone": at_one_phone}
        status = 400 if form.errors else 200
        return render(request, "listening/pause.html", context, status=status)
    now = timezone.localtime()
    now_ms, back_at = int(now.timestamp() * 1000), form.back_at(now)
    visit = form.cleaned_data["visit"]
    talks.press(request.me, pk, lambda talk: talk.pause(one.seat, visit, back_at, now_ms))
    return redirect("listening:calm") if not is_at_one_phone(request) else back_to(request, pk)


@unlocked
@require_POST
def come_back(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    """Say "I am here again"; at a shared phone both say it at once."""
    one = living_or_404(request.me, pk)
    seats = [one.seat]
    if is_at_one_phone(request) and one.words.at_one:
        # Who paused first, because only they may come back before the time.
        seats = sorted(listening.SEATS, key=lambda seat: seat != one.talk.paused_by)
    visit = one.talk.visit

    def move(talk: listening.Talk) -> listening.Talk:
        for seat in seats:
            talk = talk.come_back(seat, visit, talks.now_ms())
        return talk

    talks.press(request.me, pk, move)
    return back_to(request, pk)
