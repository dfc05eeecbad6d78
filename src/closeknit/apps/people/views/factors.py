"""Set up and remove second factors."""

import base64
from io import BytesIO
from uuid import UUID

import segno
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from closeknit.apps.people import factors, security_keys
from closeknit.apps.people.decorators import unlocked
from closeknit.apps.people.forms_security import AddAppForm, AddKeyForm
from closeknit.apps.people.models import Totp
from closeknit.apps.people.reauth import SensitiveForm
from closeknit.apps.people.security_keys import BadKey
from closeknit.apps.people.unlocked import Unlocked, UnlockedRequest
from closeknit.apps.people.views.security import done, form_page
from closeknit.keys import CannotOpen

PURPOSE = "authenticator"
_GROUP = 4


@unlocked
def add_app(request: UnlockedRequest) -> HttpResponse:
    """Show the app's key as a picture and in letters until the app shows the right digits."""
    person = request.me.person
    if Totp.objects.filter(person=person).exists():
        return redirect("people:security")
    secret = _pending(request) or _make(request)
    form = AddAppForm(request, secret=secret)
    if request.method == "POST" and form.is_valid():
        factors.use_app(person, secret)
        request.session.pop(PURPOSE, None)
        return done("app")
    address = factors.app_address(person, secret)
    groups = [secret[start : start + _GROUP] for start in range(0, len(secret), _GROUP)]
    context = {"form": form, "qr": _qr(address), "address": address, "groups": groups}
    status = 400 if form.errors else 200
    return render(request, "people/security_app.html", context, status=status)


@unlocked
def remove_app(request: UnlockedRequest) -> HttpResponse:
    form = SensitiveForm(request)
    if request.method == "POST" and form.is_valid():
        factors.remove_app(request.me.person)
        return done("app-removed")
    return form_page(request, form, REMOVE_APP)


@unlocked
def add_key(request: UnlockedRequest) -> HttpResponse:
    """Let the browser make a credential on a security key, or with a fingerprint."""
    if not security_keys.are_possible():
        raise Http404
    person = request.me.person
    form = AddKeyForm(request)
    if request.method == "POST" and form.is_valid() and _added(request, form):
        return done("key")
    context = {"form": form, "options": security_keys.offer(request, person)}
    status = 400 if form.errors else 200
    return render(request, "people/security_key.html", context, status=status)


def _added(request: UnlockedRequest, form: AddKeyForm) -> bool:
    try:
        security_keys.add(request, request.me.person, form.cleaned_data["credential"])
    except BadKey:
        form.add_error(None, _("The key was not added. Touch it once more, or try another one."))
        return False
    return True


@unlocked
def remove_key(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    person = request.me.person
    if all(key.pk != pk for key in security_keys.of(person)):
        raise Http404
    form = SensitiveForm(request)
    if request.method == "POST" and form.is_valid():
        security_keys.remove(person, pk)
        return done("key-removed")
    return form_page(request, form, REMOVE_KEY)


@unlocked
def new_codes(request: UnlockedRequest) -> HttpResponse:
    """Show ten codes to print, once. They stand in for a factor that is not at hand."""
    person = request.me.person
    if not factors.has_any(person):
        return redirect("people:security")
    form = SensitiveForm(request)
    if request.method == "POST" and form.is_valid():
        context = {"codes": factors.new_codes(person), "address": person.address}
        return render(request, "people/security_codes.html", context)
    return form_page(request, form, NEW_CODES)


def _make(request: UnlockedRequest) -> str:
    secret = factors.new_secret()
    wrapped = request.me.key.wrap(secret.encode(), PURPOSE)
    request.session[PURPOSE] = base64.b64encode(wrapped).decode()
    return secret


def _pending(request: UnlockedRequest) -> str | None:
    wrapped = request.session.get(PURPOSE)
    return _opened(request.me, wrapped) if wrapped else None


def _opened(me: Unlocked, wrapped: str) -> str | None:
    try:
        return me.key.unwrap(base64.b64decode(wrapped), PURPOSE).decode()
    except CannotOpen:
        return None


def _qr(text: str) -> SafeString:
    drawing = BytesIO()
    code = segno.make(text, error="m", micro=False)
    code.save(drawing, kind="svg", xmldecl=False, svgns=False, border=0, omitsize=True)
    # It holds modules of a picture only, drawn by the library; no word of anybody is in it.
    return mark_safe(drawing.getvalue().decode())  # noqa: S308


REMOVE_APP = {
    "title": gettext_lazy("Remove the app"),
    "lede": gettext_lazy(
        "Its codes open nothing from then on. Without another second step your password is enough."
    ),
    "submit": gettext_lazy("Remove the app"),
}
REMOVE_KEY = {
    "title": gettext_lazy("Remove this security key"),
    "lede": gettext_lazy(
        "It opens nothing from then on. Without another second step your password is enough."
    ),
    "submit": gettext_lazy("Remove the key"),
}
NEW_CODES = {
    "title": gettext_lazy("Ten codes on paper"),
    "lede": gettext_lazy(
        "For when the app or the key is not at hand. Each opens once. "
        "Codes from before open nothing as soon as the new ones are shown."
    ),
    "submit": gettext_lazy("Show ten codes"),
}
