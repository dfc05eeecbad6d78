"""Replies in a thread: answer one, take one's own away, put one aside."""

from typing import cast
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from closeknit.apps.checkins import answering, reading
from closeknit.apps.checkins.forms import ReplyForm
from closeknit.apps.checkins.models import SharedCheckIn
from closeknit.apps.checkins.reading import thread_url
from closeknit.apps.checkins.views.found import (
    own_reply_or_404,
    reply_or_404,
    their_reply_or_404,
)
from closeknit.apps.people import aside, drafts
from closeknit.apps.people.between import others_name
from closeknit.apps.people.decorators import unlocked
from closeknit.apps.people.unlocked import UnlockedRequest


@unlocked
@require_http_methods(["GET", "POST"])
def answer(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    """Answer an answer. Answers to that are written beside it: threads stay one level deep."""
    me, row = request.me, reply_or_404(request.me, pk)
    place = f"answer:{row.pk}"
    form = ReplyForm(request.POST or None, initial={"text": drafts.read(me, place).get("text", "")})
    if request.method == "POST" and form.is_valid():
        parent = row.parent or row
        shared = cast(SharedCheckIn, row.shared)
        words = answering.in_words(form.cleaned_data["text"])
        answering.answer(me, shared, form.cleaned_data["id"], words, parent)
        drafts.drop(me, place)
        return redirect(thread_url(row, me.person))
    context = {
        "here": "feel",
        "said": reading.said(me, row, {row.bond_id: others_name(me, row.bond)}),
        "form": form,
        "draft": place,
        "back": thread_url(row, me.person),
    }
    status = 400 if form.errors else 200
    return render(request, "checkins/answer.html", context, status=status)


@unlocked
@require_POST
def delete(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    """Delete my reply; an answer that the other gave to it stays."""
    row = own_reply_or_404(request.me, pk)
    back = thread_url(row, request.me.person)
    row.delete()
    return redirect(back)


@unlocked
@require_POST
def put_aside(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    row = their_reply_or_404(request.me, pk)
    aside.put(request.me, f"reply:{row.pk}")
    return redirect("today")
