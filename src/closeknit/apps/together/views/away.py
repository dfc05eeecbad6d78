"""Phones away: the screen goes nearly dark, and the app sends nothing meanwhile."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from closeknit.apps.people import looking
from closeknit.apps.people.between import others_name, seat_of
from closeknit.apps.people.decorators import unlocked
from closeknit.apps.people.paging import page_of
from closeknit.apps.people.unlocked import Unlocked, UnlockedRequest
from closeknit.apps.together import phones
from closeknit.apps.together.forms import AwayForm, AwaySaidForm
from closeknit.apps.together.models import ASKED, Away
from closeknit.apps.together.words import AwayWords
from closeknit.keys import CannotOpen

ONE = "one"


@unlocked
@require_safe
def away(request: UnlockedRequest) -> HttpResponse:
    me = request.me
    if me.bond is None:
        raise Http404
    there = phones.open_in(me)
    if there is not None:
        return redirect("together:away_show", there[0].pk)
    return _begin_page(request, AwayForm())


@unlocked
@require_POST
def begin(request: UnlockedRequest) -> HttpResponse:
    form = AwayForm(request.POST)
    if not form.is_valid():
        return _begin_page(request, form)
    sent = form.cleaned_data
    at_one = sent["how"] == ONE
    row = phones.begin(request.me, sent["id"], sent["minutes"], at_one_phone=at_one)
    return redirect("together:away_show", row.pk)


@unlocked
@require_safe
def show(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    """Waiting for the other, dark while it lasts, and then a sentence."""
    me = request.me
    row, words = _found(me, pk)
    if words.began is None and (words.ended is not None or row.until <= timezone.now()):
        return redirect("together:home")
    state = _state(words)
    context: dict[str, Any] = {
        "here": "time",
        "row": row,
        "words": words,
        "left": max(0, (words.until or 0) - phones.now_ms()),
        "is_mine": words.by == seat_of(me),
        "partner": me.partner,
    }
    if state == "over":
        context |= _said(me, row, words)
    response = render(request, f"together/away_{state}.html", context)
    looking.let_look(request, response, row.bond)
    return response


@unlocked
@require_POST
def join(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    phones.join(request.me, pk)
    return redirect("together:away_show", pk)


@unlocked
@require_POST
def come_back(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    phones.come_back(request.me, pk)
    return redirect("together:away_show", pk)


@unlocked
@require_safe
def before(request: UnlockedRequest) -> HttpResponse:
    """What was said after times without phones, in this bond and in earlier ones."""
    me = request.me
    rows = Away.objects.of(me.person).exclude(phase=ASKED).select_related("bond")
    page = page_of(rows.order_by("-day", "-until", "pk"), request.GET.get("page", ""))
    context = {"here": "time", "page": page, "found": [_spent(me, row) for row in page.rows]}
    return render(request, "together/away_before.html", context)


@unlocked
@require_POST
def take_back(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    phones.take_back(request.me, get_object_or_404(Away.objects.of(request.me.person), pk=pk))
    return redirect("together:away_before")


@unlocked
@require_POST
def say(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    me, form = request.me, AwaySaidForm(request.POST)
    row, words = _found(me, pk)
    if not form.is_valid():
        context = {"here": "time", "row": row, "words": words, "partner": me.partner}
        context |= _said(me, row, words) | {"form": form}
        return render(request, "together/away_over.html", context, status=400)
    phones.say(me, pk, form.cleaned_data["text"], form.cleaned_data["felt"])
    return redirect("together:home")


def _state(words: AwayWords) -> str:
    if words.began is None:
        return "waiting"
    is_over = words.ended is not None or phones.now_ms() >= (words.until or 0)
    return "over" if is_over else "dark"


def _found(me: Unlocked, pk: UUID) -> tuple[Away, AwayWords]:
    rows = Away.objects.of(me.person).filter(bond=me.bond).select_related("bond")
    row = get_object_or_404(rows, pk=pk)
    words = phones.words_in(me, row)
    if words is None:
        raise CannotOpen("This time does not open.")
    return row, words


def _said(me: Unlocked, row: Away, words: AwayWords) -> dict[str, Any]:
    said = dict(words.sentences)
    mine, felt = said.get(seat_of(me), ""), phones.kept_in(me, row).felt
    return {
        "form": AwaySaidForm(initial={"text": mine, "felt": str(felt) if felt else ""}),
        "theirs": said.get(1 - seat_of(me), ""),
        "is_edited": 1 - seat_of(me) in words.edited,
        "lasted": words.lasted(phones.now_ms()),
    }


def _spent(me: Unlocked, row: Away) -> dict[str, Any]:
    words, seat = phones.words_in(me, row), me.seat_in(row.bond)
    mine = seat.membership.seat if seat else -1
    said = dict(words.sentences) if words else {}
    return {
        "row": row,
        "words": words,
        "minutes": words.lasted(phones.now_ms()) if words else 0,
        "mine": said.get(mine, ""),
        "theirs": said.get(1 - mine, ""),
        "is_edited": words is not None and 1 - mine in words.edited,
        "name": others_name(me, row.bond),
        "kept": phones.kept_in(me, row).text,
    }


def _begin_page(request: UnlockedRequest, form: AwayForm) -> HttpResponse:
    context = {"here": "time", "form": form, "partner": request.me.partner}
    status = 400 if form.errors else 200
    return render(request, "together/away.html", context, status=status)
