"""XChaCha20-Poly1305 from libsodium, with a format number, padding and a binding to a place."""

import hashlib

from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
    crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
    sodium_pad,
)
from nacl.exceptions import CryptoError
from nacl.utils import random

from closeknit.keys.errors import CannotOpen

FORMAT = 1
KEY_BYTES = 32
SIZES = (512, 2048, 8192)
_NONCE_BYTES = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
_BINDING = f"closeknit\x1f{FORMAT}\x1f".encode()
_END = b"\x80"  # ISO/IEC 7816-4, as libsodium pads


def new_secret() -> bytes:
    return random(KEY_BYTES)


def subkey(secret: bytes, purpose: str) -> bytes:
    """Derive a key of 32 bytes for one purpose (keyed BLAKE2b); purposes never share a key."""
    return hashlib.blake2b(purpose.encode(), key=secret, digest_size=KEY_BYTES).digest()


def padded_size(length: int, floor: int = SIZES[0]) -> int:
    """Return the size in bytes that a plain text of this length is padded to."""
    size = next((size for size in SIZES if size > length), SIZES[-1])
    while size <= length:
        size *= 2
    return max(size, floor)


def seal(key: bytes, plain: bytes, place: str) -> bytes:
    """Return format, nonce and ciphertext; it opens with the same key at the same place only."""
    nonce = random(_NONCE_BYTES)
    ciphertext = crypto_aead_xchacha20poly1305_ietf_encrypt(plain, _bound(place), nonce, key)
    return bytes([FORMAT]) + nonce + ciphertext


def open_sealed(key: bytes, sealed: bytes, place: str) -> bytes:
    """Return the plain bytes, or raise CannotOpen."""
    if not sealed or sealed[0] != FORMAT:
        raise CannotOpen("This format is not known.")
    nonce, ciphertext = sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
    try:
        return crypto_aead_xchacha20poly1305_ietf_decrypt(ciphertext, _bound(place), nonce, key)
    except (CryptoError, ValueError) as error:
        raise CannotOpen("The key does not fit, or the value was changed or moved.") from error


def seal_padded(
    key: bytes, plain: bytes, place: str, floor: int = SIZES[0], room: int = 0
) -> bytes:
    """Seal, hiding the length: 512 B, 2 kB, 8 kB, then doubling; at least `floor` bytes.

    The size is that of a plain text that is longer by `room` bytes.
    """
    return seal(key, sodium_pad(plain, padded_size(len(plain) + room, floor)), place)


def open_padded(key: bytes, sealed: bytes, place: str) -> bytes:
    padded = open_sealed(key, sealed, place)
    # It is authentic by now: whoever sealed it holds the key. So the end is looked up, rather than
    # in a time that is the same for every length, which would cost more than the cipher does.
    end = padded.rfind(_END)
    if end < 0:
        raise CannotOpen("The padding is missing.")
    return padded[:end]


def _bound(place: str) -> bytes:
    return _BINDING + place.encode()
