"""A key that belongs to a person or a bond, and what it does."""

from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from closeknit.keys import sealing


@dataclass(frozen=True)
class Key:
    """The key of a person or a bond: 32 random bytes, its owner and its version."""

    owner: UUID
    version: int
    secret: bytes = field(repr=False)

    @classmethod
    def new(cls, owner: UUID, version: int = 1) -> "Key":
        return cls(owner, version, sealing.new_secret())

    @cached_property
    def for_records(self) -> bytes:
        return sealing.subkey(self.secret, "records")

    @cached_property
    def for_wrapping(self) -> bytes:
        return sealing.subkey(self.secret, "wrapping")

    def wrap(self, secret: bytes, purpose: str) -> bytes:
        """Seal another secret under this key; it opens for the same purpose only."""
        return sealing.seal(self.for_wrapping, secret, self._place(purpose))

    def unwrap(self, wrapped: bytes, purpose: str) -> bytes:
        """Return the secret, or raise CannotOpen."""
        return sealing.open_sealed(self.for_wrapping, bytes(wrapped), self._place(purpose))

    def _place(self, purpose: str) -> str:
        return f"{self.owner}\x1f{self.version}\x1f{purpose}"
