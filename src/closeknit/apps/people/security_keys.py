"""Security keys and fingerprints (WebAuthn) as a second factor."""

import ipaddress
import json
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from closeknit.apps.people import factors
from closeknit.apps.people.models import Person, SecurityKey

_CHALLENGE = "key_challenge"
# The password came first, so touching the key is enough.
_VERIFICATION = UserVerificationRequirement.DISCOURAGED


class BadKey(Exception):
    """The browser's answer does not fit what was asked, or the key is not known."""


def are_possible() -> bool:
    """Browsers offer keys on https addresses that have a name, and on localhost."""
    try:
        ipaddress.ip_address(settings.HOST)
    except ValueError:
        return bool(settings.IS_HTTPS) or settings.HOST == "localhost"
    return False


def of(person: Person) -> list[SecurityKey]:
    return list(SecurityKey.objects.filter(person=person).order_by("pk"))


def offer(request: HttpRequest, person: Person) -> dict[str, Any]:
    """Return what the browser needs to make a credential; the challenge waits in the session."""
    user = PublicKeyCredentialUserEntity(
        id=person.pk.bytes, name=person.address, display_name=person.address
    )
    options, state = _server().register_begin(
        user,
        _credentials(person),
        resident_key_requirement=ResidentKeyRequirement.DISCOURAGED,
        user_verification=_VERIFICATION,
    )
    request.session[_CHALLENGE] = state
    return dict(options)


def add(request: HttpRequest, person: Person, answer: str) -> None:
    """Keep the new credential, or raise BadKey."""
    data = _completed(request, answer, _server().register_complete)
    credential = data.credential_data
    try:
        with transaction.atomic():
            SecurityKey.objects.create(
                person=person,
                credential_id=credential.credential_id,
                data=bytes(credential),
                sign_count=data.counter,
            )
    except IntegrityError as error:
        raise BadKey("This key is here already.") from error


def ask(request: HttpRequest, person: Person) -> dict[str, Any]:
    """Return what the browser needs to sign with one of the person's keys."""
    options, state = _server().authenticate_begin(
        _credentials(person), user_verification=_VERIFICATION
    )
    request.session[_CHALLENGE] = state
    return dict(options)


def check(request: HttpRequest, person: Person, answer: str) -> None:
    """Accept the signature of one of the person's keys, or raise BadKey."""

    def complete(state: Any, given: Mapping[str, Any]) -> tuple[bytes, int]:
        found = _server().authenticate_complete(state, _credentials(person), given)
        counter = AuthenticationResponse.from_dict(given).response.authenticator_data.counter
        return found.credential_id, counter

    credential_id, counter = _completed(request, answer, complete)
    _count(person, credential_id, counter)


def remove(person: Person, pk: UUID) -> bool:
    removed, _ = SecurityKey.objects.filter(person=person, pk=pk).delete()
    factors.forget_codes_without_factor(person)
    return bool(removed)


def _server() -> Fido2Server:
    entity = PublicKeyCredentialRpEntity(id=settings.HOST, name="Closeknit")
    return Fido2Server(entity, verify_origin=lambda origin: origin == settings.ORIGIN)


def _credentials(person: Person) -> list[AttestedCredentialData]:
    return [AttestedCredentialData(bytes(key.data)) for key in of(person)]


def _completed(request: HttpRequest, answer: str, complete: Callable[[Any, Any], Any]) -> Any:
    """Finish what a challenge began. A challenge is good for one answer."""
    state = request.session.pop(_CHALLENGE, None)
    try:
        if state is None:
            raise ValueError("Nothing was asked.")
        return complete(state, json.loads(answer))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadKey("The answer does not fit.") from error


def _count(person: Person, credential_id: bytes, counter: int) -> None:
    """A key that counts has to count on: a copy of it would repeat a number."""
    key = SecurityKey.objects.get(person=person, credential_id=credential_id)
    if (counter or key.sign_count) and counter <= key.sign_count:
        raise BadKey("This key counted backwards.")
    key.sign_count = counter
    key.save(update_fields=["sign_count"])
