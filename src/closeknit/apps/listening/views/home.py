"""The place for talks: what is under way, the ways to talk, and what was."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from closeknit.apps.listening import home as place
from closeknit.apps.listening import protocols, reading
from closeknit.apps.listening.models import Talk
from closeknit.apps.people import looking
from closeknit.apps.people.decorators import unlocked
from closeknit.apps.people.paging import page_of
from closeknit.apps.people.unlocked import UnlockedRequest


@unlocked
@require_safe
def home(request: UnlockedRequest) -> HttpResponse:
    me = request.me
    if me.bond is None or me.waits_for_key:
        return render(request, "listening/alone.html", {"here": "listen"})
    context = {
        "here": "listen",
        "talks": place.open_talks(me),
        "ways": protocols.ways(me),
        "partner": me.partner,
    }
    response = render(request, "listening/home.html", context)
    looking.let_look(request, response, me.bond)
    return response


@unlocked
@require_safe
def before(request: UnlockedRequest) -> HttpResponse:
    """Talks that were held, in this bond and in earlier ones."""
    me = request.me
    held = Talk.objects.of(me.person).over().select_related("bond").order_by("-day", "pk")
    page = page_of(held, request.GET.get("page", ""))
    found = [(row, reading.shown(me, row)) for row in page.rows]
    found.sort(key=lambda pair: (pair[0].day, pair[1].words.began if pair[1] else ""), reverse=True)
    return render(
        request, "listening/before.html", {"here": "listen", "page": page, "talks": found}
    )
