"""X25519 key pairs and libsodium sealed boxes: how a bond key reaches a person who is away."""

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

from closeknit.keys.errors import CannotOpen


def new_pair() -> tuple[bytes, bytes]:
    """Return a private and a public key of 32 bytes each."""
    private = PrivateKey.generate()
    return bytes(private), bytes(private.public_key)


def box_for(public_key: bytes, secret: bytes) -> bytes:
    return SealedBox(PublicKey(bytes(public_key))).encrypt(secret)


def open_box(private_key: bytes, boxed: bytes) -> bytes:
    """Return the secret, or raise CannotOpen."""
    try:
        return SealedBox(PrivateKey(private_key)).decrypt(bytes(boxed))
    except CryptoError as error:
        raise CannotOpen("This box was made for another key.") from error
