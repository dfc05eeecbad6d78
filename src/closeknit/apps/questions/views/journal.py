"""My journal: the same questions, for me alone."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from closeknit.apps.people import drafts
from closeknit.apps.people.decorators import unlocked
from closeknit.apps.people.paging import page_of
from closeknit.apps.people.unlocked import Unlocked, UnlockedRequest
from closeknit.apps.questions import choosing, journal
from closeknit.apps.questions import tonight as evening
from closeknit.apps.questions.forms import JournalForm
from closeknit.apps.questions.models import JournalEntry
from closeknit.apps.questions.reading import entry_in

DRAFT = "journal"


@unlocked
@require_safe
def entries(request: UnlockedRequest) -> HttpResponse:
    me = request.me
    journal.settle(me)
    mine = JournalEntry.objects.filter(person=me.person).order_by("-day", "pk")
    page = page_of(mine, request.GET.get("page", ""))
    read = [(entry, entry_in(me, entry)) for entry in page.rows]
    read.sort(key=lambda pair: (pair[0].day, pair[1].at if pair[1] else ""), reverse=True)
    context = {
        "here": "ask",
        "page": page,
        "entries": read,
        "was_kept": "kept" in request.GET,
    }
    return render(request, "questions/journal.html", context)


@unlocked
@require_http_methods(["GET", "POST"])
def new(request: UnlockedRequest) -> HttpResponse:
    me = request.me
    form = JournalForm(request.POST or None, initial=_initial(me))
    if form.is_valid():
        sent = form.cleaned_data
        journal.write(me, sent["id"], sent["question"], sent["text"])
        drafts.drop(me, DRAFT)
        return redirect("questions:journal")
    return _page(request, form)


@unlocked
@require_POST
def about(request: UnlockedRequest) -> HttpResponse:
    """Begin with what was offered; no address, and so no history, tells which."""
    wished = request.POST.get("question", "") or request.POST.get("step", "")
    return _page(request, JournalForm(initial=_initial(request.me, wished)))


@unlocked
@require_POST
def another(request: UnlockedRequest) -> HttpResponse:
    journal.pass_over(request.me, request.POST.get("question", ""), is_lighter_wished=False)
    return _back_to_question(request.me)


@unlocked
@require_POST
def lighter(request: UnlockedRequest) -> HttpResponse:
    journal.pass_over(request.me, request.POST.get("question", ""), is_lighter_wished=True)
    return _back_to_question(request.me)


@unlocked
@require_POST
def delete(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    get_object_or_404(JournalEntry, pk=pk, person=request.me.person).delete()
    return redirect("questions:journal")


def _page(request: UnlockedRequest, form: JournalForm) -> HttpResponse:
    wished = str(form["question"].value() or "")
    context = {
        "here": "ask",
        "form": form,
        "question": choosing.known().get(wished),
        "asked": choosing.prompt(wished),
        "draft": DRAFT,
    }
    return render(request, "questions/journal_new.html", context)


def _initial(me: Unlocked, wished: str = "") -> dict[str, str]:
    """Begin where I stopped, unless another question is wished for: a draft keeps its own."""
    draft = drafts.read(me, DRAFT)
    if draft.get("text"):
        return {"text": draft["text"], "question": draft.get("question", "")}
    if choosing.prompt(wished):
        return {"question": wished}
    question = evening.for_one(me)
    return {"question": question.id if question else ""}


def _back_to_question(me: Unlocked) -> HttpResponse:
    return redirect("questions:tonight" if choosing.is_alone(me) else "questions:journal_new")
