"""Sign up, sign in, unlock, sign out."""

import hashlib
import secrets
from typing import cast

from django.conf import settings
from django.core import signing
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from closeknit.apps.people import access, accounts, second_step
from closeknit.apps.people.forms import SignInForm, SignUpForm, UnlockForm
from closeknit.apps.people.limits import Allowance
from closeknit.apps.people.models import Person
from closeknit.apps.people.words import SettingsWords

FROM_ANYWHERE = Allowance("sign-in", tries=10, minutes=15)
FROM_KNOWN_DEVICE = Allowance("sign-in-known", tries=10, minutes=15)
SIGN_UPS = Allowance("sign-up", tries=60, minutes=60)
TOO_OFTEN = gettext_lazy("That was tried too often. Wait a quarter of an hour, then try again.")
_devices = signing.Signer(salt="closeknit.device")


def sign_up(request: HttpRequest) -> HttpResponse:
    """Make an account. With sign-up by invite, an invite has to be at hand."""
    if request.user.is_authenticated:
        return redirect("today")
    if not may_sign_up(request):
        return render(request, "people/no_sign_up.html", status=403)
    form = SignUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if SIGN_UPS.is_used_up("all"):
            form.add_error(None, TOO_OFTEN)
        elif response := _signed_up(request, form):
            return response
    return render(request, "people/sign_up.html", {"form": form})


def may_sign_up(request: HttpRequest) -> bool:
    if settings.SIGNUP == "invite":
        return settings.INVITE_COOKIE_NAME in request.COOKIES or not Person.objects.exists()
    return settings.SIGNUP == "open"


def _signed_up(request: HttpRequest, form: SignUpForm) -> HttpResponse | None:
    SIGN_UPS.count("all")
    data = form.cleaned_data
    new = accounts.NewAccount(
        address=data["address"],
        password=data["password"],
        words=SettingsWords(name=data["name"]),
        joined=timezone.localdate(),
        language=get_language() or "en",
        zone=settings.TIME_ZONE,
    )
    try:
        opened = accounts.create_person(new)
    except IntegrityError:
        form.add_error("address", _("This address has an account here already. Sign in instead."))
        return None
    access.begin(request, opened)
    return know_device(redirect("people:kit"), opened.person)


def sign_in(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect("today")
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        opened = _check(request, form)
        if opened is not None:
            is_shared = form.cleaned_data["is_shared_device"]
            if second_step.is_needed(opened.person):
                return second_step.ask(request, opened, is_shared_device=is_shared)
            access.begin(request, opened, is_shared_device=is_shared)
            response = redirect(next_page(request))
            return response if is_shared else know_device(response, opened.person)
    context = {"form": form, "next": request.GET.get("next", "")}
    return render(request, "people/sign_in.html", context, status=_status(form))


def _check(request: HttpRequest, form: SignInForm) -> accounts.Opened | None:
    person = accounts.find(form.cleaned_data["address"])
    allowance, subject = allowance_for(request, form.cleaned_data["address"], person)
    if allowance.is_used_up(subject):
        form.add_error(None, TOO_OFTEN)
        return None
    opened = accounts.check_password(person, form.cleaned_data["password"])
    if opened is None:
        allowance.count(subject)
        form.add_error(None, _("Address and password do not fit together. Check both."))
    else:
        allowance.forget(subject)
    return opened


def allowance_for(
    request: HttpRequest, address: str, person: Person | None
) -> tuple[Allowance, str]:
    """A device that signed in before has an allowance of its own: nobody else can use it up."""
    device = known_device(request, person) if person else None
    if device:
        return FROM_KNOWN_DEVICE, device
    return FROM_ANYWHERE, Person.objects.normalise(address)


def unlock(request: HttpRequest) -> HttpResponse:
    """Ask for the password again after minutes of rest; the session is still there."""
    if not request.user.is_authenticated:
        return redirect("people:sign_in")
    form = UnlockForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        opened = check_again(request, form)
        if opened is not None:
            is_shared = bool(request.session.get("shared_device"))
            access.unlock(request, opened, is_shared_device=is_shared)
            return redirect(next_page(request))
    context = {"form": form, "next": request.GET.get("next", "")}
    return render(request, "people/unlock.html", context, status=_status(form))


def check_again(
    request: HttpRequest, form: UnlockForm, field: str = "password"
) -> accounts.Opened | None:
    """Check the password of who is signed in, at the allowance of this session."""
    person = cast(Person, request.user)
    session = f"session {request.session.session_key}"
    if FROM_KNOWN_DEVICE.is_used_up(session):
        form.add_error(None, TOO_OFTEN)
        return None
    opened = accounts.check_password(person, form.cleaned_data[field])
    if opened is None:
        FROM_KNOWN_DEVICE.count(session)
        form.add_error(field, _("This is not your password. Check it and try again."))
    return opened


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    access.end(request)
    return redirect("welcome")


def next_page(request: HttpRequest) -> str:
    """Return where the person was going, within this server only."""
    target = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        target, {request.get_host()}, require_https=settings.IS_HTTPS
    )
    return target if target.startswith("/") and is_ours else reverse("today")


def know_device(response: HttpResponse, person: Person) -> HttpResponse:
    """Mark this browser as known to the person; the mark is no key and names nobody."""
    mark = f"{secrets.token_urlsafe(12)}.{_device_of(person)}"
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        _devices.sign(mark),
        max_age=365 * 24 * 3600,
        httponly=True,
        secure=settings.IS_HTTPS,
        samesite="Lax",
    )
    return response


def known_device(request: HttpRequest, person: Person) -> str | None:
    try:
        mark = _devices.unsign(request.COOKIES.get(settings.DEVICE_COOKIE_NAME, ""))
    except signing.BadSignature:
        return None
    return mark if mark.endswith(f".{_device_of(person)}") else None


def _device_of(person: Person) -> str:
    return hashlib.blake2b(str(person.pk).encode(), digest_size=8).hexdigest()


def _status(form: SignInForm | UnlockForm) -> int:
    return 400 if form.is_bound and form.errors else 200
