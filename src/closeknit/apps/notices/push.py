"""A notice by web push, encrypted for the browser and signed with this server's own key."""

import json
from contextlib import suppress
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from closeknit.apps.notices.kinds import Kind
from closeknit.apps.notices.models import Choice, Endpoint, Outbox
from closeknit.apps.notices.refusals import Gone, Refused
from closeknit.apps.people.middleware import zone_of
from closeknit.domain import notices as rules

SECONDS = 15
# Where browsers take push. Elsewhere a person could have this server call on its own network.
HOSTS = (
    "fcm.googleapis.com",
    "updates.push.services.mozilla.com",
    "web.push.apple.com",
)
SUFFIXES = (".notify.windows.com", ".push.apple.com", ".push.services.mozilla.com")
UNKNOWN = 0
_TAKEN = range(200, 300)
_GONE = {404, 410}
_LATER = {429, *range(500, 600)}


def is_known_place(address: str) -> bool:
    """Whether this is an address of a push service, or of one that the operator has named."""
    with suppress(ValueError):
        parts = urlsplit(address)
        if f"{parts.scheme}://{parts.netloc}" in settings.PUSH_ORIGINS:
            return True
        host = parts.hostname or ""
        is_plain = parts.scheme == "https" and parts.port is None and parts.username is None
        return is_plain and (host in HOSTS or host.endswith(SUFFIXES))
    return False


def public_key() -> str:
    """Return the server's public key as browsers want it, or nothing where there is none."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
    from py_vapid import Vapid, b64urlencode

    file = settings.DATA / "push-key"
    if not file.is_file():
        return ""
    key = Vapid.from_file(str(file)).public_key
    point = key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return str(b64urlencode(point))


def send(row: Outbox, kind: Kind) -> None:
    """Send to every browser of the person. One that took it is enough: none is asked twice."""
    choice = Choice.objects.filter(person=row.person).first()
    if choice is None:
        raise Gone  # all was switched off just now
    there = Endpoint.objects.filter(person=row.person).signed_in(timezone.now())
    endpoints = [one for one in there if is_known_place(one.address)]
    # Reckoned for each anew: a slow push service may take us to the edge of the quiet hours.
    answers = [_sent(one, kind, _seconds_kept(row, choice)) for one in endpoints]
    if any(_may_have_arrived(answer) for answer in answers):
        return
    raise Refused if any(answer in _LATER for answer in answers) else Gone


def _may_have_arrived(answer: int) -> bool:
    return answer == UNKNOWN or answer in _TAKEN


def _seconds_kept(row: Outbox, choice: Choice) -> int:
    now = timezone.now().astimezone(zone_of(row.person.zone))
    return int(rules.kept_for(now, row.expires, choice.quiet).total_seconds())


def _sent(endpoint: Endpoint, kind: Kind, seconds_kept: int) -> int:
    """Return how the push service answered; 503 when it could not be reached at all."""
    from pywebpush import WebPushException, webpush
    from requests.exceptions import ConnectionError as NotReached
    from requests.exceptions import ReadTimeout

    try:
        answer = webpush(
            {
                "endpoint": endpoint.address,
                "keys": {"p256dh": endpoint.p256dh, "auth": endpoint.auth},
            },
            json.dumps({"title": str(kind.says)}),
            vapid_private_key=str(settings.DATA / "push-key"),
            vapid_claims={"sub": _contact()},
            ttl=seconds_kept,
            timeout=SECONDS,
        )
    except WebPushException as error:
        code = getattr(error.response, "status_code", UNKNOWN)
        if code in _GONE:
            endpoint.delete()
        return int(code)
    except ReadTimeout:
        return UNKNOWN
    except NotReached:
        return 503
    return int(answer.status_code)


def _contact() -> str:
    """Whom a push service may turn to: it asks for a whole name on the internet, or localhost."""
    is_whole = settings.IS_HTTPS and "." in settings.HOST
    return settings.ORIGIN if is_whole else "mailto:nobody@localhost"
