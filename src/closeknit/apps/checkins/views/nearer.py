"""Nearer words for what somebody typed, looked for when they ask."""

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from closeknit.apps.checkins import choices
from closeknit.apps.checkins.choices import MOST_FEELINGS, Choices
from closeknit.apps.checkins.views.steps import WORDS, kept
from closeknit.apps.people.decorators import unlocked
from closeknit.apps.people.unlocked import UnlockedRequest


@unlocked
@require_POST
def look(request: UnlockedRequest) -> HttpResponse:
    """Keep what has been chosen by now, then offer nearer words."""
    return kept(request, WORDS, f"{reverse('checkins:words')}?nearer=1#nearer")


@unlocked
@require_POST
def take(request: UnlockedRequest) -> HttpResponse:
    """Take an offered feeling in place of words of one's own, or an offered need."""
    chosen = choices.read(request.me)
    taken = _with_need(chosen, request.POST.get("need", ""))
    choices.keep(request.me, _with_feeling(taken, request.POST.get("feeling", "")))
    return redirect(f"{reverse('checkins:words')}#step")


def _with_feeling(chosen: Choices, feeling: str) -> Choices:
    if feeling not in choices.my_library().feelings:
        return chosen
    words = tuple(dict.fromkeys((*chosen.feelings, feeling)))[-MOST_FEELINGS:]
    return replace(chosen, feelings=words, own_feeling="")


def _with_need(chosen: Choices, need: str) -> Choices:
    return replace(chosen, need=need) if need in choices.my_library().needs else chosen
