"""The folder in which everything lies, readable by its owner only."""

import fcntl
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from closeknit import __version__
from closeknit.site.environment import data_path, secret
from closeknit.site.speaking import gettext as _

PRIVATE_FOLDER, PRIVATE_FILE = 0o700, 0o600


class Unusable(Exception):
    """The data folder cannot be used; the text says why and what to do."""

    @classmethod
    def because(cls, folder: Path, error: OSError) -> "Unusable":
        return cls(
            _(
                "The data folder %(folder)s cannot be written (%(reason)s). Make room on its "
                "disk, or set CLOSEKNIT_DATA to a folder that this user may write to."
            )
            % {"folder": folder, "reason": error.strerror}
        )


def make_data_folder() -> Path:
    """Return the data folder, made with its secret key on the first use."""
    folder = data_path()
    try:
        folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    except OSError as error:
        raise Unusable.because(folder, error) from error
    make_secret_key(folder / "secret-key")
    make_push_key(folder / "push-key")
    return folder


def find_data_folder() -> Path:
    """Return the data folder that is there, so that a slip of the pen makes no second one."""
    folder = data_path()
    if not folder.is_dir():
        raise Unusable(
            _(
                "There is no data folder %(folder)s. Set CLOSEKNIT_DATA to the one in use; "
                "`closeknit up` makes a new one."
            )
            % {"folder": folder}
        )
    return folder


def make_secret_key(file: Path) -> None:
    if not file.exists() and not secret("CLOSEKNIT_SECRET_KEY"):
        write_private(file, secrets.token_urlsafe(64))


def make_push_key(file: Path) -> None:
    """Make the key that signs web push, once: browsers that were allowed know its public half."""
    if file.exists():
        return
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        NoEncryption,
        PrivateFormat,
    )

    key = ec.generate_private_key(ec.SECP256R1())
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    write_private(file, pem.decode())


def write_private(file: Path, text: str) -> None:
    """Write a file that nobody else may read, whole or not at all."""
    unfinished = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    try:
        descriptor = os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE_FILE)
        with os.fdopen(descriptor, "w") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        unfinished.replace(file)
    except OSError as error:
        raise Unusable.because(file.parent, error) from error
    finally:
        unfinished.unlink(missing_ok=True)


def version_in_use(folder: Path) -> str:
    """Return the version that shaped what lies here: an earlier one until the next start."""
    file = folder / "version"
    return file.read_text().strip() if file.is_file() else __version__


def keep_version_in_use(folder: Path) -> None:
    file = folder / "version"
    if not file.is_file() or version_in_use(folder) != __version__:
        write_private(file, __version__)


def is_private(path: Path) -> bool:
    return not path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)


@contextmanager
def running(folder: Path, *, alone: bool = False) -> Iterator[bool]:
    """Hold the folder's lock, shared by whoever serves, alone to restore; False when refused.

    The lock goes with its process, so a killed server leaves none behind.
    """
    try:
        lock = (folder / "running.lock").open("a")
    except OSError as error:
        raise Unusable.because(folder, error) from error
    with lock:
        try:
            fcntl.flock(lock, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
