"""The second step: a code, or a security key. The same for signing in and for beginning anew."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from closeknit.apps.people import claims, factors, known_devices, second_step, security_keys
from closeknit.apps.people.forms_security import SecondStepForm
from closeknit.apps.people.limits import TOO_OFTEN, Allowance
from closeknit.apps.people.models import Person, Totp
from closeknit.apps.people.security_keys import BadKey
from closeknit.apps.people.views.entry import next_page

SECOND_STEPS = Allowance("second-step", tries=5, minutes=15)


@dataclass(frozen=True)
class Door:
    """Who waits for the second step, where they came from, and what opens to them."""

    code_place: str
    key_place: str
    start: str
    waiting: Callable[[HttpRequest], Person | None]
    passed: Callable[[HttpRequest], HttpResponse]


def by_code(request: HttpRequest, door: Door) -> HttpResponse:
    """Ask for a code, and offer the security key beside it."""
    person = door.waiting(request)
    if person is None:
        return redirect(door.start)
    form = SecondStepForm(request.POST or None)
    if form.is_valid() and _is_passed(request, person, form, lambda: _check_code(person, form)):
        return door.passed(request)
    return _page(request, door, person, form)


@require_POST
def by_key(request: HttpRequest, door: Door) -> HttpResponse:
    person = door.waiting(request)
    if person is None:
        return redirect(door.start)
    form = SecondStepForm()
    form.cleaned_data = {}
    answer = request.POST.get("credential", "")
    if _is_passed(request, person, form, lambda: _check_key(request, person, form, answer)):
        return door.passed(request)
    return _page(request, door, person, form)


def _is_passed(
    request: HttpRequest, person: Person, form: SecondStepForm, check: Callable[[], bool]
) -> bool:
    """Check at the allowance of this known device, or of all other devices together."""
    allowance, subject = known_devices.tries(request, person, SECOND_STEPS, str(person.pk))
    if allowance.is_used_up(subject):
        form.add_error(None, TOO_OFTEN)
    elif check():
        allowance.forget(subject)
        return True
    else:
        allowance.count(subject)
    return False


def _check_code(person: Person, form: SecondStepForm) -> bool:
    if factors.check(person, form.cleaned_data["code"]):
        return True
    form.add_error("code", _("This code does not open. Each works once; wait for the next one."))
    return False


def _check_key(request: HttpRequest, person: Person, form: SecondStepForm, answer: str) -> bool:
    try:
        security_keys.check(request, person, answer)
    except BadKey:
        form.add_error(None, _("This key did not open. Try it once more, or use a code."))
        return False
    return True


def _page(request: HttpRequest, door: Door, person: Person, form: SecondStepForm) -> HttpResponse:
    has_keys = bool(security_keys.of(person))
    context = {
        "form": form,
        "code_url": reverse(door.code_place),
        "key_url": reverse(door.key_place),
        "options": security_keys.ask(request, person) if has_keys else None,
        "has_app": Totp.objects.filter(person=person).exists(),
        "has_codes": factors.codes_left(person) > 0,
        "next": request.POST.get("next", request.GET.get("next", "")),
    }
    return render(request, "people/second_step.html", context, status=400 if form.errors else 200)


def _signing_in(request: HttpRequest) -> Person | None:
    opened = second_step.waiting(request)
    return opened.person if opened else None


def _signed_in(request: HttpRequest) -> HttpResponse:
    opened = second_step.waiting(request)
    if opened is None:
        return redirect("people:sign_in")
    is_shared = second_step.finish(request, opened)
    response = redirect(next_page(request))
    return response if is_shared else known_devices.know(response, opened.person)


def _beginning_anew(request: HttpRequest) -> Person | None:
    found = claims.find(request)
    return found.person if found else None


def _may_begin_anew(request: HttpRequest) -> HttpResponse:
    claims.note_second_step(request)
    return redirect("people:recover_anew")


SIGN_IN = Door(
    "people:second_step", "people:second_step_key", "people:sign_in", _signing_in, _signed_in
)
ANEW = Door(
    "people:recover_second",
    "people:recover_second_key",
    "people:recover_finish",
    _beginning_anew,
    _may_begin_anew,
)
