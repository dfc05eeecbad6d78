"""The journey that I walk, or those that there are."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from closeknit.apps.journeys import fitting, showing, today, walking
from closeknit.apps.journeys.words import WalkWords
from closeknit.apps.people.between import others_name
from closeknit.apps.people.decorators import unlocked
from closeknit.apps.people.unlocked import Unlocked, UnlockedRequest
from closeknit.apps.picture import standing
from closeknit.content.model import STAGES

LONG = 84


@unlocked
@require_safe
def home(request: UnlockedRequest) -> HttpResponse:
    me, walk = request.me, walking.read(request.me)
    context = {"here": "journeys"} | _company(me)
    if walk is None or walk.journey not in fitting.my_library().journeys:
        return render(request, "journeys/choose.html", context | _choosing(me))
    if walk.ended:
        return render(request, "journeys/over.html", context | _over(me, walk))
    return render(request, "journeys/home.html", context | _walked(me, walk))


def _company(me: Unlocked) -> dict[str, Any]:
    theirs, content = walking.theirs(me), fitting.my_library()
    is_there = theirs is not None and theirs.journey in content.journeys
    return {
        "name": others_name(me, me.bond) if me.bond and not fitting.is_alone(me) else "",
        "theirs": content.journeys[theirs.journey] if theirs and is_there else None,
        "mine": walking.along(me),
        "is_invited": today.is_invited(me, theirs),
        "mark": today.mark(theirs) if theirs else "",
    }


def _choosing(me: Unlocked) -> dict[str, Any]:
    content = fitting.my_library()
    known = [one for one in content.journeys.values() if one.id != "alone"]
    return {
        "journeys": [*known, content.journeys["alone"]],
        "stage": me.settings.stage,
        "fitting": _fitting_weeks(me),
    }


def _fitting_weeks(me: Unlocked) -> dict[str, Any] | None:
    """Where answers are lower: the weeks of one's own stage that are about the lowest pillar."""
    if me.settings.stage not in STAGES or not standing.has_fallen(me):
        return None
    pillar = standing.weakest(me)
    weeks = fitting.weeks_of(me.settings.stage, pillar) if pillar else []
    journey = fitting.my_library().journeys[me.settings.stage]
    return {"journey": journey, "weeks": weeks, "pillar": pillar} if weeks else None


def _walked(me: Unlocked, walk: WalkWords) -> dict[str, Any]:
    content = fitting.my_library()
    weeks = showing.weeks(walk)
    steps = showing.steps(walk)
    days = (timezone.localdate() - showing.began(walk)).days
    stage = content.journeys[walk.journey].id
    return {
        "walk": walk,
        "journey": content.journeys[walk.journey],
        "variant": content.variants.get(walk.variant),
        "weeks": weeks,
        "week": next((one for one in weeks if one.is_here), None),
        "steps": steps,
        "all_done": bool(steps) and all(one.is_done for one in steps),
        "next": walk.at + 1 if walk.at + 1 < len(walk.weeks) else None,
        "asks_stage": stage in STAGES and me.settings.stage not in {"", stage},
        "is_long": days > LONG,
        "is_alone": fitting.is_alone(me),
    }


def _over(me: Unlocked, walk: WalkWords) -> dict[str, Any]:
    return {
        "walk": walk,
        "journey": fitting.my_library().journeys[walk.journey],
        "began": showing.began(walk),
        "change": standing.change_since(me, showing.began(walk)),
        "rituals": showing.kept_as_rituals(walk),
        "is_alone": fitting.is_alone(me),
    }
