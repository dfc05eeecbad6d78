"""What the other shared with me, and the page on which I answer it."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from closeknit.apps.checkins import coach, reading
from closeknit.apps.checkins.forms import (
    LONGEST_SENTENCE,
    ComeForm,
    NotNowForm,
    ReplyForm,
    SentForm,
)
from closeknit.apps.checkins.models import SharedCheckIn
from closeknit.apps.checkins.pieces import pieces
from closeknit.apps.checkins.telling import wished
from closeknit.apps.checkins.views.found import answerable_or_404, theirs_or_404
from closeknit.apps.checkins.words import SharedWords
from closeknit.apps.people import aside, drafts
from closeknit.apps.people.between import others_name
from closeknit.apps.people.decorators import unlocked
from closeknit.apps.people.paging import page_of
from closeknit.apps.people.unlocked import Unlocked, UnlockedRequest
from closeknit.domain.text import tidy
from closeknit.keys import CannotOpen


@unlocked
@require_safe
def shared(request: UnlockedRequest) -> HttpResponse:
    """All that came from the other, in every bond of mine, as far as it was left readable."""
    me = request.me
    rows = SharedCheckIn.objects.readable_by(me.person).by_the_other(me.person)
    page = page_of(rows.select_related("bond").order_by("-day", "pk"), request.GET.get("page", ""))
    names = reading.names(me)
    found = [reading.said(me, row, names) for row in page.rows]
    found.sort(key=lambda one: one.order, reverse=True)
    return render(request, "checkins/shared.html", {"here": "feel", "page": page, "found": found})


@unlocked
@require_safe
def show(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    me, row = request.me, theirs_or_404(request.me, pk)
    draft = drafts.read(me, place(row)).get("text", "")
    return page(request, row, form=ReplyForm(initial={"text": draft}))


@unlocked
@require_POST
def look(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    """Keep the draft, and say privately what might be missed in it."""
    me, row = request.me, answerable_or_404(request.me, pk)
    text, sent = _draft(request), SentForm(request.POST)
    # A look may arrive after the words were sent; they are no draft any more.
    is_sent = sent.is_valid() and row.replies.filter(pk=sent.cleaned_data["id"]).exists()
    if not is_sent and len(text) <= LONGEST_SENTENCE:
        drafts.keep(me, place(row), {"text": text})
    found = coached(request, row, text)
    if _remark_id(found) == request.POST.get("remark", ""):
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    context = {"row": row, "is_swapped": True} | found
    return render(request, "checkins/_coached.html", context)


@unlocked
@require_POST
def put_opener(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    """Keep the draft, begun with an opener."""
    me, row = request.me, answerable_or_404(request.me, pk)
    asked, words, text = request.POST.get("opener", ""), opened(me, row), _draft(request)
    if len(text) > LONGEST_SENTENCE:
        return page(request, row, status=400, form=ReplyForm(request.POST))
    drafts.keep(me, place(row), {"text": coach.begun_with(text, words, row, asked)})
    return redirect(f"{reverse('checkins:theirs', args=[pk])}#answer")


@unlocked
@require_POST
def put_aside(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    row = theirs_or_404(request.me, pk)
    aside.put(request.me, f"share:{row.pk}")
    return redirect("today")


def coached(request: UnlockedRequest, row: SharedCheckIn, text: str) -> dict[str, Any]:
    """Return the remark that is due on this text, if one is, and an opener to go with it."""
    me, words = request.me, opened(request.me, row)
    if not me.settings.coach:
        return {}
    draft = coach.Draft(me.person.pk, text, words, row, request.POST.get("remark", ""))
    return {
        "remark": coach.remark(draft, others_name(me, row.bond)),
        "offer": coach.fullest_opener(words, row),
    }


def is_due(request: UnlockedRequest, remarked: dict[str, Any]) -> bool:
    """Tell whether there is a remark that did not stand there already when it was sent."""
    return _remark_id(remarked) not in {"", request.POST.get("remark", "")}


def _remark_id(remarked: dict[str, Any]) -> str:
    remark = remarked.get("remark")
    return remark.id if remark else ""


def opened(me: Unlocked, row: SharedCheckIn) -> SharedWords:
    words = reading.shared_words(me, row)
    if words is None:
        raise CannotOpen
    return words


def page(
    request: UnlockedRequest, row: SharedCheckIn, status: int = 200, **more: Any
) -> HttpResponse:
    """Show what was shared, its thread, and the ways to answer."""
    me, words = request.me, reading.shared_words(request.me, row)
    thread = reading.thread(me, row)
    context = {
        "here": "feel",
        "row": row,
        "words": words,
        "name": others_name(me, row.bond),
        "pieces": pieces(words.sentence, words.feelings, words.need) if words else [],
        "thread": thread,
        "wished": wished(words, others_name(me, row.bond)) if words else [],
        "is_living": row.bond == me.bond,
    }
    if words is not None and row.bond == me.bond:
        context |= {
            "form": ReplyForm(),
            "come": ComeForm(auto_id="come_%s"),
            "not_now": NotNowForm(auto_id="not_now_%s"),
            "hear": SentForm(auto_id=False),
            "cannot": SentForm(auto_id=False),
            "heard": coach.heard(words),
            "openers": coach.openers(words, row),
        }
    context |= more
    context["is_folded"] = any(said.is_mine for said in thread) and not _is_writing(context)
    return render(request, "checkins/theirs.html", context, status=status)


def _is_writing(context: dict[str, Any]) -> bool:
    """Whether somebody is in the middle of an answer."""
    forms = [context[name] for name in ("form", "come", "not_now") if name in context]
    return any(form.is_bound or form.initial.get("text") for form in forms)


def place(row: SharedCheckIn) -> str:
    return f"reply:{row.pk}"


def _draft(request: UnlockedRequest) -> str:
    return tidy(request.POST.get("text", ""))
