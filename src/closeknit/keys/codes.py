"""Codes that people print, type and pass on: recovery codes and invites."""

import hashlib

from nacl.utils import random

from closeknit.keys import sealing

# Crockford's alphabet: no I, L, O or U, which are read and typed wrongly.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUP = 4
_MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0"})


def new_code(groups: int) -> str:
    """Return `groups` groups of four characters, 20 random bits each, joined by hyphens."""
    return code_from(random(groups * GROUP), groups)


def code_from(secret: bytes, groups: int) -> str:
    """Write a secret as a code: the same secret gives the same code."""
    return tidy("".join(ALPHABET[byte % 32] for byte in secret[: groups * GROUP]))


def tidy(code: str) -> str:
    """Return the code as it was printed, however it was typed."""
    letters = [letter for letter in code.upper().translate(_MISREAD) if letter in ALPHABET]
    return "-".join(
        "".join(letters[start : start + GROUP]) for start in range(0, len(letters), GROUP)
    )


def groups(code: str) -> list[str]:
    return tidy(code).split("-")


def code_key(code: str, purpose: str) -> bytes:
    """Derive a key from a code. A code holds at least 120 random bits, so one hash is enough."""
    digest = hashlib.blake2b(tidy(code).encode(), digest_size=sealing.KEY_BYTES).digest()
    return sealing.subkey(digest, f"code {purpose}")


def code_hash(code: str, purpose: str) -> str:
    """Return what is stored to find a code again; it does not lead back to the code's key."""
    return code_key(code, f"{purpose} lookup").hex()
