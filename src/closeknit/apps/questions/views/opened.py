"""Both answers together, what each adds to them, and what was opened before."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from closeknit.apps.people import drafts
from closeknit.apps.people.decorators import unlocked
from closeknit.apps.people.paging import page_of
from closeknit.apps.people.unlocked import Seat, Unlocked, UnlockedRequest
from closeknit.apps.questions import answers, choosing, journal, reading
from closeknit.apps.questions import tonight as evening
from closeknit.apps.questions.forms import ResponseForm
from closeknit.apps.questions.models import Opening, Response
from closeknit.apps.questions.views.found import living_or_404, mine_or_404


@unlocked
@require_safe
def show(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    """An opened question. One that has not opened looks the same whoever has written."""
    me, opening = request.me, mine_or_404(request.me, pk)
    if not opening.is_opened:
        if opening.bond != me.bond:
            raise Http404
        return redirect("questions:tonight")
    draft = drafts.read(me, _place(opening))
    return _page(request, opening, ResponseForm(initial=draft and {"text": draft.get("text")}))


@unlocked
@require_POST
def respond(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    me, opening = request.me, _opened_or_404(request.me, pk)
    form = ResponseForm(request.POST)
    if not form.is_valid():
        return _page(request, opening, form)
    answers.respond(me, opening, form.cleaned_data["id"], form.cleaned_data["text"])
    drafts.drop(me, _place(opening))
    return redirect("questions:show", pk)


@unlocked
@require_POST
def delete_response(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    mine = Response.objects.filter(author=request.me.person, opening__bond=request.me.bond)
    response = get_object_or_404(mine, pk=pk)
    response.delete()
    return redirect("questions:show", response.opening_id)


@unlocked
@require_POST
def withdraw(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    answers.withdraw(request.me, _opened_or_404(request.me, pk))
    return redirect("questions:show", pk)


@unlocked
@require_POST
def aside(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    evening.put_aside(request.me, _opened_or_404(request.me, pk))
    return redirect("today")


@unlocked
@require_safe
def before(request: UnlockedRequest) -> HttpResponse:
    """Our opened questions so far, or those of an earlier bond."""
    me = request.me
    journal.settle(me)
    seat = _seat_or_404(me, request.GET.get("bond", ""))
    found = Opening.objects.filter(bond=seat.bond if seat else None).opened()
    page = page_of(found.order_by("-opened_on", "-day", "pk"), request.GET.get("page", ""))
    context = {
        "here": "ask",
        "page": page,
        "questions": [(one, _question(me, seat, one)) for one in page.rows],
        "seat": seat,
        "is_past": seat is not None and seat != me.seat,
        "past": [other for other in me.past_seats if other != seat],
    }
    return render(request, "questions/before.html", context)


def add_late(request: UnlockedRequest, opening: Opening, text: str) -> HttpResponse:
    """Both were open before these words arrived: offer them as an addition."""
    opening.refresh_from_db()
    return _page(request, opening, ResponseForm(initial={"text": text}), is_late=True, status=409)


def _page(
    request: UnlockedRequest,
    opening: Opening,
    form: ResponseForm,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    me = request.me
    context = {
        "here": "ask",
        "opened": reading.opened_page(me, opening.bond, opening),
        "form": form,
        "draft": _place(opening),
        "is_living": opening.bond == me.bond,
        "is_fresh": "now" in request.GET,
    }
    return render(request, "questions/opened.html", context | more, status=status)


def _opened_or_404(me: Unlocked, pk: UUID) -> Opening:
    opening = living_or_404(me, pk)
    if not opening.is_opened:
        raise Http404
    return opening


def _seat_or_404(me: Unlocked, asked: str) -> Seat | None:
    if not asked:
        return me.seat
    seats = {str(seat.bond.pk): seat for seat in me.past_seats}
    if asked not in seats:
        raise Http404
    return seats[asked]


def _question(me: Unlocked, seat: Seat | None, opening: Opening) -> str | None:
    words = reading.question_in(me, seat.bond, opening) if seat else None
    return choosing.in_my_language(words) if words else None


def _place(opening: Opening) -> str:
    return f"response:{opening.pk}"
