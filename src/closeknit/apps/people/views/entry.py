"""Sign up, sign in, unlock, sign out."""

from django.conf import settings
from django.db import IntegrityError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from closeknit.apps.people import (
    access,
    accounts,
    invite_cookie,
    known_devices,
    reauth,
    recovery,
    second_step,
)
from closeknit.apps.people.forms import SignInForm, SignUpForm, UnlockForm
from closeknit.apps.people.forms_settings import known_zone
from closeknit.apps.people.limits import SIGN_INS, TOO_OFTEN, Allowance
from closeknit.apps.people.models import Person
from closeknit.apps.people.words import SettingsWords

SIGN_UPS = Allowance("sign-up", tries=60, minutes=60)


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
        elif response := _signed_up(request, form, request.POST.get("zone", "")):
            return response
    context = {"form": form, "zone": request.POST.get("zone", "")}
    return render(request, "people/sign_up.html", context, status=_status(form))


def may_sign_up(request: HttpRequest) -> bool:
    if settings.SIGNUP == "invite":
        return invite_cookie.holds_open_invite(request) or not Person.objects.exists()
    return settings.SIGNUP == "open"


def _signed_up(request: HttpRequest, form: SignUpForm, zone: str) -> HttpResponse | None:
    SIGN_UPS.count("all")
    data = form.cleaned_data
    new = accounts.NewAccount(
        address=data["address"],
        password=data["password"],
        words=SettingsWords(name=data["name"]),
        joined=timezone.localdate(),
        language=get_language() or "en",
        zone=known_zone(zone) or settings.TIME_ZONE,
    )
    try:
        opened = accounts.create_person(new)
    except IntegrityError:
        form.add_error("address", _("This address has an account here already. Sign in instead."))
        return None
    access.begin(request, opened)
    return known_devices.know(redirect("people:kit"), opened.person)


def sign_in(request: HttpRequest) -> HttpResponse:
    """Check address and password; then the second step, if the person has one."""
    if request.user.is_authenticated:
        return redirect("today")
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        opened = _check(request, form)
        if opened is not None:
            is_shared = form.cleaned_data["is_shared_device"]
            if second_step.is_needed(opened.person):
                second_step.park(request, opened, is_shared_device=is_shared)
                return redirect(with_next("people:second_step", next_page(request)))
            access.begin(request, opened, is_shared_device=is_shared)
            response = redirect(next_page(request))
            return response if is_shared else known_devices.know(response, opened.person)
    context = {
        "form": form,
        "next": request.POST.get("next", request.GET.get("next", "")),
        "has_new_password": "new" in request.GET,
    }
    return render(request, "people/sign_in.html", context, status=_status(form))


def _check(request: HttpRequest, form: SignInForm) -> accounts.Opened | None:
    person = accounts.find(form.cleaned_data["address"])
    address = Person.objects.normalise(form.cleaned_data["address"])
    allowance, subject = known_devices.tries(request, person, SIGN_INS, address)
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


def unlock(request: HttpRequest) -> HttpResponse:
    """Ask for the password again after minutes of rest; the session is still there."""
    if not request.user.is_authenticated:
        return redirect("people:sign_in")
    form = UnlockForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        opened = reauth.check(request, form)
        if opened is not None:
            is_shared = bool(request.session.get("shared_device"))
            access.unlock(request, opened, is_shared_device=is_shared)
            return redirect(next_page(request))
    context = {
        "form": form,
        "next": request.POST.get("next", request.GET.get("next", "")),
        "recovery": recovery.waiting(request.user),
    }
    return render(request, "people/unlock.html", context, status=_status(form))


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


def with_next(place: str, target: str) -> str:
    return f"{reverse(place)}?{urlencode({'next': target})}"


def _status(form: Form) -> int:
    return 400 if form.is_bound and form.errors else 200
