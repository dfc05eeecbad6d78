"""Choose what to be told of; stop it without signing in."""

from datetime import timedelta
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from closeknit.apps.notices import devices, push, stopping
from closeknit.apps.notices.forms import ChoiceForm, EndpointForm, initial_of
from closeknit.apps.notices.kinds import MAIL
from closeknit.apps.notices.models import WAITING, Choice, Outbox
from closeknit.apps.people.decorators import unlocked
from closeknit.apps.people.unlocked import Unlocked, UnlockedRequest

A_WEEK = timedelta(days=7)


@unlocked
@require_http_methods(["GET", "POST"])
def choose(request: UnlockedRequest) -> HttpResponse:
    me = request.me
    choice = Choice.objects.filter(person=me.person).first()
    form = ChoiceForm(request.POST or None, initial=initial_of(choice))
    if form.is_valid():
        _save(me, form)
        return redirect(reverse("notices:choose") + "?saved=1")
    today = timezone.localdate()
    is_snoozed = choice is not None and choice.snoozed_until and today < choice.snoozed_until
    context = {
        "form": form,
        "choice": choice,
        "is_snoozed": is_snoozed,
        "is_saved": "saved" in request.GET,
        "key": push.public_key(),
        "marks": devices.marks(devices.of(request)),
        "devices": me.person.endpoints.count(),
    }
    return render(request, "notices/choose.html", context, status=400 if form.errors else 200)


@unlocked
@require_POST
def snooze(request: UnlockedRequest) -> HttpResponse:
    Choice.objects.filter(person=request.me.person).update(
        snoozed_until=timezone.localdate() + A_WEEK
    )
    return redirect("notices:choose")


@unlocked
@require_POST
def wake(request: UnlockedRequest) -> HttpResponse:
    Choice.objects.filter(person=request.me.person).update(snoozed_until=None)
    return redirect("notices:choose")


@unlocked
@require_POST
def add_device(request: UnlockedRequest) -> HttpResponse:
    """Take where this browser wants to be told; an address elsewhere is refused."""
    form = EndpointForm(request.POST)
    if not form.is_valid() or not push.is_known_place(form.cleaned_data["address"]):
        return HttpResponse(status=400)
    is_added = devices.add(request, request.me.person, form.cleaned_data)
    return HttpResponse(status=204 if is_added else 409)


@unlocked
@require_POST
def forget_devices(request: UnlockedRequest) -> HttpResponse:
    request.me.person.endpoints.all().delete()
    return redirect("notices:choose")


@csrf_exempt  # mail programs press it with one click; it only ever stops something
@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Stop e-mail, or pause it for a week, by the address in a message. Nobody signs in."""
    person = stopping.person_of(token)
    if person is None:
        raise Http404
    context = {"me": None, "token": token, "done": ""}
    if request.method == "POST":
        context["done"] = "week" if "week" in request.POST else "stopped"
        _stop(person, for_a_week="week" in request.POST)
    return render(request, "notices/stop.html", context)


def _stop(person: UUID, *, for_a_week: bool) -> None:
    mine = Choice.objects.filter(person=person)
    if for_a_week:
        mine.update(snoozed_until=timezone.localdate() + A_WEEK)
    else:
        mine.update(mail_kinds=0)
        Outbox.objects.filter(person=person, channel=MAIL, state=WAITING).delete()


def _save(me: Unlocked, form: ChoiceForm) -> None:
    """Keep what was chosen. What is chosen no more does not come any more, either."""
    columns = form.columns()
    if not columns["push_kinds"] and not columns["mail_kinds"]:
        # Who wants to be told of nothing leaves nothing here.
        Choice.objects.filter(person=me.person).delete()
        Outbox.objects.filter(person=me.person).delete()
        return
    choice, _is_new = Choice.objects.update_or_create(
        person=me.person,
        defaults=columns,
        create_defaults=columns | {"acted_on": timezone.localdate()},
    )
    # No transaction around both: a worker that claims a notice locks them the other way round.
    waiting = Outbox.objects.filter(person=me.person, state=WAITING)
    unchosen = [row.pk for row in waiting if not choice.holds(row.channel, row.kind)]
    waiting.filter(pk__in=unchosen).delete()
