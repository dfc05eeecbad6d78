"""A ticket that was shown in this browser, until its owner has begun anew or rests too long.

The session names the request; that the time is not over only the browser's cookie tells.
"""

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from closeknit.apps.people import factors, recovery
from closeknit.apps.people.access import CLAIM, CookieHalf
from closeknit.apps.people.models import Recovery
from closeknit.keys import sealing

MINUTES = 15


def make(request: HttpRequest, found: Recovery) -> None:
    half = sealing.new_secret()
    request.session.cycle_key()
    request.session[CLAIM] = {
        "id": str(found.pk),
        "mark": _mark(half),
        "is_second_step_done": False,
    }
    request.key_half = CookieHalf(half, MINUTES, is_shared_device=True)  # type: ignore[attr-defined]


def find(request: HttpRequest) -> Recovery | None:
    """Return the request that the ticket stands for, unless it was called off meanwhile."""
    claim = request.session.get(CLAIM)
    cookie = CookieHalf.read(request.COOKIES.get(settings.KEY_COOKIE_NAME, ""))
    if claim is None or cookie is None:
        return None
    if not constant_time_compare(claim["mark"], _mark(cookie.half)):
        return None
    request.key_half = cookie  # type: ignore[attr-defined]
    return recovery.ready_ones().filter(pk=claim["id"]).first()


def note_second_step(request: HttpRequest) -> None:
    request.session[CLAIM] = request.session[CLAIM] | {"is_second_step_done": True}


def is_enough(request: HttpRequest, found: Recovery) -> bool:
    """Whether nothing more has to be shown: recovery never goes around a second factor."""
    return request.session[CLAIM]["is_second_step_done"] or not factors.has_any(found.person)


def forget(request: HttpRequest) -> None:
    request.session.pop(CLAIM, None)


def _mark(half: bytes) -> str:
    return sealing.subkey(half, "claim").hex()
