"""Write a letter, choose its day together, read it then, take it back."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from closeknit.apps.people import aside, drafts
from closeknit.apps.people.between import can_share, others_name
from closeknit.apps.people.decorators import unlocked
from closeknit.apps.people.unlocked import Unlocked, UnlockedRequest
from closeknit.apps.questions import letters as service
from closeknit.apps.questions.forms import LetterDayForm, LetterForm
from closeknit.apps.questions.letters import Shown
from closeknit.apps.questions.models import Letter
from closeknit.apps.questions.words import LetterWords

DRAFT = "letter"


@unlocked
@require_safe
def letters(request: UnlockedRequest) -> HttpResponse:
    me = request.me
    service.settle(me)
    context = {"here": "ask", "letters": service.all_of(me), "name": _other(me)}
    return render(request, "questions/letters.html", context)


@unlocked
@require_http_methods(["GET", "POST"])
def new(request: UnlockedRequest) -> HttpResponse:
    me = request.me
    draft = {name: text for name, text in drafts.read(me, DRAFT).items() if text}
    form = LetterForm(request.POST or None, initial=draft, other=_other(me))
    if form.is_valid():
        sent = form.cleaned_data
        now = timezone.now().isoformat()
        words = LetterWords(sent["text"], sent["whom"], sent["opens_on"].isoformat(), now)
        row = service.write(me, sent["id"], words)
        drafts.drop(me, DRAFT)
        return redirect("questions:letter", row.pk)
    context = {"here": "ask", "form": form, "draft": DRAFT, "name": _other(me)}
    status = 400 if form.errors else 200
    return render(request, "questions/letter_new.html", context, status=status)


@unlocked
@require_safe
def show(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    return _page(request, _letter_or_404(request.me, pk), LetterDayForm())


@unlocked
@require_POST
def agree(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    one = _letter_or_404(request.me, pk)
    service.agree(request.me, one.row.pk, request.POST.get("on", ""))
    return redirect("questions:letter", pk)


@unlocked
@require_POST
def propose(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    """The other would like another day."""
    one, form = _letter_or_404(request.me, pk), LetterDayForm(request.POST)
    if not form.is_valid():
        return _page(request, one, form)
    service.propose(request.me, pk, form.cleaned_data["opens_on"])
    return redirect("questions:letter", pk)


@unlocked
@require_POST
def move(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    """Its author chooses another day."""
    one, form = _letter_or_404(request.me, pk), LetterDayForm(request.POST)
    if not form.is_valid():
        return _page(request, one, form)
    service.move(request.me, pk, form.cleaned_data["opens_on"])
    return redirect("questions:letter", pk)


@unlocked
@require_POST
def take_back(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    _letter_or_404(request.me, pk)
    service.take_back(request.me, pk)
    return redirect("questions:letters")


@unlocked
@require_POST
def put_aside(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    aside.put(request.me, _letter_or_404(request.me, pk).mark)
    return redirect("today")


def _page(request: UnlockedRequest, one: Shown, form: LetterDayForm) -> HttpResponse:
    bond = one.row.bond
    context = {
        "here": "ask",
        "one": one,
        "form": form,
        "is_living": bond is None or bond == request.me.bond,
    }
    status = 400 if form.errors else 200
    return render(request, "questions/letter.html", context, status=status)


def _letter_or_404(me: Unlocked, pk: UUID) -> Shown:
    rows = Letter.objects.of(me.person).select_related("bond")
    if (found := service.shown(me, get_object_or_404(rows, pk=pk))) is None:
        raise Http404
    return found


def _other(me: Unlocked) -> str:
    return others_name(me, me.bond) if me.bond and can_share(me) else ""
