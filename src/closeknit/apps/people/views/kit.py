"""The recovery kit: shown once, confirmed by typing two of its groups."""

import base64
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from closeknit.apps.people import accounts
from closeknit.apps.people.decorators import unlocked_without_kit
from closeknit.apps.people.forms import KitForm
from closeknit.apps.people.unlocked import Unlocked, UnlockedRequest
from closeknit.keys import CannotOpen, codes

PURPOSE = "recovery kit"
# Before the kit is confirmed nothing else opens, so no bar leads anywhere.
NO_PLACES: list[Any] = []


@unlocked_without_kit
def kit(request: UnlockedRequest) -> HttpResponse:
    """Say what the kit is for and offer to show it."""
    if request.me.person.kit_confirmed:
        return redirect("today")
    return render(request, "people/kit.html", {"places": NO_PLACES})


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
    if code is None or accounts.check_code(request.me.person, code) is None:
        # Another device has made a newer kit: this paper opens nothing any more.
        request.session.pop("kit", None)
        return redirect("people:kit")
    form = KitForm(request.POST)
    if form.is_valid() and _fits(form, code):
        request.session.pop("kit", None)
        _set_confirmed(request.me, is_confirmed=True)
        return redirect(_next(request))
    return _page(request, code, form)


def show_new(request: UnlockedRequest) -> HttpResponse:
    """Put a new code in the place of a confirmed one; it is confirmed like the first."""
    request.session["kit_is_renewed"] = True
    return _page(request, _make(request), KitForm())


def _next(request: UnlockedRequest) -> str:
    if request.session.pop("kit_is_renewed", False):
        return f"{reverse('people:security')}?done=kit"
    # Whoever began anew has to say their name again.
    return reverse("people:begin" if request.me.name else "people:settings_profile")


def _set_confirmed(me: Unlocked, *, is_confirmed: bool) -> None:
    me.person.kit_confirmed = is_confirmed
    me.person.save(update_fields=["kit_confirmed"])


def _page(request: UnlockedRequest, code: str, form: KitForm) -> HttpResponse:
    context: dict[str, Any] = {
        "groups": codes.groups(code),
        "form": form,
        "made_on": timezone.localdate(),
        "address": request.me.person.address,
        "places": NO_PLACES,
    }
    status = 400 if form.errors else 200
    return render(request, "people/kit_shown.html", context, status=status)


def _fits(form: KitForm, code: str) -> bool:
    groups = codes.groups(code)
    for name, index in zip(("first", "second"), KitForm.ASKED, strict=True):
        if codes.tidy(form.cleaned_data[name]) != groups[index]:
            form.add_error(name, _("This is another group. Look at your paper once more."))
    return not form.errors


def _make(request: UnlockedRequest) -> str:
    code = accounts.new_kit(request.me)
    _set_confirmed(request.me, is_confirmed=False)
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
