"""A better question: from "How was your day?" to one that goes deeper."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from closeknit.apps.people.decorators import unlocked
from closeknit.apps.people.unlocked import UnlockedRequest
from closeknit.apps.questions import choosing, deepening, openings
from closeknit.apps.questions.forms import BetterQuestionForm


@unlocked
@require_http_methods(["GET", "POST"])
def better(request: UnlockedRequest) -> HttpResponse:
    """Ask what somebody would ask, and offer three that go deeper; nothing of it is kept."""
    me, form = request.me, BetterQuestionForm(request.POST or None)
    context = {"here": "ask", "form": form, "is_alone": choosing.is_alone(me)}
    if form.is_valid():
        context |= {"asked": True, "offers": deepening.offers(me, form.cleaned_data["text"])}
    status = 400 if form.errors else 200
    return render(request, "questions/better.html", context, status=status)


@unlocked
@require_POST
def ask(request: UnlockedRequest) -> HttpResponse:
    """Put one of the offered questions before both."""
    me, question = request.me, choosing.known().get(request.POST.get("question", ""))
    if me.bond is None or question is None:
        raise Http404
    openings.ask_known(me, choosing.as_words(question))
    return redirect("questions:tonight")
