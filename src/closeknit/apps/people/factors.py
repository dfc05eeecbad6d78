"""Second factors that are typed: six digits from an app, or one of the printed codes."""

import hmac
import re
import time

import pyotp
from django.core.cache import cache
from django.db import transaction

from closeknit.apps.people.models import OneTimeCode, Person, SecurityKey, Totp
from closeknit.keys import codes

STEP = 30
DIGITS = 6
# A clock may run a little fast or slow.
DRIFT = (-1, 0, 1)
PRINTED = 10
PRINTED_GROUPS = 3
_PURPOSE = "one-time code"


def has_any(person: Person) -> bool:
    has_app = Totp.objects.filter(person=person).exists()
    return has_app or SecurityKey.objects.filter(person=person).exists()


def check(person: Person, typed: str) -> bool:
    """Whether this is a code that the app shows now, or a printed one that was not used yet."""
    digits = re.sub(r"\s", "", typed)
    if re.fullmatch(rf"[0-9]{{{DIGITS}}}", digits):
        app = Totp.objects.filter(person=person).first()
        return app is not None and fits_app(person, app.secret, digits)
    return _use_printed(person, typed)


def new_secret() -> str:
    return pyotp.random_base32()


def app_address(person: Person, secret: str) -> str:
    """Return what the QR code tells an authenticator app."""
    return pyotp.TOTP(secret).provisioning_uri(name=person.address, issuer_name="Closeknit")


def fits_app(person: Person, secret: str, digits: str) -> bool:
    """Whether the app with this secret shows these digits. Each time step opens once."""
    now = int(time.time()) // STEP
    for step in (now + drift for drift in DRIFT):
        if hmac.compare_digest(pyotp.TOTP(secret).generate_otp(step), digits):
            return cache.add(f"totp:{person.pk}:{step}", 1, len(DRIFT) * 2 * STEP)
    return False


@transaction.atomic
def use_app(person: Person, secret: str) -> None:
    Totp.objects.update_or_create(person=person, defaults={"secret": secret})


def remove_app(person: Person) -> None:
    Totp.objects.filter(person=person).delete()
    forget_codes_without_factor(person)


@transaction.atomic
def new_codes(person: Person) -> list[str]:
    """Make ten codes to print; the ones before them open nothing any more."""
    made = [codes.new_code(PRINTED_GROUPS) for _ in range(PRINTED)]
    OneTimeCode.objects.filter(person=person).delete()
    OneTimeCode.objects.bulk_create(
        OneTimeCode(person=person, code_hash=codes.code_hash(code, _PURPOSE)) for code in made
    )
    return made


def codes_left(person: Person) -> int:
    return OneTimeCode.objects.filter(person=person).count()


def forget_codes_without_factor(person: Person) -> None:
    """Printed codes stand in for a factor; without one they have nothing to stand in for."""
    if not has_any(person):
        OneTimeCode.objects.filter(person=person).delete()


def _use_printed(person: Person, typed: str) -> bool:
    hashed = codes.code_hash(typed, _PURPOSE)
    # Two browsers may send it at once: the database deletes it for one of them.
    return OneTimeCode.objects.filter(person=person, code_hash=hashed).delete()[0] == 1
