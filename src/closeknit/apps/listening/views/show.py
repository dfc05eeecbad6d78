"""One talk, on a phone of one's own or on one that lies between the two."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from closeknit.apps.listening import reading
from closeknit.apps.listening.forms import KeepForm, WriteForm
from closeknit.apps.listening.reading import Shown
from closeknit.apps.listening.views.found import mine_or_404
from closeknit.apps.people import drafts, looking
from closeknit.apps.people.decorators import unlocked
from closeknit.apps.people.unlocked import Unlocked, UnlockedRequest
from closeknit.domain import listening


@unlocked
@require_safe
def show(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    """The talk as it is now; 204 to a page that already shows this."""
    return shown(request, mine_or_404(request.me, pk))


@unlocked
@require_safe
def one_phone(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    """The same talk, in large type, turned to whose step it is."""
    one = mine_or_404(request.me, pk)
    is_ahead_or_over = one.talk.phase in {listening.INVITED, listening.OVER}
    if one.row.is_written or is_ahead_or_over or not one.may_share_phone:
        return redirect("listening:show", pk)
    context = {
        "is_turned": _is_turned(one),
        "asked": one.names[asked(one)],
        "label": one.label(one.talk.here, by_name=True),
    }
    return _live(request, one, "listening/one_phone.html", context)


def shown(request: UnlockedRequest, one: Shown, *, status: int = 200, **more: Any) -> HttpResponse:
    """Show a talk by its phase, with what is written in it."""
    me = request.me
    context: dict[str, Any] = {"state": f"listening/_{state(one)}.html"}
    if one.row.is_written or one.talk.is_over:
        context |= _with_words(me, one)
    context["is_held"] = _is_held(request, one)
    if one.talk.is_over:
        context |= _with_keeping(me, one)
    return _live(request, one, "listening/talk.html", context | more, status)


def state(one: Shown) -> str:
    """Return which part of a page shows this talk."""
    talk = one.talk
    if talk.phase == listening.RUNNING:
        if one.row.is_written:
            return "writing" if not one.is_both else "step"
        return "check" if one.is_check else "step"
    return {
        listening.INVITED: "waiting" if one.is_mine else "invited",
        listening.PAUSED: "paused",
        listening.OVER: "over",
    }[talk.phase]


def draft_of(one: Shown) -> str:
    return f"talk:{one.row.pk}"


def _live(
    request: UnlockedRequest, one: Shown, template: str, more: dict[str, Any], status: int = 200
) -> HttpResponse:
    seen = request.GET.get("at", "")
    if request.headers.get("HX-Request") and seen == str(one.row.revision):
        response = HttpResponse(status=204)
    else:
        context = {
            "here": "listen",
            "one": one,
            "is_live": one.row.bond == request.me.bond and not one.talk.is_over,
            "goes_on": "goes-on" in request.GET,
            "was_kept": "kept" in request.GET,
            # With both looking on, what is each one's alone comes one tap later.
            "is_alone": not one.words.at_one or "alone" in request.GET or bool(request.POST),
        }
        response = render(request, template, context | more, status=status)
    if one.row.bond == request.me.bond:
        looking.let_look(request, response, one.row.bond)
    return response


def _is_held(request: UnlockedRequest, one: Shown) -> bool:
    """In writing about something difficult, the other's words wait until they can be taken in."""
    is_listening = one.is_acting and one.talk.step.who == listening.LISTENER
    is_asked = "read" in request.GET or request.method == "POST"
    return one.row.is_written and one.words.is_conflict and is_listening and not is_asked


def _is_turned(one: Shown) -> bool:
    """Whether the phone's other side acts: the one who is signed in here sits at its foot."""
    if one.talk.phase != listening.RUNNING:
        return False
    if one.is_check:
        return asked(one) != one.seat
    return one.talk.acting is not None and one.talk.acting != one.seat


def asked(one: Shown) -> int:
    """Return who is asked on a shared phone: first who is about to listen, then the other."""
    about_to_listen = 1 - one.talk.speaker
    return one.talk.speaker if about_to_listen in one.talk.ready else about_to_listen


def _with_words(me: Unlocked, one: Shown) -> dict[str, Any]:
    voices = reading.voices(me, one)
    draft = drafts.read(me, draft_of(one)).get("text", "")
    initial = {"visit": one.talk.visit, "text": draft}
    return {
        "lost": draft if one.talk.is_over else "",
        "voices": voices,
        "has_mine": any(voice.is_mine for voice in voices),
        "form": WriteForm(initial=initial),
        "draft": draft_of(one),
    }


def _with_keeping(me: Unlocked, one: Shown) -> dict[str, Any]:
    mine = reading.after(me, one.row)
    shared = reading.takeaways(me, one)
    own = next((voice.text for voice in shared if voice.is_mine), None)
    initial = {
        "text": own or mine.text,
        "who": "shared" if own else "private",
        "felt": str(mine.felt) if mine.felt else "",
    }
    return {
        "keep": KeepForm(initial=initial, other=one.other),
        "kept": mine,
        "takeaways": shared,
    }
