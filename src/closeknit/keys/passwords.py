"""From a password to a verifier and a wrapping key, with one Argon2id derivation."""

import base64
import hmac
import unicodedata
from dataclasses import dataclass, field
from typing import Self

from nacl.pwhash import argon2id
from nacl.utils import random

from closeknit.keys.errors import CannotOpen

MIB = 1024 * 1024
_HALF = 32


@dataclass(frozen=True)
class Cost:
    """What one guess costs: memory in MiB and passes over it."""

    memory: int = 64
    passes: int = 3


@dataclass(frozen=True)
class Verifier:
    """What is stored about a password: cost, salt and the half that verifies."""

    cost: Cost
    salt: bytes
    half: bytes = field(repr=False)

    def __str__(self) -> str:
        salt, half = (base64.b64encode(part).decode() for part in (self.salt, self.half))
        return f"argon2id-split${self.cost.memory}${self.cost.passes}${salt}${half}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read back what `str` wrote; CannotOpen when it is something else."""
        try:
            name, memory, passes, salt, half = text.split("$")
            cost = Cost(int(memory), int(passes))
            parsed = cls(cost, base64.b64decode(salt), base64.b64decode(half))
        except ValueError as error:
            raise CannotOpen("This password verifier is damaged.") from error
        if name != "argon2id-split":
            raise CannotOpen("This password verifier has another format.")
        return parsed


def new_verifier(password: str, cost: Cost) -> tuple[Verifier, bytes]:
    """Return the verifier to store and the wrapping key (32 bytes) to use and forget."""
    salt = random(argon2id.SALTBYTES)
    half, wrapping_key = _derive(password, salt, cost)
    return Verifier(cost, salt, half), wrapping_key


def wrapping_key(password: str, verifier: Verifier) -> bytes | None:
    """Return the wrapping key if the password is right."""
    half, key = _derive(password, verifier.salt, verifier.cost)
    return key if hmac.compare_digest(half, verifier.half) else None


def _derive(password: str, salt: bytes, cost: Cost) -> tuple[bytes, bytes]:
    # The same password typed on two keyboards may differ in composition only.
    plain = unicodedata.normalize("NFKC", password).encode()
    derived = argon2id.kdf(2 * _HALF, plain, salt, opslimit=cost.passes, memlimit=cost.memory * MIB)
    return derived[:_HALF], derived[_HALF:]
