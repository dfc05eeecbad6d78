"""Reads every CLOSEKNIT_ setting. A secret may also stand in a file that …_FILE names."""

import difflib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import dj_database_url
from environs import Env

from closeknit.site.speaking import gettext as _

env = Env()
PREFIX = "CLOSEKNIT_"
_SQLITE: dict[str, Any] = {"ENGINE": "django.db.backends.sqlite3"}
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
LEAST_SECRET = 32
_HOST = re.compile(r"[a-z0-9]([a-z0-9._-]*[a-z0-9])?|\[[0-9a-f:.]+\]")


class WrongSetting(Exception):
    """A setting with which nothing may start; the text says which, why and what to write."""


def data_path() -> Path:
    return Path(env.str("CLOSEKNIT_DATA", "data")).resolve()


def secret(name: str) -> str:
    """Return a secret from the environment or from the file that it names; empty when unset."""
    value, file = env.str(name, ""), env.str(f"{name}_FILE", "")
    if value and file:
        raise WrongSetting(
            _("%(name)s and %(name)s_FILE are both set. Keep one of them.") % {"name": name}
        )
    return _read(f"{name}_FILE", Path(file)) if file else value


def secret_key(stored: Path) -> str:
    """Return the secret key that was set, or the one that `closeknit up` made."""
    name = "CLOSEKNIT_SECRET_KEY"
    value = secret(name)
    if not value and not stored.is_file():
        raise WrongSetting(
            _(
                "There is no secret key. `closeknit up` makes one in %(folder)s on its first "
                "start; or set %(name)s or %(name)s_FILE."
            )
            % {"folder": stored.parent, "name": name}
        )
    value = value or _read(name, stored)
    if len(value) < LEAST_SECRET:
        raise WrongSetting(
            _("%(name)s is shorter than %(least)s characters. Make a longer one.")
            % {"name": name, "least": LEAST_SECRET}
        )
    return value


def _read(name: str, file: Path) -> str:
    try:
        return file.read_text().strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or _("it is not text")
        raise WrongSetting(
            _("%(name)s: %(file)s cannot be read (%(reason)s).")
            % {"name": name, "file": file, "reason": reason}
        ) from error


def origin() -> str:
    """Return the address at which people reach this server, such as https://two.example."""
    value = env.str("CLOSEKNIT_ORIGIN", "http://127.0.0.1:8000").strip().rstrip("/").lower()
    parts = urlsplit(value)
    more = parts.path or parts.query or parts.fragment or parts.username is not None
    if parts.scheme not in {"http", "https"} or more or not _is_host(_host(parts)):
        raise WrongSetting(
            _(
                "CLOSEKNIT_ORIGIN is %(value)r. Write it like https://closeknit.example, "
                "without a path."
            )
            % {"value": value}
        )
    return value


def host_of(value: str) -> str:
    return _host(urlsplit(value))


def _host(parts: SplitResult) -> str:
    """Return the host as it stands in a Host header, or nothing when its port is no number."""
    try:
        parts.port  # noqa: B018  # raises on what is no port
    except ValueError:
        return ""
    host = parts.hostname or ""
    return f"[{host}]" if ":" in host else host


def _is_host(host: str) -> bool:
    return _HOST.fullmatch(host) is not None


def allowed_hosts(host: str) -> list[str]:
    """Return the hosts to answer to, each by its name: never a pattern."""
    also = [name.strip().lower() for name in env.list("CLOSEKNIT_ALSO_HOSTS", [], subcast=str)]
    for name in also:
        if not _is_host(name):
            raise WrongSetting(
                _("CLOSEKNIT_ALSO_HOSTS holds %(name)r. Name each host, without port or wildcard.")
                % {"name": name}
            )
    return [*dict.fromkeys([host, *(LOOPBACK if host in LOOPBACK else ()), *also])]


def time_zone() -> str:
    name = env.str("CLOSEKNIT_TIME_ZONE", "UTC")
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise WrongSetting(
            _("CLOSEKNIT_TIME_ZONE is %(name)r. Write it like Europe/Lisbon.") % {"name": name}
        ) from error
    return name


def databases(folder: Path) -> dict[str, dict[str, Any]]:
    """Return where words are kept, and the view of it that a backup takes.

    SQLite in the data folder, or what CLOSEKNIT_DATABASE_URL names.
    """
    url = secret("CLOSEKNIT_DATABASE_URL")
    found = _parsed(url) if url else _SQLITE | {"NAME": str(folder / "closeknit.sqlite3")}
    found |= {"CONN_MAX_AGE": None if _is_sqlite(found) else 0}
    usual, unchanging = _sqlite_options() if _is_sqlite(found) else _postgresql_options(found)
    snapshot = {"OPTIONS": unchanging, "CONN_MAX_AGE": 0, "TEST": {"MIRROR": "default"}}
    return {"default": found | {"OPTIONS": usual}, "snapshot": found | snapshot}


def channel() -> str:
    """Return where Redis is, for several server processes; empty for one."""
    url = secret("CLOSEKNIT_CHANNEL_URL")
    if not url:
        return ""
    # The address may hold a password, so no sentence quotes it.
    if urlsplit(url).scheme not in {"redis", "rediss", "unix"}:
        raise WrongSetting(
            _(
                "CLOSEKNIT_CHANNEL_URL is not understood. Write it like redis://host:6379/0, or "
                "leave it out for one server process."
            )
        )
    if find_spec("redis") is None:
        raise WrongSetting(
            _("Redis needs its client: install closeknit with `pip install closeknit[scale]`.")
        )
    return url


@dataclass(frozen=True)
class Post:
    """The mail server: how the connection is kept private, where it is, and who signs in."""

    security: str
    host: str
    port: int
    user: str
    password: str = field(repr=False)


_PORTS = {"smtp": 25, "smtps": 465, "smtp+starttls": 587}


def smtp() -> Post | None:
    """Return where e-mail goes out, or None: everything else works without."""
    url = secret("CLOSEKNIT_SMTP_URL")
    if not url:
        return None
    # The address may hold a password, so no sentence quotes it.
    try:
        return _post(urlsplit(url))
    except (ValueError, KeyError) as error:
        raise WrongSetting(
            _(
                "CLOSEKNIT_SMTP_URL is not understood. Write it like "
                "smtp+starttls://user:password@mail.example:587, smtps://… or smtp://localhost."
            )
        ) from error


def _post(parts: SplitResult) -> Post:
    if not parts.hostname:
        raise ValueError
    port = parts.port or _PORTS[parts.scheme]
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return Post(parts.scheme, parts.hostname, port, user, password)


def mail_from(post: Post | None) -> str:
    """Return whom e-mail comes from."""
    address = env.str("CLOSEKNIT_MAIL_FROM", "").strip()
    if address and ("@" not in address or any(sign in address for sign in "\r\n")):
        raise WrongSetting(_("CLOSEKNIT_MAIL_FROM is no address. Write it like notes@two.example."))
    if post is not None and not address:
        raise WrongSetting(
            _(
                "CLOSEKNIT_SMTP_URL is set, and CLOSEKNIT_MAIL_FROM is not. Name the address that "
                "e-mail comes from, such as notes@two.example."
            )
        )
    return address


def push_origins() -> list[str]:
    """Return push services of the operator's own, beside those of the known browsers."""
    found = [one.strip().rstrip("/") for one in env.list("CLOSEKNIT_PUSH_ORIGINS", [], subcast=str)]
    for one in found:
        parts = urlsplit(one)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path:
            raise WrongSetting(
                _("CLOSEKNIT_PUSH_ORIGINS holds %(one)r. Write each like https://push.example.")
                % {"one": one}
            )
    return found


def _is_sqlite(found: Mapping[str, Any]) -> bool:
    return str(found["ENGINE"]).endswith("sqlite3")


def _sqlite_options() -> tuple[dict[str, Any], dict[str, Any]]:
    usual = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
        "PRAGMA secure_delete=ON;",
    }
    return usual, usual | {"transaction_mode": "DEFERRED"}


def _postgresql_options(found: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    try:
        from psycopg import IsolationLevel
    except ImportError as error:
        raise WrongSetting(
            _("PostgreSQL needs its driver: install closeknit with `pip install closeknit[scale]`.")
        ) from error
    asked = dict(found.get("OPTIONS", {}))
    return asked | {"pool": True}, asked | {"isolation_level": IsolationLevel.REPEATABLE_READ}


def _parsed(url: str) -> dict[str, Any]:
    # The address holds a password, so no sentence quotes it.
    try:
        found: dict[str, Any] = dict(dj_database_url.parse(url))
    except ValueError:
        found = {"ENGINE": ""}
    if found["ENGINE"].rsplit(".", 1)[-1] not in {"postgresql", "sqlite3"} or not found["NAME"]:
        raise WrongSetting(
            _(
                "CLOSEKNIT_DATABASE_URL is not understood. Write it like "
                "postgresql://user:password@host:5432/name, or leave it out for SQLite."
            )
        )
    return found


def unknown() -> dict[str, str]:
    """Return the CLOSEKNIT_ names in the environment that mean nothing, and the nearest that do."""
    known = [name.removeprefix(PREFIX) for name in env.dump()]
    given = sorted(name.removeprefix(PREFIX) for name in os.environ if name.startswith(PREFIX))
    near = {name: difflib.get_close_matches(name, known, 1) for name in given if name not in known}
    return {PREFIX + name: PREFIX + found[0] if found else "" for name, found in near.items()}
