"""Who we are, and the way out: alone, at once, with no reason."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from closeknit.apps.people import first_words, pairing
from closeknit.apps.people.decorators import unlocked
from closeknit.apps.people.forms_pairing import WITHDRAW, LeaveForm
from closeknit.apps.people.past import past_of
from closeknit.apps.people.unlocked import Unlocked, UnlockedRequest


@unlocked
@require_safe
def bond(request: UnlockedRequest) -> HttpResponse:
    """Our names, our colours and since when; alone, the ways to begin."""
    me = request.me
    context = {
        "bond": me.bond,
        "partner": me.partner,
        "words": first_words.read(me, me.bond) if me.bond else None,
        "waiting": None if me.bond else pairing.waiting(me),
        "has_past": bool(me.past_seats),
    }
    return render(request, "people/bond.html", context)


@unlocked
def leave(request: UnlockedRequest) -> HttpResponse:
    """Ask what becomes of what I shared, then end the bond."""
    me = request.me
    name = me.partner.name if me.partner else ""
    form = LeaveForm(request.POST or None, name=name, initial={"bond": me.bond and me.bond.pk})
    if request.method == "POST" and form.is_valid():
        return _left(me, form)
    if me.bond is None:
        return redirect("people:bond")
    context = {"form": form, "name": name}
    return render(request, "people/leave.html", context, status=400 if form.errors else 200)


def _left(me: Unlocked, form: LeaveForm) -> HttpResponse:
    """Leave the bond that the form was about, never one that began since."""
    pk: UUID = form.cleaned_data["bond"]
    withdraw = form.cleaned_data["shared"] == WITHDRAW
    if me.bond is not None and me.bond.pk == pk:
        pairing.leave(me, withdraw=withdraw)
    elif past := next((seat.bond for seat in me.past_seats if seat.bond.pk == pk), None):
        # The other left a moment earlier: my own choice still holds.
        pairing.settle(me, past, withdraw=withdraw)
    else:
        raise Http404
    return redirect("people:left")


@unlocked
@require_safe
def left(request: UnlockedRequest) -> HttpResponse:
    if request.me.bond is not None:
        return redirect("people:bond")
    past = past_of(request.me)
    return render(request, "people/leave_end.html", {"past": past[0] if past else None})
