from typing import Any

from django.conf import settings
from django.http import HttpRequest

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
        "is_demo": settings.DEMO,
    }


def places() -> list[Place]:
    return sorted((p for part in all_parts() for p in part.places()), key=lambda p: p.order)
