"""Nearer words for what somebody typed, looked for when they ask."""

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from closeknit.apps.checkins import choices
from closeknit.apps.checkins.choices import Choices
from closeknit.apps.checkins.views.steps import FORMS, WORDS, kept, page
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
    """Take an offered feeling or need, in place of words of one's own or beside them."""
    chosen, sent = choices.read(request.me), request.POST
    taken = _with_need(chosen, sent.get("need", ""))
    taken = _with_feeling(taken, sent.get("feeling", ""), is_instead="instead" in sent)
    form = FORMS[WORDS](choices.to_fields(taken) | {"feelings": taken.feelings})
    if not form.is_valid():
        return page(request, WORDS, form, chosen)
    choices.keep(request.me, taken)
    return redirect(f"{reverse('checkins:words')}#step")


def _with_feeling(chosen: Choices, feeling: str, *, is_instead: bool) -> Choices:
    if feeling not in choices.my_library().feelings:
        return chosen
    own = "" if is_instead else chosen.own_feeling
    words = tuple(dict.fromkeys((*chosen.feelings, feeling)))
    return replace(chosen, feelings=words, own_feeling=own)


def _with_need(chosen: Choices, need: str) -> Choices:
    is_known = need in choices.my_library().needs
    return replace(chosen, need=need, own_need="") if is_known else chosen
