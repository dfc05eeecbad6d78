"""Begin a talk: how it is held, who speaks first, what it is about."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from closeknit.apps.listening import protocols, talks
from closeknit.apps.listening.forms import ME, ONE, WRITING, BeginForm
from closeknit.apps.listening.protocols import Way
from closeknit.apps.people.between import seat_of
from closeknit.apps.people.decorators import unlocked
from closeknit.apps.people.unlocked import Unlocked, UnlockedRequest


@unlocked
@require_http_methods(["GET", "POST"])
def begin(request: UnlockedRequest, way: str) -> HttpResponse:
    me, found = request.me, _way_or_404(request.me, way)
    form = BeginForm(request.POST or None, other=_other(me), is_conflict=found.is_conflict)
    if form.is_valid():
        return _begun(me, found, form.cleaned_data)
    context = {"here": "listen", "way": found, "form": form, "partner": me.partner}
    status = 400 if form.errors else 200
    return render(request, "listening/begin.html", context, status=status)


def _begun(me: Unlocked, way: Way, sent: dict[str, Any]) -> HttpResponse:
    seat = seat_of(me)
    wish = talks.Wish(
        pk=sent["id"],
        first=seat if sent["first"] == ME else 1 - seat,
        topic=sent["topic"],
        in_writing=sent["how"] == WRITING,
        at_one_phone=sent["how"] == ONE,
    )
    try:
        row = talks.begin(me, way, wish)
    except talks.OneGoesOn as other:
        return redirect(f"{reverse('listening:show', args=[other.args[0].pk])}?goes-on")
    return redirect("listening:one_phone" if sent["how"] == ONE else "listening:show", row.pk)


def _way_or_404(me: Unlocked, wished: str) -> Way:
    found = protocols.way(me, wished)
    if me.bond is None or found is None:
        raise Http404
    return found


def _other(me: Unlocked) -> str:
    return me.partner.name if me.partner else ""
