"""Everything that I may read, to take along."""

from typing import Any

from django.apps import apps
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from closeknit.apps.people.decorators import unlocked
from closeknit.apps.people.parts import Part
from closeknit.apps.people.reauth import SensitiveForm
from closeknit.apps.people.unlocked import Unlocked, UnlockedRequest

FORMAT = 1


@unlocked
def export(request: UnlockedRequest) -> HttpResponse:
    form = SensitiveForm(request)
    if request.method == "POST" and form.is_valid():
        return _file(request.me)
    return render(request, "people/export.html", {"form": form}, status=400 if form.errors else 200)


def _file(me: Unlocked) -> HttpResponse:
    day = timezone.localdate().isoformat()
    response = JsonResponse(everything(me), json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = f'attachment; filename="closeknit-{day}.json"'
    return response


def everything(me: Unlocked) -> dict[str, Any]:
    """Return all words of all apps. docs/export.md explains the keys."""
    found = {
        app.label: part.export(me)
        for app in apps.get_app_configs()
        if isinstance(part := getattr(app, "part", None), Part)
    }
    about = {
        "format": FORMAT,
        "made": timezone.localtime().isoformat(timespec="minutes"),
        "note": _("What you may read in Closeknit: yours, and what was shared with you."),
    }
    return {"closeknit": about} | {label: words for label, words in found.items() if words}
