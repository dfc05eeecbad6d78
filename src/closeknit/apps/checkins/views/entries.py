"""My own check-ins: keep, share, withdraw, change, delete."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from closeknit.apps.checkins import choices, nearer, reading, sharing
from closeknit.apps.checkins.forms import CheckInForm, EditForm, SentForm
from closeknit.apps.checkins.models import CheckIn
from closeknit.apps.checkins.pieces import pieces
from closeknit.apps.checkins.telling import told
from closeknit.apps.checkins.views.found import own_or_404
from closeknit.apps.checkins.views.steps import sentence_page
from closeknit.apps.checkins.words import FINE, UNKNOWN, CheckInWords
from closeknit.apps.people import drafts
from closeknit.apps.people.between import can_share, others_name
from closeknit.apps.people.decorators import unlocked
from closeknit.apps.people.unlocked import Unlocked, UnlockedRequest
from closeknit.keys import CannotOpen, Stale


@unlocked
@require_POST
def fine(request: UnlockedRequest) -> HttpResponse:
    return _plain(request, FINE)


@unlocked
@require_POST
def unknown(request: UnlockedRequest) -> HttpResponse:
    return _plain(request, UNKNOWN)


@unlocked
@require_POST
def keep(request: UnlockedRequest) -> HttpResponse:
    form = CheckInForm(request.POST)
    if not form.is_valid():
        return sentence_page(request, form, choices.read(request.me))
    return redirect("checkins:entry", _kept(request.me, form).pk)


@unlocked
@require_POST
def keep_and_share(request: UnlockedRequest) -> HttpResponse:
    """Keep the check-in and share it; with nobody there any more it is kept."""
    form = CheckInForm(request.POST)
    if not form.is_valid():
        return sentence_page(request, form, choices.read(request.me))
    check_in = _kept(request.me, form)
    if words := reading.entry(request.me, check_in).words:
        sharing.share(request.me, check_in, words)
    return redirect("checkins:entry", check_in.pk)


@unlocked
@require_http_methods(["GET"])
def show(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    me = request.me
    entry = reading.entry(me, own_or_404(me, pk))
    context = _about(me, entry)
    if entry.words and not entry.is_kept:
        context["may_be_nearer"] = entry.is_plain or bool(entry.words.own_feeling)
        if context["may_be_nearer"] and "nearer" in request.GET:
            context["offered"] = nearer.nearer(me, entry.words.sentence)
    return render(request, "checkins/entry.html", context)


@unlocked
@require_POST
def share(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    me, check_in = request.me, own_or_404(request.me, pk)
    entry = reading.entry(me, check_in)
    if not can_share(me) or entry.is_kept:
        raise Http404
    sharing.share(me, check_in, _words(entry))
    return redirect("checkins:entry", pk)


@unlocked
@require_http_methods(["GET", "POST"])
def withdraw(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    """Say what goes with it, then take the shared copy away."""
    me, check_in = request.me, own_or_404(request.me, pk)
    if request.method == "POST":
        sharing.withdraw(me, check_in)
        return redirect("checkins:entry", pk)
    entry = reading.entry(me, check_in)
    if entry.share is None:
        return redirect("checkins:entry", pk)
    return render(request, "checkins/withdraw.html", _about(me, entry))


@unlocked
@require_http_methods(["GET", "POST"])
def delete(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    """Say what goes with it, then delete the entry and its shared copy."""
    me, check_in = request.me, own_or_404(request.me, pk)
    if request.method == "POST":
        check_in.delete()
        drafts.drop(me, _place(pk))
        return redirect("checkins:entries")
    return render(request, "checkins/delete.html", _about(me, reading.entry(me, check_in)))


@unlocked
@require_http_methods(["GET", "POST"])
def edit(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    me, check_in = request.me, own_or_404(request.me, pk)
    entry = reading.entry(me, check_in)
    words = _words(entry)
    if request.method == "GET":
        return _edit_page(request, entry, EditForm(initial=_initial(me, entry)))
    form = EditForm(request.POST)
    if not form.is_valid():
        return _edit_page(request, entry, form)
    try:
        sharing.change(me, check_in, words, _changed(words, form), form.cleaned_data["revision"])
    except Stale:
        return _both_wordings(request, pk, form)
    drafts.drop(me, _place(pk))
    return redirect("checkins:entry", pk)


def _plain(request: UnlockedRequest, kind: str) -> HttpResponse:
    form = SentForm(request.POST)
    if not form.is_valid():
        return redirect("checkins:words")
    check_in = sharing.keep(request.me, form.cleaned_data["id"], choices.plain_answer(kind))
    return redirect("checkins:entry", check_in.pk)


def _kept(me: Unlocked, form: CheckInForm) -> CheckIn:
    words = choices.as_words(form.choices, form.cleaned_data["sentence"])
    check_in = sharing.keep(me, form.cleaned_data["id"], words)
    choices.drop(me)
    return check_in


def _about(me: Unlocked, entry: reading.Entry) -> dict[str, Any]:
    """What every page about one entry needs."""
    share = entry.share
    chosen = entry.chosen
    sentence = entry.words.sentence if entry.words else ""
    return {
        "here": "feel",
        "entry": entry,
        "pieces": pieces(sentence, chosen.feeling_words, chosen.need_word),
        "told": told(entry.words) if entry.words else [],
        "share": share,
        "name": _name(me, share),
        "can_share": can_share(me) and not entry.is_kept,
        "is_living": share is not None and share.bond == me.bond,
        "thread": reading.thread(me, share) if share else [],
    }


def _name(me: Unlocked, share: Any) -> str:
    if share is not None:
        return others_name(me, share.bond)
    return others_name(me, me.bond) if me.bond and can_share(me) else ""


def _initial(me: Unlocked, entry: reading.Entry) -> dict[str, Any]:
    words, draft = entry.words, drafts.read(me, _place(entry.row.pk))
    names = ("sentence", "wish", "timing")
    return {
        # A draft was begun over its own revision; what is newer shows when it is sent.
        "revision": draft.get("revision") or entry.row.revision,
        **{name: draft.get(name) or getattr(words, name) for name in names},
    }


def _changed(words: CheckInWords, form: EditForm) -> CheckInWords:
    """Take over what was asked; alone, nobody is asked for a wish."""
    asked = [name for name in ("sentence", "wish", "timing") if name in form.data]
    return replace(words, **{name: form.cleaned_data[name] for name in asked})


def _words(entry: reading.Entry) -> CheckInWords:
    if entry.words is None:
        raise CannotOpen("This entry does not open with its author's key.")
    return entry.words


def _both_wordings(request: UnlockedRequest, pk: UUID, form: EditForm) -> HttpResponse:
    """Two devices wrote: show what is kept and what came now, and let the person choose."""
    entry = reading.entry(request.me, own_or_404(request.me, pk))
    again = EditForm(initial=form.cleaned_data | {"revision": entry.row.revision})
    return _edit_page(request, entry, again, status=409, is_stale=True)


def _edit_page(
    request: UnlockedRequest, entry: reading.Entry, form: EditForm, status: int = 200, **more: Any
) -> HttpResponse:
    share = entry.share
    context = {
        "here": "feel",
        "entry": entry,
        "form": form,
        "share": share,
        "name": _name(request.me, share),
        "draft": _place(entry.row.pk),
    }
    status = 400 if form.errors else status
    return render(request, "checkins/edit.html", context | more, status=status)


def _place(pk: UUID) -> str:
    return f"edit:{pk}"
