"""Bonds that have ended: what is left to read, and the choice that stays."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from closeknit.apps.people import aside, pairing
from closeknit.apps.people.decorators import unlocked
from closeknit.apps.people.models import Bond
from closeknit.apps.people.past import past_of
from closeknit.apps.people.unlocked import Unlocked, UnlockedRequest


@unlocked
@require_safe
def past(request: UnlockedRequest) -> HttpResponse:
    return render(request, "people/past.html", {"bonds": past_of(request.me)})


@unlocked
@require_safe
def ask_withdraw(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    bond = _my_past(request.me, pk)
    found = next(found for found in past_of(request.me) if found.bond == bond)
    return render(request, "people/past_withdraw.html", {"past": found})


@unlocked
@require_POST
def withdraw(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    """Withdraw what I shared in a bond that has ended, whoever ended it."""
    bond = _my_past(request.me, pk)
    pairing.settle(request.me, bond, withdraw=True)
    aside.put(request.me, aside.ended(bond))
    return redirect("people:past")


def _my_past(me: Unlocked, pk: UUID) -> Bond:
    for seat in me.past_seats:
        if seat.bond.pk == pk:
            return seat.bond
    raise Http404
