"""A small game for two, and another one."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from closeknit.apps.people.decorators import unlocked
from closeknit.apps.people.unlocked import UnlockedRequest
from closeknit.apps.together import starters


@unlocked
@require_safe
def play(request: UnlockedRequest) -> HttpResponse:
    games = starters.allowed(request.me, starters.PLAY)
    wished = {one.id: one for one in games}.get(request.GET.get("game", ""))
    game = wished or starters.of_the_day(games, timezone.localdate().isoformat())
    context = {
        "here": "time",
        "game": game,
        "another": starters.after(games, game.id) if game else None,
    }
    return render(request, "together/play.html", context)
