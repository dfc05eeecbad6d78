"""Words that mend: they need no answer and no forgiveness."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from closeknit.apps.checkins import answering, reading
from closeknit.apps.checkins.forms import MendForm
from closeknit.apps.checkins.models import Mend
from closeknit.apps.checkins.reading import thread_url
from closeknit.apps.checkins.views.found import own_mend_or_404, reply_or_404, their_mend_or_404
from closeknit.apps.people import aside, drafts
from closeknit.apps.people.between import can_share, others_name
from closeknit.apps.people.decorators import unlocked
from closeknit.apps.people.paging import page_of
from closeknit.apps.people.unlocked import UnlockedRequest

DRAFT = "mend"


@unlocked
@require_http_methods(["GET", "POST"])
def mend(request: UnlockedRequest) -> HttpResponse:
    """Choose or write words to start over with, and read those that were sent before."""
    me = request.me
    if request.method == "GET":
        draft = drafts.read(me, DRAFT)
        initial = {name: draft.get(name, "") for name in ("mend", "text")}
        return _page(request, MendForm(initial=initial | {"reply": request.GET.get("reply")}))
    if not can_share(me):
        raise Http404
    form = MendForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    sent = form.cleaned_data
    reply = reply_or_404(me, sent["reply"]) if sent["reply"] else None
    answering.mend(me, sent["id"], sent["words"], reply)
    drafts.drop(me, DRAFT)
    return redirect(thread_url(reply, me.person) if reply else f"{reverse('checkins:mend')}?sent")


@unlocked
@require_POST
def delete(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    own_mend_or_404(request.me, pk).delete()
    return redirect("checkins:mend")


@unlocked
@require_POST
def put_aside(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    row = their_mend_or_404(request.me, pk)
    aside.put(request.me, f"mend:{row.pk}")
    return redirect("today")


def _page(request: UnlockedRequest, form: MendForm) -> HttpResponse:
    me = request.me
    rows = Mend.objects.readable_by(me.person).select_related("bond")
    page = page_of(rows.order_by("-day", "pk"), request.GET.get("page", ""))
    names = reading.names(me)
    found = [reading.said(me, row, names) for row in page.rows]
    found.sort(key=lambda one: one.order, reverse=True)
    context: dict[str, Any] = {
        "here": "feel",
        "form": form,
        "draft": DRAFT,
        "page": page,
        "was_sent": "sent" in request.GET,
        "found": found,
        "name": others_name(me, me.bond) if me.bond and can_share(me) else "",
    }
    return render(request, "checkins/mend.html", context, status=400 if form.errors else 200)
