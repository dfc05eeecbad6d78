"""Where the server listens, and what it refuses because words would travel in the clear."""

import errno
import ipaddress
import os
import socket

from closeknit.site.refused import Refused
from closeknit.site.speaking import gettext as _

BEYOND = _(
    "Listening on %(host)s would carry passwords and words over that network as plain http, which "
    "anybody there could read. Let a proxy with a certificate stand in front (docs/operate.md) and "
    "listen on 127.0.0.1."
)
TRUSTED = _("In a network in which you trust every device, add --plain-http.")
BEHIND = _("When the proxy is on another machine or in another container, add --plain-http.")
BARE = _(
    "This is plain http: that network can read along, phones cannot install it, and security keys "
    "do not work."
)
_REASONS = {
    errno.EADDRINUSE: _("something listens there already; choose another --port"),
    errno.EACCES: _("this user may not; choose a --port above 1023"),
    errno.EADDRNOTAVAIL: _("this machine has no such address"),
}


def refuse_plain_http(host: str, *, plain_http: bool) -> None:
    """Refuse to listen beyond this machine unless told that plain http is meant."""
    if not is_loopback(host) and not plain_http:
        is_https = os.environ.get("CLOSEKNIT_ORIGIN", "").lower().startswith("https://")
        raise Refused(f"{BEYOND % {'host': host}} {BEHIND if is_https else TRUSTED}")


def is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def choose_origin(host: str, port: int) -> None:
    """Set the address that people open, when no setting names it, to where we listen."""
    if os.environ.get("CLOSEKNIT_ORIGIN"):
        return
    if host in {"0.0.0.0", "::"}:  # noqa: S104  # it is refused here
        raise Refused(
            _(
                "%(host)s is no address that a phone can open. Set CLOSEKNIT_ORIGIN to the one it "
                "will, such as http://192.168.1.20:%(port)s."
            )
            % {"host": host, "port": port}
        )
    os.environ["CLOSEKNIT_ORIGIN"] = f"http://{f'[{host}]' if ':' in host else host}:{port}"


def listen(host: str, port: int) -> socket.socket:
    """Take the port now, so that a port in use is said at once and in one sentence."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen()
    except (OSError, OverflowError) as error:
        listener.close()
        number = error.errno if isinstance(error, OSError) else None
        reason = _REASONS.get(number or 0, _("check --host and --port"))
        raise Refused(
            _("Closeknit cannot listen on %(host)s, port %(port)s: %(reason)s.")
            % {"host": host, "port": port, "reason": reason}
        ) from error
    return listener
