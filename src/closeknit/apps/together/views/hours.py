"""The hours that I offer. Only times that suit both are ever shown."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from closeknit.apps.people.decorators import unlocked
from closeknit.apps.people.unlocked import UnlockedRequest
from closeknit.apps.together import offering
from closeknit.apps.together.forms import HoursForm, initial_hours


@unlocked
@require_http_methods(["GET", "POST"])
def hours(request: UnlockedRequest) -> HttpResponse:
    me = request.me
    if me.bond is None:
        raise Http404
    form = HoursForm(request.POST or None, initial=initial_hours(offering.mine(me).windows))
    if request.method == "POST" and form.is_valid():
        offering.offer(me, form.windows())
        return redirect(reverse("together:hours") + "?saved=1")
    context = {"here": "time", "form": form, "is_saved": "saved" in request.GET}
    return render(request, "together/hours.html", context, status=400 if form.errors else 200)
