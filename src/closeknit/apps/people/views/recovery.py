"""The password is lost: the printed code, or a week's wait."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from closeknit.apps.people import (
    access,
    accounts,
    claims,
    factors,
    giving_back,
    known_devices,
    recovery,
)
from closeknit.apps.people.decorators import unlocked
from closeknit.apps.people.forms_security import (
    AnewForm,
    AskRecoveryForm,
    OldWordsForm,
    RecoverForm,
    TicketForm,
)
from closeknit.apps.people.limits import SIGN_INS, TOO_OFTEN, Allowance
from closeknit.apps.people.models import Person, Recovery
from closeknit.apps.people.reauth import SensitiveForm
from closeknit.apps.people.unlocked import UnlockedRequest
from closeknit.keys import codes

# So many that nobody uses them up by hand for somebody else.
ASKED = Allowance("recover-ask", tries=200, minutes=24 * 60, cache="cheap")
OLD_WORDS = Allowance("old-words", tries=10, minutes=15)


def recover(request: HttpRequest) -> HttpResponse:
    """Set a new password with the code of the recovery kit; the second factor stays."""
    form = RecoverForm(request.POST or None)
    if form.is_valid() and (opened := _check_code(form)):
        recovery.set_password_by_code(opened, form.cleaned_data["new_password"])
        SIGN_INS.forget(opened.person.address)
        return redirect(f"{reverse('people:sign_in')}?new=1")
    return _page(request, "people/recover.html", form)


def _check_code(form: RecoverForm) -> accounts.Opened | None:
    # No allowance: 160 bits are not guessed, and a limit would only keep their owner out.
    person = accounts.find(form.cleaned_data["address"])
    opened = accounts.check_code(person, form.cleaned_data["code"])
    if opened is None:
        form.add_error(
            None, _("Address and code do not fit together. Compare both with your paper.")
        )
    return opened


def wait(request: HttpRequest) -> HttpResponse:
    """Begin the week's wait. The answer is the same for every address."""
    form = AskRecoveryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        address = Person.objects.normalise(form.cleaned_data["address"])
        allowance, subject = known_devices.tries(request, accounts.find(address), ASKED, address)
        if not allowance.is_used_up(subject):
            allowance.count(subject)
            return _ticket(request, recovery.ask(address), address)
        form.add_error(None, _("This was asked several times today. Ask again tomorrow."))
    return _page(request, "people/recover_wait.html", form)


def _ticket(request: HttpRequest, ticket: str, address: str) -> HttpResponse:
    # What a real request would say of its days, whether there is one or not.
    asked = Recovery(asked_on=timezone.localdate())
    context = {"groups": codes.groups(ticket), "address": address, "asked": asked}
    return render(request, "people/recover_ticket.html", context)


def finish(request: HttpRequest) -> HttpResponse:
    """Take the ticket after its week; then the second step, if there is one."""
    form = TicketForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if found := recovery.ready(form.cleaned_data["code"]):
            claims.make(request, found)
            has_factor = factors.has_any(found.person)
            return redirect("people:recover_second" if has_factor else "people:recover_anew")
        form.add_error(
            "code",
            _(
                "This code opens nothing today. It works from the day on your paper, unless "
                "somebody who is signed in has called it off."
            ),
        )
    return _page(request, "people/recover_finish.html", form)


def anew(request: HttpRequest) -> HttpResponse:
    """Choose a new password, get new keys, and go on to a new recovery kit."""
    found = claims.find(request)
    if found is None:
        return redirect("people:recover_finish")
    if not claims.is_enough(request, found):
        return redirect("people:recover_second")
    form = AnewForm(request.POST or None, address=found.person.address)
    if request.method == "POST" and form.is_valid():
        try:
            opened = recovery.begin_anew(found, form.cleaned_data["new_password"])
        except recovery.CalledOff:
            return redirect("people:recover_finish")
        claims.forget(request)
        access.begin(request, opened)
        return known_devices.know(redirect("people:kit"), opened.person)
    return _page(request, "people/recover_anew.html", form)


@require_POST
def call_off(request: HttpRequest) -> HttpResponse:
    """Any signed-in session may call it off, also one that is locked."""
    if not request.user.is_authenticated:
        return redirect("people:sign_in")
    recovery.call_off(request.user)
    return redirect(f"{reverse('people:security')}?done=called-off")


@unlocked
def old_words(request: UnlockedRequest) -> HttpResponse:
    """Bring back what was written before beginning anew."""
    me = request.me
    form = OldWordsForm(request.POST or None)
    is_back = False
    if request.method == "POST" and form.is_valid():
        is_back = _brought_back(request, form)
    context = {"form": form, "is_back": is_back, "old_keys": recovery.old_keys(me.person)}
    return render(
        request, "people/recover_old_words.html", context, status=400 if form.errors else 200
    )


def _brought_back(request: UnlockedRequest, form: OldWordsForm) -> bool:
    subject = str(request.me.person.pk)
    if OLD_WORDS.is_used_up(subject):
        form.add_error(None, TOO_OFTEN)
        return False
    if recovery.bring_back(request.me, form.cleaned_data["old_password"]):
        OLD_WORDS.forget(subject)
        return True
    OLD_WORDS.count(subject)
    form.add_error("old_password", _("This opens none of your old words. Try an older password."))
    return False


@unlocked
def give_back(request: UnlockedRequest) -> HttpResponse:
    """Give the other the key of what we share, once both have spoken."""
    me = request.me
    if not giving_back.is_asked(me):
        return redirect("today")
    name = me.partner.name if me.partner else ""
    form = SensitiveForm(request)
    if request.method == "POST" and form.is_valid():
        giving_back.give_back(me)
        return render(request, "people/recover_given_back.html", {"name": name})
    context = {"form": form, "name": name}
    return render(
        request, "people/recover_give_back.html", context, status=400 if form.errors else 200
    )


def _page(
    request: HttpRequest,
    template: str,
    form: RecoverForm | AskRecoveryForm | TicketForm | AnewForm,
) -> HttpResponse:
    return render(request, template, {"form": form}, status=400 if form.errors else 200)
