"""The recovery kit: shown once, confirmed by typing two of its groups."""

import base64
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from closeknit.apps.people import accounts
from closeknit.apps.people.decorators import unlocked_without_kit
from closeknit.apps.people.forms import KitForm
from closeknit.apps.people.unlocked import Unlocked, UnlockedRequest
from closeknit.keys import CannotOpen, codes

ASKED = (2, 6)  # the third and the seventh group
PURPOSE = "recovery kit"


@unlocked_without_kit
def kit(request: UnlockedRequest) -> HttpResponse:
    """Say what the kit is for and offer to show it."""
    if request.me.person.kit_confirmed:
        return redirect("today")
    return render(request, "people/kit.html")


@unlocked_without_kit
@require_POST
def show(request: UnlockedRequest) -> HttpResponse:
    if request.me.person.kit_confirmed:
        return redirect("today")
    code = _pending(request) or _make(request)
    return _page(request, code, KitForm())


@unlocked_without_kit
@require_POST
def confirm(request: UnlockedRequest) -> HttpResponse:
    code = _pending(request)
    if code is None:
        return redirect("people:kit")
    form = KitForm(request.POST)
    if form.is_valid() and _fits(form, code):
        request.session.pop("kit", None)
        request.me.person.kit_confirmed = True
        request.me.person.save(update_fields=["kit_confirmed"])
        return redirect("people:begin")
    return _page(request, code, form)


def _page(request: UnlockedRequest, code: str, form: KitForm) -> HttpResponse:
    context: dict[str, Any] = {
        "groups": codes.groups(code),
        "form": form,
        "asked": [index + 1 for index in ASKED],
        "made_on": timezone.localdate(),
        "address": request.me.person.address,
    }
    return render(request, "people/kit_shown.html", context)


def _fits(form: KitForm, code: str) -> bool:
    groups = codes.groups(code)
    for name, index in zip(("first", "second"), ASKED, strict=True):
        if codes.tidy(form.cleaned_data[name]) != groups[index]:
            form.add_error(name, _("This is another group. Look at your paper once more."))
    return not form.errors


def _make(request: UnlockedRequest) -> str:
    code = accounts.new_kit(request.me)
    wrapped = request.me.key.wrap(code.encode(), PURPOSE)
    request.session["kit"] = base64.b64encode(wrapped).decode()
    return code


def _pending(request: UnlockedRequest) -> str | None:
    wrapped = request.session.get("kit")
    return _opened(request.me, wrapped) if wrapped else None


def _opened(me: Unlocked, wrapped: str) -> str | None:
    try:
        return me.key.unwrap(base64.b64decode(wrapped), PURPOSE).decode()
    except CannotOpen:
        return None
