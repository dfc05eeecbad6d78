"""A ticket that was shown in this browser, until its owner has begun anew."""

import time

from django.http import HttpRequest

from closeknit.apps.people import factors, recovery
from closeknit.apps.people.models import Recovery

MINUTES = 15
_NAME = "recovery"


def make(request: HttpRequest, found: Recovery) -> None:
    request.session.cycle_key()
    request.session[_NAME] = {
        "id": str(found.pk),
        "until": int(time.time()) + MINUTES * 60,
        "is_second_step_done": False,
    }


def find(request: HttpRequest) -> Recovery | None:
    """Return the request that the ticket stands for, unless it was called off meanwhile."""
    claim = request.session.get(_NAME)
    if claim is None or claim["until"] < time.time():
        return None
    return recovery.ready_ones().filter(pk=claim["id"]).first()


def note_second_step(request: HttpRequest) -> None:
    request.session[_NAME] = request.session[_NAME] | {"is_second_step_done": True}


def is_enough(request: HttpRequest, found: Recovery) -> bool:
    """Whether nothing more has to be shown: recovery never goes around a second factor."""
    return request.session[_NAME]["is_second_step_done"] or not factors.has_any(found.person)


def forget(request: HttpRequest) -> None:
    request.session.pop(_NAME, None)
