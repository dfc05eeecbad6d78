"""A browser in which somebody signed in before has tries of its own: nobody else uses them up."""

import hashlib
import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from closeknit.apps.people.limits import Allowance
from closeknit.apps.people.models import Person

_YEAR = 365 * 24 * 3600
_signer = signing.Signer(salt="closeknit.device")


def know(response: HttpResponse, person: Person) -> HttpResponse:
    """Mark this browser as known to the person; the mark is no key and names nobody."""
    mark = f"{secrets.token_urlsafe(12)}.{_of(person)}"
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        _signer.sign(mark),
        max_age=_YEAR,
        httponly=True,
        secure=settings.IS_HTTPS,
        samesite="Lax",
    )
    return response


def is_known(cookie: str) -> bool:
    """Whether anybody has ever signed in on this server with the browser that shows this."""
    try:
        return bool(_signer.unsign(cookie))
    except signing.BadSignature:
        return False


def mark_in(request: HttpRequest, person: Person | None) -> str | None:
    """Return this browser's mark if it is known to the person."""
    try:
        mark = _signer.unsign(request.COOKIES.get(settings.DEVICE_COOKIE_NAME, ""))
    except signing.BadSignature:
        return None
    return mark if person and mark.endswith(f".{_of(person)}") else None


def tries(
    request: HttpRequest, person: Person | None, allowance: Allowance, subject: str
) -> tuple[Allowance, str]:
    """Return the allowance and whom it counts for: this known device, or the subject anywhere."""
    if mark := mark_in(request, person):
        return allowance.for_known_devices(), mark
    return allowance, subject


def _of(person: Person) -> str:
    return hashlib.blake2b(str(person.pk).encode(), digest_size=8).hexdigest()
