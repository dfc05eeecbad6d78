"""The buttons of a talk. Each is one address; a press from an old page changes nothing."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from closeknit.apps.listening import talks
from closeknit.apps.listening.forms import PressForm
from closeknit.apps.listening.talks import Move, Seat
from closeknit.apps.listening.views.found import living_or_404
from closeknit.apps.listening.views.show import asked
from closeknit.apps.people.between import seat_of
from closeknit.apps.people.decorators import unlocked
from closeknit.apps.people.unlocked import UnlockedRequest
from closeknit.domain import listening

ONE_PHONE = "one"


@unlocked
@require_POST
def accept(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    seat = seat_of(request.me)
    try:
        return _pressed(request, pk, lambda talk: talk.accept(seat, talks.now_ms()))
    except talks.OneGoesOn as other:
        return redirect(f"{reverse('listening:show', args=[other.args[0].pk])}?goes-on")


@unlocked
@require_POST
def decline(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    seat = seat_of(request.me)
    _pressed(request, pk, lambda talk: talk.decline(seat))
    return redirect("today" if request.POST.get("from") == "today" else "listening:home")


@unlocked
@require_POST
def take_back(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    seat = seat_of(request.me)
    _pressed(request, pk, lambda talk: talk.take_back(seat))
    return redirect("listening:home")


@unlocked
@require_POST
def ready(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    """On a phone of one's own for oneself; on a shared one for both, or for who is asked.

    Nobody answers for the other what each is asked privately, unless both began at one phone.
    """
    one, visit = living_or_404(request.me, pk), _visit(request)
    seats = [one.seat]
    if is_at_one_phone(request) and one.is_check and one.words.at_one:
        seats = [asked(one)]
    elif is_at_one_phone(request) and not one.is_check and one.may_share_phone:
        seats = list(listening.SEATS)

    def move(talk: listening.Talk) -> listening.Talk:
        for seat in seats:
            talk = talk.press_ready(seat, visit, talks.now_ms())
        return talk

    return _pressed(request, pk, move)


@unlocked
@require_POST
def done(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    visit, acting = _visit(request), _acting(request, pk)
    return _pressed(request, pk, lambda talk: talk.press_done(acting(talk), visit, talks.now_ms()))


@unlocked
@require_POST
def add(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    visit, acting = _visit(request), _acting(request, pk)
    return _pressed(request, pk, lambda talk: talk.press_add(acting(talk), visit, talks.now_ms()))


@unlocked
@require_POST
def longer(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    visit = _visit(request)
    return _pressed(request, pk, lambda talk: talk.extend(visit, talks.now_ms()))


@unlocked
@require_POST
def stop_clock(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    visit = _visit(request)
    return _pressed(request, pk, lambda talk: talk.stop_clock(visit))


@unlocked
@require_POST
def stop(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    """End the talk. Nobody is told who did, and nobody is asked why."""
    return _pressed(request, pk, lambda talk: talk.stop())


def is_at_one_phone(request: UnlockedRequest) -> bool:
    return request.POST.get("at") == ONE_PHONE


def back_to(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    return redirect("listening:one_phone" if is_at_one_phone(request) else "listening:show", pk)


def _pressed(request: UnlockedRequest, pk: UUID, move: Move) -> HttpResponse:
    living_or_404(request.me, pk)
    talks.press(request.me, pk, move)
    return back_to(request, pk)


def _visit(request: UnlockedRequest) -> int:
    """Return the visit that the page was made in; -1, which fits no talk, when it names none."""
    form = PressForm(request.POST)
    return int(form.cleaned_data["visit"]) if form.is_valid() else -1


def _acting(request: UnlockedRequest, pk: UUID) -> Seat:
    """Return who presses: at a shared phone the one whose step it is, else who is signed in."""
    mine = seat_of(request.me)
    if not is_at_one_phone(request) or not living_or_404(request.me, pk).may_share_phone:
        return lambda _talk: mine
    return lambda talk: mine if talk.acting is None or talk.in_writing else talk.acting
