"""Answer what the other shared. Each of these is a whole answer."""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from closeknit.apps.checkins import answering, coach
from closeknit.apps.checkins.forms import ComeForm, NotNowForm, ReplyForm, SentForm
from closeknit.apps.checkins.models import SharedCheckIn
from closeknit.apps.checkins.views.found import answerable_or_404
from closeknit.apps.checkins.views.theirs import coached, is_due, opened, page, place
from closeknit.apps.checkins.words import HEARD, ReplyWords
from closeknit.apps.people import drafts
from closeknit.apps.people.decorators import unlocked
from closeknit.apps.people.unlocked import UnlockedRequest


@unlocked
@require_POST
def reply(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    """Send the words, unless a remark is due that did not stand there yet."""
    me, row, form = request.me, answerable_or_404(request.me, pk), ReplyForm(request.POST)
    if form.is_valid():
        text = form.cleaned_data["text"]
        remarked = coached(request, row, text)
        if is_due(request, remarked):
            drafts.keep(me, place(row), {"text": text})
            return page(request, row, form=form, **remarked)
    return _words_sent(request, row, form)


@unlocked
@require_POST
def reply_as_it_is(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    row = answerable_or_404(request.me, pk)
    return _words_sent(request, row, ReplyForm(request.POST))


@unlocked
@require_POST
def hear(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    row = answerable_or_404(request.me, pk)
    said = answering.in_words(coach.heard(opened(request.me, row)), HEARD)
    return _sent(request, row, "hear", SentForm(request.POST), lambda _sent: said)


@unlocked
@require_POST
def come(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    form = ComeForm(request.POST, auto_id="come_%s")
    row = answerable_or_404(request.me, pk)
    return _sent(request, row, "come", form, lambda sent: answering.come_at(sent["time"]))


@unlocked
@require_POST
def not_now(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    form = NotNowForm(request.POST, auto_id="not_now_%s")
    row = answerable_or_404(request.me, pk)
    return _sent(request, row, "not_now", form, lambda sent: answering.not_now(sent["time"]))


@unlocked
@require_POST
def cannot(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    row = answerable_or_404(request.me, pk)
    form = SentForm(request.POST)
    return _sent(request, row, "cannot", form, lambda _sent: answering.cannot())


def _words_sent(request: UnlockedRequest, row: SharedCheckIn, form: ReplyForm) -> HttpResponse:
    response = _sent(request, row, "form", form, lambda sent: answering.in_words(sent["text"]))
    if form.is_valid():
        drafts.drop(request.me, place(row))
    return response


def _sent(
    request: UnlockedRequest,
    row: SharedCheckIn,
    name: str,
    form: forms.Form,
    words: Callable[[dict[str, str]], ReplyWords],
) -> HttpResponse:
    """Seal what a right form says and show it in its place; show a wrong one again."""
    if not form.is_valid():
        return page(request, row, status=400, **{name: form})
    answering.answer(request.me, row, form.cleaned_data["id"], words(form.cleaned_data))
    return redirect("checkins:theirs", row.pk)
