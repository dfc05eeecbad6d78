"""What of mine the picture of both may use, and whether notices are shown. Nobody sees a choice."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from closeknit.apps.people.decorators import unlocked
from closeknit.apps.people.unlocked import Unlocked, UnlockedRequest
from closeknit.apps.picture import book as books


@unlocked
@require_POST
def share(request: UnlockedRequest) -> HttpResponse:
    """Let my answers be drawn beside the other's, once they choose the same."""
    return _set(request.me, picture_with=_bond_or_404(request.me))


@unlocked
@require_POST
def stop(request: UnlockedRequest) -> HttpResponse:
    """Take all of mine out of the picture of both; it looks as if nothing had been answered."""
    return _set(request.me, picture_with="")


@unlocked
@require_POST
def show_barriers(request: UnlockedRequest) -> HttpResponse:
    return _set(request.me, barriers_with=_bond_or_404(request.me))


@unlocked
@require_POST
def hide_barriers(request: UnlockedRequest) -> HttpResponse:
    return _set(request.me, barriers_with="")


@unlocked
@require_POST
def mute(request: UnlockedRequest) -> HttpResponse:
    return _set(request.me, drift_muted=True)


@unlocked
@require_POST
def unmute(request: UnlockedRequest) -> HttpResponse:
    return _set(request.me, drift_muted=False)


def _set(me: Unlocked, **changes: Any) -> HttpResponse:
    me.change_settings(lambda now: replace(now, **changes))
    books.release(me)
    return redirect("picture:show")


def _bond_or_404(me: Unlocked) -> str:
    if me.seat is None or me.waits_for_key:
        raise Http404
    return books.bond_id(me)
