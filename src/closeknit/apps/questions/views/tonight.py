"""Tonight's question, and the ways to wave it on."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from closeknit.apps.people import drafts
from closeknit.apps.people.decorators import unlocked
from closeknit.apps.people.unlocked import UnlockedRequest
from closeknit.apps.questions import choosing, journal, openings
from closeknit.apps.questions import tonight as evening
from closeknit.apps.questions.forms import OwnQuestionForm
from closeknit.apps.questions.views.found import living_or_404


@unlocked
@require_safe
def tonight(request: UnlockedRequest) -> HttpResponse:
    me, today = request.me, timezone.localdate()
    journal.settle(me)
    if choosing.is_alone(me):
        alone = {"question": evening.for_one(me), "is_evening": choosing.is_evening(me, today)}
        return _page(request, "alone.html", alone)
    found = evening.for_two(me, today)
    draft = drafts.read(me, f"answer:{found.opening.pk}") if found.opening else {}
    context = {
        "tonight": found,
        "state": f"questions/_{found.state}.html",
        "partner": me.partner,
        "has_draft": bool(draft.get("text")),
    }
    return _page(request, "tonight.html", context)


@unlocked
@require_POST
def lighter(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    openings.ask_lighter(request.me, living_or_404(request.me, pk))
    return redirect("questions:tonight")


@unlocked
@require_POST
def not_today(request: UnlockedRequest) -> HttpResponse:
    journal.not_today(request.me)
    return redirect("today" if request.POST.get("from") == "today" else "questions:tonight")


@unlocked
@require_http_methods(["GET", "POST"])
def own(request: UnlockedRequest) -> HttpResponse:
    """One of our own: a question typed by one, for both."""
    me = request.me
    if me.bond is None:
        raise Http404
    form = OwnQuestionForm(request.POST or None, initial=drafts.read(me, "own-question"))
    if form.is_valid():
        openings.ask_own(me, form.cleaned_data["id"], form.cleaned_data["text"])
        drafts.drop(me, "own-question")
        return redirect("questions:tonight")
    return _page(request, "own.html", {"form": form})


def _page(request: UnlockedRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    return render(request, f"questions/{name}", context | {"here": "ask"})
