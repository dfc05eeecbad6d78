"""Find what an address or a form names, or nothing."""

from django.http import Http404

from closeknit.apps.journeys import fitting, walking
from closeknit.apps.journeys.words import WalkWords
from closeknit.apps.people.unlocked import Unlocked, UnlockedRequest
from closeknit.content import Journey


def journey_or_404(name: str) -> Journey:
    try:
        return fitting.my_library().journeys[name]
    except KeyError:
        raise Http404 from None


def walk_or_404(me: Unlocked) -> WalkWords:
    if (walk := walking.read(me)) is None:
        raise Http404
    return walk


def step_of(request: UnlockedRequest) -> str:
    return request.POST.get("step", "")
