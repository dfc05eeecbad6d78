"""The place for time together: what is ahead, what is proposed, and ideas."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from closeknit.apps.people import looking
from closeknit.apps.people.decorators import unlocked
from closeknit.apps.people.unlocked import Unlocked, UnlockedRequest
from closeknit.apps.together import minutes, phones, showing
from closeknit.apps.together.ideas import IdeasForm, fitting
from closeknit.content import library


@unlocked
@require_safe
def home(request: UnlockedRequest) -> HttpResponse:
    me, now = request.me, timezone.now()
    if me.bond is None or me.waits_for_key:
        return render(request, "together/alone.html", {"here": "time"})
    every, weeks = showing.every(me), minutes.weeks(me, timezone.localdate())
    found = [one for one in every if not one.words.ended]
    context = {
        "away": phones.open_in(me),
        "unsaid": phones.unsaid_in(me),
        "weeks": weeks,
        "has_weeks": any(week.minutes for week in weeks),
        "threads": [minutes.thread(weeks, size) for size in (minutes.PHONE, minutes.WIDE)],
        "here": "time",
        "not_this": [one for one in every if one.was_not_this],
        "waiting": [one for one in found if one.proposal],
        "agreed": [one for one in found if one.plan],
        "upcoming": [
            (one, meeting, showing.moves(meeting, now))
            for one, meeting in showing.upcoming(found, now)
        ],
    }
    response = render(request, "together/home.html", context)
    looking.let_look(request, response, me.bond)
    return response


@unlocked
@require_safe
def ideas(request: UnlockedRequest) -> HttpResponse:
    """Ideas that fit, without what either has switched off."""
    tags_off = _tags_off(request.me)
    form = IdeasForm(request.GET or None, tags_off=tags_off)
    wished = form.cleaned_data if form.is_valid() else {}
    all_ideas = library(get_language() or "en").rituals.values()
    context = {
        "here": "time",
        "form": form,
        "ideas": fitting(all_ideas, wished, tags_off),
        "can_propose": request.me.bond is not None and not request.me.waits_for_key,
    }
    return render(request, "together/ideas.html", context)


def _tags_off(me: Unlocked) -> set[str]:
    theirs = me.partner.tags_off if me.partner else ()
    return {*me.settings.tags_off, *theirs}
