"""Moments: look back on them, keep one, share it, take it back, change and delete it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from closeknit.apps.people import aside, drafts
from closeknit.apps.people.between import can_share, others_name
from closeknit.apps.people.decorators import takes, unlocked
from closeknit.apps.people.paging import SIZE, number_of
from closeknit.apps.people.unlocked import Unlocked, UnlockedRequest
from closeknit.apps.together import moments, photos, starters
from closeknit.apps.together import timeline as looking_back
from closeknit.apps.together.forms_moments import ChangeMomentForm, KeepMomentForm, LayForm
from closeknit.apps.together.timeline import LookForm, Shown
from closeknit.apps.together.today import moment_mark
from closeknit.apps.together.views.found import (
    own_moment_or_404,
    own_row_or_404,
    their_moment_or_404,
)
from closeknit.apps.together.words import APPRECIATION, MomentWords
from closeknit.keys import CannotOpen, Stale

DRAFT = "moment"


@unlocked
@require_safe
def timeline(request: UnlockedRequest) -> HttpResponse:
    """All moments that I may see, the latest first, a page at a time."""
    form, found = _looked_for(request)
    number = number_of(request.GET.get("page", ""))
    start = (number - 1) * SIZE
    context = {
        "here": "time",
        "form": form,
        "is_sifted": form.is_sifting,
        "found": looking_back.with_photos(request.me, found[start : start + SIZE]),
        "newer": number - 1 if number > 1 else None,
        "older": number + 1 if len(found) > start + SIZE else None,
    }
    return render(request, "together/moments.html", context)


@unlocked
@require_safe
def on_paper(request: UnlockedRequest) -> HttpResponse:
    """The same moments on one page, as they are printed."""
    _form, found = _looked_for(request)
    context = {
        "here": "time",
        "found": looking_back.with_photos(request.me, found),
        "has_private": any(one.is_mine and one.share is None for one in found),
    }
    return render(request, "together/moments_on_paper.html", context)


@takes(photos.BODY, photos.SECONDS)
@unlocked
@require_http_methods(["GET", "POST"])
def keep(request: UnlockedRequest) -> HttpResponse:
    me = request.me
    other = others_name(me, me.bond) if me.bond and can_share(me) else ""
    bond = me.bond.pk if me.bond else None
    if request.method == "GET":
        return _keep_page(request, KeepMomentForm(initial=_begun(request), other=other, bond=bond))
    form = KeepMomentForm(request.POST, request.FILES, other=other, bond=bond)
    if not form.is_valid():
        return _keep_page(request, form)
    try:
        row = moments.keep(me, form.cleaned_data["id"], form.words(), form.laid)
    except photos.NoRoom as no_room:
        form.add_error("photo", no_room)
        return _keep_page(request, form)
    if form.is_shared:
        moments.share(me, row.pk)
    drafts.drop(me, DRAFT)
    return redirect("together:moment", row.pk)


@unlocked
@require_safe
def show(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    return moment_page(request, own_moment_or_404(request.me, pk), LayForm())


@unlocked
@require_safe
def theirs(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    one = their_moment_or_404(request.me, pk)
    is_living = one.share is not None and one.share.bond == request.me.bond
    context = {"here": "time", "one": one, "is_living": is_living}
    return render(request, "together/moment.html", context)


@unlocked
@require_POST
def put_aside(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    one = their_moment_or_404(request.me, pk)
    aside.put(request.me, moment_mark(one.row))
    return redirect("today")


@unlocked
@require_http_methods(["GET", "POST"])
def change(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    me, one = request.me, own_moment_or_404(request.me, pk)
    words = _words(one)
    if request.method == "GET":
        return _change_page(request, one, _change_form(me, one, words))
    form = ChangeMomentForm(request.POST, pictures=one.photos, kept_on=words.on)
    if not form.is_valid():
        return _change_page(request, one, form)
    try:
        moments.change(me, pk, form.cleaned_data["revision"], form.fill)
    except Stale:
        return _both_wordings(request, pk, form)
    drafts.drop(me, _place(pk))
    return redirect("together:moment", pk)


@unlocked
@require_POST
def share(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    me, row = request.me, own_row_or_404(request.me, pk)
    # A page may be older than the bond that I am in now.
    if can_share(me) and me.bond and request.POST.get("bond") == str(me.bond.pk):
        moments.share(me, row.pk)
    return redirect("together:moment", pk)


@unlocked
@require_POST
def withdraw(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    moments.withdraw(request.me, own_row_or_404(request.me, pk).pk)
    return redirect("together:moment", pk)


@unlocked
@require_POST
def delete(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    moments.delete(request.me, own_row_or_404(request.me, pk).pk)
    drafts.drop(request.me, _place(pk))
    return redirect("together:moments")


def moment_page(
    request: UnlockedRequest, one: Shown, lay: LayForm, status: int = 200
) -> HttpResponse:
    """Show a moment of mine, and what can be done with it."""
    me = request.me
    context = {
        "here": "time",
        "one": one,
        "other": _others_name(me, one),
        "can_share": can_share(me) and one.share is None and one.words is not None,
        "lay": lay if lay.errors or _has_room(one) else None,
        "room": photos.MOST - len(one.photos),
    }
    return render(request, "together/moment.html", context, status=400 if lay.errors else status)


def _has_room(one: Shown) -> bool:
    return one.words is not None and photos.are_kept() and len(one.photos) < photos.MOST


def _others_name(me: Unlocked, one: Shown) -> str:
    bond = one.share.bond if one.share else me.bond
    return others_name(me, bond) if bond else ""


def _looked_for(request: UnlockedRequest) -> tuple[LookForm, list[Shown]]:
    found = looking_back.all_of(request.me)
    years = dict.fromkeys(one.on.year for one in found)
    form = LookForm(request.GET or None, years=years)
    return form, [one for one in found if form.fits(one)]


def _begun(request: UnlockedRequest) -> dict[str, Any]:
    """Begin with what was begun before, or with the kind that was asked for."""
    kept = drafts.read(request.me, DRAFT)
    begun = {name: kept[name] for name in ("kind", "text", "on") if kept.get(name)}
    asked = request.GET.get("kind", "")
    starter = starters.known(request.GET.get("starter", ""))
    if not begun and starter is not None:
        return {"kind": APPRECIATION, "text": starter.text.removesuffix("…")}
    return begun or ({"kind": asked} if asked in looking_back.KINDS else {})


def _keep_page(request: UnlockedRequest, form: KeepMomentForm) -> HttpResponse:
    context = {"here": "time", "form": form, "draft": DRAFT, "room": photos.MOST}
    return render(request, "together/keep_moment.html", context, status=400 if form.errors else 200)


def _change_form(me: Unlocked, one: Shown, words: MomentWords) -> ChangeMomentForm:
    draft = drafts.read(me, _place(one.row.pk))
    now = {"revision": one.row.revision, "kind": words.kind, "text": words.text, "on": words.on}
    captions = (name for name in draft if name.startswith("caption_"))
    begun = {name: draft[name] for name in (*now, *captions) if draft.get(name)}
    return ChangeMomentForm(initial=now | begun, pictures=one.photos)


def _both_wordings(request: UnlockedRequest, pk: UUID, form: ChangeMomentForm) -> HttpResponse:
    """Two devices wrote: show what is kept and what came now, and let the person choose."""
    one = own_moment_or_404(request.me, pk)
    sent = form.cleaned_data | {"revision": one.row.revision}
    again = ChangeMomentForm(initial=sent, pictures=one.photos)
    return _change_page(request, one, again, status=409, is_stale=True)


def _change_page(
    request: UnlockedRequest, one: Shown, form: ChangeMomentForm, status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        "here": "time",
        "one": one,
        "form": form,
        "other": _others_name(request.me, one),
        "draft": _place(one.row.pk),
    }
    status = 400 if form.errors else status
    return render(request, "together/change_moment.html", context | more, status=status)


def _words(one: Shown) -> MomentWords:
    if one.words is None:
        raise CannotOpen("This moment does not open.")
    return one.words


def _place(pk: UUID) -> str:
    return f"moment:{pk}"
