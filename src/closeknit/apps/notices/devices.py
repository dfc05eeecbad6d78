"""The browsers that are told: each as long as its session lasts."""

import base64
import hashlib
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.http import HttpRequest

from closeknit.apps.notices.models import Endpoint
from closeknit.apps.people.models import Person

MOST = 10


@transaction.atomic
def add(request: HttpRequest, person: Person, sent: Mapping[str, str]) -> bool:
    """Tell this browser, and of one person only; return whether there was room for it."""
    keys = {"p256dh": sent["p256dh"], "auth": sent["auth"]}
    mine = {"person": person, "session_id": request.session.session_key}
    if person.endpoints.exclude(address=sent["address"]).count() >= MOST:
        return False
    Endpoint.objects.update_or_create(address=sent["address"], defaults=mine | keys)
    return True


def of(request: HttpRequest) -> list[Endpoint]:
    """Return where the browser of this session takes push: one place, or several after a while."""
    key = request.session.session_key
    return list(Endpoint.objects.filter(session=key)) if key else []


def marks(endpoints: Iterable[Endpoint]) -> str:
    """Name addresses on a page, so that its script knows its own among them."""
    return " ".join(_mark(endpoint.address) for endpoint in endpoints)


def keep(request: HttpRequest, before: Iterable[Endpoint]) -> None:
    """A new password gives this browser a new session: who is signed in still, is told still."""
    key, person = request.session.session_key, request.user.pk
    kept = [one for one in before if key and one.session_id != key and one.person_id == person]
    for endpoint in kept:
        endpoint.session_id = key
    if kept:
        Endpoint.objects.bulk_create(kept, ignore_conflicts=True)


def _mark(address: str) -> str:
    hashed = hashlib.sha256(address.encode()).digest()
    return base64.urlsafe_b64encode(hashed).decode().rstrip("=")
