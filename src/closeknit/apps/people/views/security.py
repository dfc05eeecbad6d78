"""Who can get in: password, address, devices, recovery kit."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from closeknit.apps.people import access, accounts, devices, factors, recovery, security_keys
from closeknit.apps.people.decorators import unlocked
from closeknit.apps.people.forms_security import ChangeAddressForm, ChangePasswordForm
from closeknit.apps.people.models import Totp
from closeknit.apps.people.reauth import SensitiveForm
from closeknit.apps.people.unlocked import UnlockedRequest
from closeknit.apps.people.views import kit

DONE = {
    "password": gettext_lazy("Your new password is set. Every other device was signed out."),
    "address": gettext_lazy("Your new address is set. Sign in with it from now on."),
    "device": gettext_lazy("That device is signed out."),
    "called-off": gettext_lazy("The recovery is called off. Its code opens nothing any more."),
    "app": gettext_lazy("The app is set. From now on signing in asks for its code as well."),
    "app-removed": gettext_lazy("The app is no second step any more."),
    "key": gettext_lazy("The key is added. From now on signing in asks for a second step."),
    "key-removed": gettext_lazy("The key is no second step any more."),
    "kit": gettext_lazy("Your new recovery kit is confirmed. The old one opens nothing any more."),
}


@unlocked
@require_safe
def security(request: UnlockedRequest) -> HttpResponse:
    person = request.me.person
    has_app, keys = Totp.objects.filter(person=person).exists(), security_keys.of(person)
    context = {
        "address": person.address,
        "devices": devices.of(request, person),
        "has_app": has_app,
        "keys": keys,
        "has_factor": has_app or keys,
        "keys_are_possible": security_keys.are_possible(),
        "codes_left": factors.codes_left(person),
        "recovery": recovery.waiting(person),
        "done": DONE.get(request.GET.get("done", "")),
    }
    return render(request, "people/security.html", context)


@unlocked
def change_password(request: UnlockedRequest) -> HttpResponse:
    """Wrap the key anew; this browser stays signed in, every other one is signed out."""
    me = request.me
    form = ChangePasswordForm(request)
    if request.method == "POST" and form.is_valid():
        accounts.set_password(me.person, me.key.secret, form.cleaned_data["new_password"])
        devices.stay_alone(request, me.person)
        return done("password")
    return form_page(request, form, CHANGE_PASSWORD)


@unlocked
def change_address(request: UnlockedRequest) -> HttpResponse:
    form = ChangeAddressForm(request)
    if request.method == "POST" and form.is_valid() and _took_address(request, form):
        return done("address")
    return form_page(request, form, CHANGE_ADDRESS)


def _took_address(request: UnlockedRequest, form: ChangeAddressForm) -> bool:
    person = request.me.person
    before, person.address = person.address, form.cleaned_data["address"]
    try:
        with transaction.atomic():
            person.save(update_fields=["address"])
    except IntegrityError:
        # Somebody took it a moment ago; the constraint, not the form's check, decides.
        person.address = before
        form.add_error("address", _("Another account here has this address."))
        return False
    return True


@unlocked
@require_POST
def end_device(request: UnlockedRequest) -> HttpResponse:
    """Sign out one browser; when it is this one, go to the start."""
    devices.end(request.me.person, request.POST.get("mark", ""))
    if request.session.exists(request.session.session_key or ""):
        return done("device")
    access.end(request)
    return redirect("welcome")


@require_POST
def end_devices(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere, here too. It needs no key, so that a locked device can do it."""
    if request.user.is_authenticated:
        devices.end_all(request.user)
        access.end(request)
    return redirect("people:sign_in")


@unlocked
def new_kit(request: UnlockedRequest) -> HttpResponse:
    """Show a new recovery code; from then on the old one opens nothing."""
    form = SensitiveForm(request)
    if request.method == "POST" and form.is_valid():
        return kit.show_new(request)
    return form_page(request, form, NEW_KIT)


def done(what: str) -> HttpResponse:
    return redirect(f"{reverse('people:security')}?done={what}")


def form_page(
    request: HttpRequest, form: forms.Form, words: Mapping[str, Any], **more: Any
) -> HttpResponse:
    """Show a form that asks for the password, with what it does in words."""
    context = {"form": form, **words, **more}
    status = 400 if form.errors else 200
    return render(request, "people/security_form.html", context, status=status)


CHANGE_PASSWORD = {
    "title": gettext_lazy("A new password"),
    "lede": gettext_lazy(
        "It locks the same key anew: all that you wrote stays readable for you. "
        "Every other device is signed out."
    ),
    "submit": gettext_lazy("Change password"),
}
CHANGE_ADDRESS = {
    "title": gettext_lazy("A new address"),
    "lede": gettext_lazy("You sign in with it. Your partner does not see it."),
    "submit": gettext_lazy("Change address"),
}
NEW_KIT = {
    "title": gettext_lazy("A new recovery kit"),
    "lede": gettext_lazy(
        "Make one when the paper is lost, or somebody may have seen it. As soon as the new code is "
        "shown, the old one opens nothing. Have a pen or a printer ready: it is shown once."
    ),
    "submit": gettext_lazy("Show the new code"),
}
