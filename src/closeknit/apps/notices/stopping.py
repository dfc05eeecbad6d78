"""The address by which somebody stops e-mail without signing in: a signed name, nothing stored."""

from uuid import UUID

from django.core import signing
from django.urls import reverse

from closeknit.apps.people.models import Person

_signer = signing.Signer(salt="closeknit.notices.stop", sep="~")


def address(person: Person) -> str:
    return reverse("notices:stop", args=[_signer.sign(person.pk.hex)])


def person_of(token: str) -> UUID | None:
    """Return whose address this is, or None when it was changed."""
    try:
        return UUID(_signer.unsign(token))
    except (signing.BadSignature, ValueError):
        return None
