"""The second step of signing in: the key waits parked until it is done."""

import base64

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from closeknit.apps.people import access
from closeknit.apps.people.access import CookieHalf
from closeknit.apps.people.accounts import Opened
from closeknit.apps.people.models import Person, SecurityKey, Totp
from closeknit.keys import CannotOpen, parking

MINUTES = 10


def is_needed(person: Person) -> bool:
    has_app = Totp.objects.filter(person=person).exists()
    return has_app or SecurityKey.objects.filter(person=person).exists()


def park(request: HttpRequest, opened: Opened, *, is_shared_device: bool) -> None:
    """Park the key, split between session and cookie, until the second factor was shown."""
    parked = parking.park(opened.secret, opened.person.id, "second step")
    request.session.cycle_key()
    request.session["second_step"] = {
        "person": str(opened.person.id),
        "parked": base64.b64encode(parked.sealed).decode(),
        "shared_device": is_shared_device,
        # A changed password, or keys begun anew, end what waits here.
        "hash": opened.person.get_session_auth_hash(),
    }
    request.key_half = CookieHalf(parked.half, MINUTES, is_shared_device)  # type: ignore[attr-defined]


def waiting(request: HttpRequest) -> Opened | None:
    """Return who waits for the second step in this browser, with their key."""
    step = request.session.get("second_step")
    cookie = CookieHalf.read(request.COOKIES.get(settings.KEY_COOKIE_NAME, ""))
    if not step or cookie is None:
        return None
    request.key_half = cookie  # type: ignore[attr-defined]
    person = Person.objects.select_related("own_settings").filter(pk=step["person"]).first()
    if person is None or not _still_stands(step, person):
        return None
    try:
        parked = base64.b64decode(step["parked"])
        return Opened(person, parking.fetch(parked, cookie.half, person.id, "second step"))
    except CannotOpen:
        return None


def _still_stands(step: dict[str, str], person: Person) -> bool:
    return constant_time_compare(step.get("hash", ""), person.get_session_auth_hash())


def finish(request: HttpRequest, opened: Opened) -> bool:
    """Sign in; return whether this is not only the person's device."""
    is_shared = bool(request.session.pop("second_step")["shared_device"])
    access.begin(request, opened, is_shared_device=is_shared)
    return is_shared
