"""Reads every CLOSEKNIT_ setting once; a secret may also stand in a file named by …_FILE."""

from pathlib import Path
from urllib.parse import urlsplit

from environs import Env

env = Env()


class Missing(Exception):
    """A setting without which nothing may start."""


def secret(name: str, stored: Path) -> str:
    """Return a secret from the environment, from the file that it names, or from the data folder."""
    if value := env.str(name, ""):
        return value
    file = Path(env.str(f"{name}_FILE", "") or stored)
    if not file.is_file():
        raise Missing(
            f"{name} is not set. `closeknit up` makes one on its first start, or set {name} or {name}_FILE."
        )
    return file.read_text().strip()


def host_of(origin: str) -> str:
    """Return the host of an origin such as https://two.example."""
    parts = urlsplit(origin)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path not in {"", "/"}:
        raise Missing(
            f"CLOSEKNIT_ORIGIN is {origin!r}. Write it like https://closeknit.example, without a path."
        )
    return parts.hostname
