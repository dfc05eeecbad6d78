"""Where a person is signed in: which kind of device, since which day. Nothing finer is known."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from closeknit.apps.people.models import Person, Session

_BROWSERS = {"Edg": "Edge", "OPR": "Opera"}


@dataclass(frozen=True)
class Device:
    """A signed-in browser. `mark` names it on a page without giving its session away."""

    mark: str
    name: str
    began: date
    is_this: bool


def of(request: HttpRequest, person: Person) -> list[Device]:
    """Return where the person is signed in, this browser first, then the latest."""
    found = [
        Device(
            _mark(session),
            _name(session.device),
            session.began,
            session.session_key == request.session.session_key,
        )
        for session in _living(person)
    ]
    return sorted(found, key=lambda device: (not device.is_this, -device.began.toordinal()))


def end(person: Person, mark: str) -> None:
    for session in _living(person):
        if _mark(session) == mark:
            session.delete()


def end_all(person: Person) -> None:
    Session.objects.filter(person=person).delete()


def stay_alone(request: HttpRequest, person: Person) -> None:
    """Keep this browser signed in under the new password, and no other."""
    update_session_auth_hash(request, person)
    others = Session.objects.filter(person=person)
    others.exclude(session_key=request.session.session_key).delete()


def _living(person: Person) -> Iterator[Session]:
    return Session.objects.filter(person=person, expire_date__gt=timezone.now()).iterator()


def _mark(session: Session) -> str:
    return hashlib.blake2b(session.session_key.encode(), digest_size=12).hexdigest()


def _name(device: str) -> str:
    """Say "phone Firefox" in the reader's language."""
    kind, _space, browser = device.partition(" ")
    words = _("Phone") if kind == "phone" else _("Computer")
    return f"{words}, {_BROWSERS.get(browser, browser)}" if browser else words
