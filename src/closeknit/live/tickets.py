"""What a browser shows to be let into a stream: a signed cookie that travels to /live/ alone.

The address of a stream holds nothing, so that a browser can come back to it by itself.
"""

import hashlib
from dataclasses import dataclass

from django.core import signing
from django.http import HttpResponse

HOURS = 12
PATH = "/live/"
_signer = signing.TimestampSigner(salt="closeknit.live")


@dataclass(frozen=True)
class Ticket:
    """A topic, and the mark of the session for which it was given."""

    topic: str
    mark: str

    def __str__(self) -> str:
        return _signer.sign(f"{self.topic}.{self.mark}")

    @classmethod
    def read(cls, cookie: str) -> "Ticket | None":
        try:
            topic, mark = _signer.unsign(cookie, max_age=HOURS * 3600).split(".")
        except (signing.BadSignature, ValueError):
            return None
        return cls(topic, mark)


def mark_of(session_key: str) -> str:
    """Return what names a session without giving it away."""
    return hashlib.blake2b(session_key.encode(), key=b"closeknit.live", digest_size=16).hexdigest()


def name(*, is_https: bool) -> str:
    return "__Secure-closeknit-live" if is_https else "closeknit-live"


def give(response: HttpResponse, ticket: Ticket, *, is_https: bool) -> None:
    response.set_cookie(
        name(is_https=is_https),
        str(ticket),
        max_age=HOURS * 3600,
        path=PATH,
        httponly=True,
        secure=is_https,
        samesite="Strict",
    )


def take(response: HttpResponse, *, is_https: bool) -> None:
    response.delete_cookie(name(is_https=is_https), path=PATH, samesite="Strict")
