"""Begin, refresh and end an unlocked session. The key lies split between row and cookie."""

import base64
import binascii
from dataclasses import dataclass, field, replace

from django.conf import settings
from django.contrib.auth import login, logout
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from closeknit.apps.people import looking
from closeknit.apps.people.accounts import Opened
from closeknit.apps.people.models import Person
from closeknit.apps.people.unlocked import Unlocked
from closeknit.keys import CannotOpen, parking

SHARED_DEVICE_MINUTES = 10
# A session that holds this keeps something else behind the cookie's half: a shown ticket.
CLAIM = "recovery"
_signer = signing.TimestampSigner(salt="closeknit.key")


@dataclass(frozen=True)
class CookieHalf:
    """The browser's half of the key and how many minutes of rest it lasts."""

    half: bytes = field(repr=False)
    minutes: int
    is_shared_device: bool = False

    def __str__(self) -> str:
        half = base64.urlsafe_b64encode(self.half).decode()
        return _signer.sign(f"{half}.{self.minutes}.{int(self.is_shared_device)}")

    @classmethod
    def read(cls, cookie: str) -> "CookieHalf | None":
        """Return the half, or None when the cookie is damaged or has rested too long."""
        try:
            half, minutes, is_shared = _signer.unsign(cookie).split(".")
            _signer.unsign(cookie, max_age=int(minutes) * 60)
            return cls(base64.urlsafe_b64decode(half), int(minutes), is_shared == "1")
        except (signing.BadSignature, ValueError, binascii.Error):
            return None


def begin(request: HttpRequest, opened: Opened, *, is_shared_device: bool = False) -> Unlocked:
    """Sign in under a new session key and park the person key for this browser."""
    login(request, opened.person, "closeknit.apps.people.backend.KeyedBackend")
    request.session["began"] = timezone.now().date().isoformat()
    request.session["device"] = device_of(request)
    if is_shared_device:
        request.session.set_expiry(0)
    return unlock(request, opened, is_shared_device=is_shared_device)


def unlock(request: HttpRequest, opened: Opened, *, is_shared_device: bool = False) -> Unlocked:
    """Park the person key in the session that is there already."""
    me = opened.unlocked()
    minutes = SHARED_DEVICE_MINUTES if is_shared_device else me.settings.lock_after
    parked = parking.park(opened.secret, opened.person.id, "session")
    request.session["parked"] = base64.b64encode(parked.sealed).decode()
    request.session["shared_device"] = is_shared_device
    request.key_half = CookieHalf(parked.half, minutes, is_shared_device)  # type: ignore[attr-defined]
    request.me = me  # type: ignore[attr-defined]
    return me


def fetch(request: HttpRequest, person: Person) -> Unlocked | None:
    """Return the unlocked person if this browser holds its half of the key."""
    cookie = CookieHalf.read(request.COOKIES.get(settings.KEY_COOKIE_NAME, ""))
    secret = _parked(request, person, cookie)
    if secret is not None:
        request.key_half = cookie  # type: ignore[attr-defined]
        return Unlocked(person, secret)
    if CLAIM not in request.session:
        request.key_half = None  # type: ignore[attr-defined]
    return None


def _parked(request: HttpRequest, person: Person, cookie: CookieHalf | None) -> bytes | None:
    parked = request.session.get("parked")
    if cookie is None or parked is None:
        return None
    try:
        return parking.fetch(base64.b64decode(parked), cookie.half, person.id, "session")
    except CannotOpen:
        return None


def rest(request: HttpRequest, minutes: int) -> None:
    """Let this browser rest for so many minutes from now on; a shared device keeps its few."""
    half: CookieHalf | None = getattr(request, "key_half", None)
    if half is not None and not half.is_shared_device:
        request.key_half = replace(half, minutes=minutes)  # type: ignore[attr-defined]


def lock(request: HttpRequest) -> None:
    """Forget the browser's half; the session stays and asks for the password."""
    request.session.pop("parked", None)
    request.key_half = None  # type: ignore[attr-defined]
    looking.end(request.session.session_key)


def end(request: HttpRequest) -> None:
    logout(request)
    request.key_half = None  # type: ignore[attr-defined]


def set_cookie(request: HttpRequest, response: HttpResponse) -> None:
    """Give the browser its half, fresh for another while, or take it away.

    Where nobody has said anything of it, it stays: a second step or a ticket may wait behind it.
    """
    if "public" in response.get("Cache-Control", "") or not hasattr(request, "key_half"):
        return  # a copy of a public page may be handed to anybody
    half: CookieHalf | None = request.key_half
    name = settings.KEY_COOKIE_NAME
    if half is not None:
        response.set_cookie(
            name,
            str(half),
            max_age=None if half.is_shared_device else half.minutes * 60,
            httponly=True,
            secure=settings.IS_HTTPS,
            samesite="Lax",
        )
    elif name in request.COOKIES:
        response.delete_cookie(name, samesite="Lax")


def device_of(request: HttpRequest) -> str:
    """Return a coarse word for the device, enough to tell one's own sessions apart."""
    agent = request.headers.get("User-Agent", "")
    kind = "phone" if "Mobi" in agent else "computer"
    browsers = ("Firefox", "Edg", "OPR", "Chrome", "Safari")
    browser = next((name for name in browsers if name in agent), "")
    return f"{kind} {browser}".strip()
