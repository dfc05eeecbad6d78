"""What a journey is, and its beginning."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from closeknit.apps.journeys import fitting, walking
from closeknit.apps.journeys.forms import BeginForm
from closeknit.apps.journeys.views.found import journey_or_404
from closeknit.apps.people.decorators import unlocked
from closeknit.apps.people.unlocked import UnlockedRequest
from closeknit.content.model import PILLARS


@unlocked
@require_http_methods(["GET", "POST"])
def begin(request: UnlockedRequest, journey: str) -> HttpResponse:
    me, found = request.me, journey_or_404(journey)
    pillar = _pillar(request, journey)
    has_other = not fitting.is_alone(me)
    form = BeginForm(request.POST or None, journey=journey, has_other=has_other)
    if form.is_valid():
        sent = form.cleaned_data
        walking.begin(me, journey, sent.get("variant", ""), sent["minutes"], pillar)
        if sent.get("along"):
            walking.ask_along(me)
        return redirect("journeys:home")
    context = {
        "here": "journeys",
        "journey": found,
        "form": form,
        "weeks": fitting.weeks_of(journey, pillar),
        "pillar": pillar,
        "walk": walking.read(me),
        "partner": me.partner,
    }
    status = 400 if form.errors else 200
    return render(request, "journeys/begin.html", context, status=status)


def _pillar(request: UnlockedRequest, journey: str) -> str:
    """Return the pillar to whose weeks a journey is to be kept, if one is wished for."""
    wished = request.POST.get("pillar", "") or request.GET.get("pillar", "")
    return wished if wished in PILLARS and fitting.weeks_of(journey, wished) else ""
