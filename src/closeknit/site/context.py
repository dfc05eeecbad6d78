from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from closeknit.apps.people.parts import Place, all_parts


def page(request: HttpRequest) -> dict[str, Any]:
    """What every page needs: who reads it, the bar, and the way out."""
    me = getattr(request, "me", None)
    return {
        "me": me,
        "places": places() if me is not None else [],
        "leave_to": settings.LEAVE_TO,
        "signup": settings.SIGNUP,
        "hosted_by": settings.HOSTED_BY,
        "install": me is not None and not request.session.get("shared_device"),
    }


def places() -> list[Place]:
    today = Place("today", _("Today"), reverse("today"), order=0)
    found = (place for part in all_parts() for place in part.places() if place.in_bar)
    return sorted([today, *found], key=lambda place: place.order)
