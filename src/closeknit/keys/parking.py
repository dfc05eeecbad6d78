"""Keep a secret for a while, split between the database and one browser's cookie."""

from dataclasses import dataclass, field
from uuid import UUID

from closeknit.keys import sealing


@dataclass(frozen=True)
class Parked:
    """`sealed` is for the session row, `half` for the cookie; neither opens anything alone."""

    sealed: bytes
    half: bytes = field(repr=False)


def park(secret: bytes, owner: UUID, purpose: str) -> Parked:
    half = sealing.new_secret()
    return Parked(sealing.seal(half, secret, f"{owner}\x1f{purpose}"), half)


def fetch(sealed: bytes, half: bytes, owner: UUID, purpose: str) -> bytes:
    """Return the parked secret, or raise CannotOpen."""
    return sealing.open_sealed(half, sealed, f"{owner}\x1f{purpose}")
