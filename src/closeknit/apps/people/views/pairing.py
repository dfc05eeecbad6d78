"""Invite somebody; answer an invite, before or after signing up."""

from typing import Any

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from closeknit.apps.people import drafts, invite_cookie, pairing
from closeknit.apps.people.decorators import unlocked
from closeknit.apps.people.forms_pairing import InviteForm, JoinForm
from closeknit.apps.people.invite_cookie import TriedTooOften
from closeknit.apps.people.limits import TOO_OFTEN
from closeknit.apps.people.pairing import CannotPair, Refusal, Waiting
from closeknit.apps.people.unlocked import Unlocked, UnlockedRequest
from closeknit.apps.people.views.entry import may_sign_up
from closeknit.apps.people.words import InviteWords, other_colour
from closeknit.apps.people.words_back import words_back, words_in
from closeknit.keys import codes

DRAFT = "invite"
GONE = 410
SENTENCES = {
    Refusal.UNKNOWN: gettext_lazy(
        "No invite here fits this code. It may have been withdrawn or replaced by a newer one: "
        "ask who invited you."
    ),
    Refusal.EXPIRED: gettext_lazy(
        "This invite has ended: an invite is open for seven days. Ask for a new one."
    ),
    Refusal.USED: gettext_lazy("This invite has been used. Each one opens a space once."),
    Refusal.DAMAGED: gettext_lazy(
        "This invite was changed on the server and does not open any more. Ask for a new one, "
        "and tell who sent it to you."
    ),
    Refusal.OWN: gettext_lazy(
        "This is your own invite. It is for the person you share a space with."
    ),
    Refusal.I_HAVE_A_BOND: gettext_lazy(
        "You share a space with somebody already, and one person has one at a time."
    ),
    Refusal.THEY_HAVE_A_BOND: gettext_lazy(
        "Who invited you shares a space with somebody by now, and one person has one at a time."
    ),
}


@unlocked
def invite(request: UnlockedRequest) -> HttpResponse:
    """Write an invite; while one is open, show its link."""
    me = request.me
    if me.bond is not None:
        return _too_late(request)
    waiting = pairing.waiting(me)
    if request.method == "POST":
        return _make(request)
    if waiting and not waiting.is_over:
        return render(request, "people/invite_waiting.html", _link(waiting))
    form = InviteForm(initial=_initial(me, waiting))
    return render(request, "people/invite.html", {"form": form, "over": waiting})


def _make(request: UnlockedRequest) -> HttpResponse:
    me, form = request.me, InviteForm(request.POST)
    if not form.is_valid():
        return render(request, "people/invite.html", {"form": form}, status=400)
    try:
        pairing.invite(me, **form.cleaned_data)
    except CannotPair:
        return _too_late(request)
    drafts.drop(me, DRAFT)
    return redirect("people:invite")


def _too_late(request: UnlockedRequest) -> HttpResponse:
    """The bond has begun, perhaps on another device; words for an invite come back to copy."""
    if words_in(request):
        return words_back(request, reason="paired", status=409)
    return redirect("people:bond")


def _initial(me: Unlocked, over: Waiting | None) -> dict[str, str]:
    last = {"first_words": over.words.first_words, "colour": over.words.colour} if over else {}
    return last | drafts.read(me, DRAFT)


def _link(waiting: Waiting) -> dict[str, Any]:
    link = f"{settings.ORIGIN}{reverse('people:join')}#{waiting.code}"
    drawn = segno.make(link, error="m").svg_inline(
        border=4,
        omitsize=True,
        svgclass=None,
        lineclass="modules",
    )
    return {
        "link": link,
        "groups": codes.groups(waiting.code),
        "qr": mark_safe(drawn),  # noqa: S308  # drawn by segno from a link of our own
        "expires": waiting.expires,
        "words": waiting.words,
    }


@unlocked
@require_POST
def renew(request: UnlockedRequest) -> HttpResponse:
    """The same words under a new link; the old link opens nothing from now on."""
    waiting = pairing.waiting(request.me)
    if waiting and request.me.bond is None:
        words = waiting.words
        pairing.invite(request.me, first_words=words.first_words, colour=words.colour)
    return redirect("people:invite")


@unlocked
@require_POST
def revoke(request: UnlockedRequest) -> HttpResponse:
    """Withdraw the invite; its words come back as a draft."""
    if waiting := pairing.waiting(request.me):
        words = waiting.words
        if words.first_words:
            text, colour = words.first_words, words.colour
            drafts.bring_home(request.me, DRAFT, text, "first_words", colour=colour)
    pairing.revoke(request.me)
    return redirect("people:begin")


def join(request: HttpRequest) -> HttpResponse:
    """Take the code: from the link's fragment with JavaScript, typed without."""
    form = JoinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"]
        try:
            invite_cookie.look_up(request, code)
        except (CannotPair, TriedTooOften) as error:
            form.add_error("code", _sentence(error))
        else:
            return invite_cookie.keep(redirect("people:offer"), code)
    return render(request, "people/join.html", {"form": form}, status=400 if form.errors else 200)


@require_safe
def offer(request: HttpRequest) -> HttpResponse:
    """Who invites, with which words, what is shared, and who hosts this: before any sign-up."""
    code = invite_cookie.code_in(request)
    if not code:
        return redirect("people:join")
    try:
        found, words = invite_cookie.look_up(request, code)
        _refuse_early(request, found.inviter_id)
    except (CannotPair, TriedTooOften) as error:
        return _refused(request, error)
    context = _offer(words) | {"may_sign_up": may_sign_up(request)}
    return render(request, "people/join_offer.html", context)


def _refuse_early(request: HttpRequest, inviter: Any) -> None:
    me: Unlocked | None = getattr(request, "me", None)
    if me is not None and me.person.pk == inviter:
        raise CannotPair(Refusal.OWN)
    if me is not None and me.bond is not None:
        raise CannotPair(Refusal.I_HAVE_A_BOND)


def _offer(words: InviteWords) -> dict[str, Any]:
    return {"words": words, "colour": other_colour(words.colour)}


@unlocked
@require_POST
def accept(request: UnlockedRequest) -> HttpResponse:
    code = invite_cookie.code_in(request)
    if not code:
        return redirect("people:join")
    try:
        invite_cookie.look_up(request, code)
        pairing.accept(request.me, code)
    except (CannotPair, TriedTooOften) as error:
        if not (pairing.is_paired_by(request.me, code) or _crossed(request.me, error)):
            return _refused(request, error)
    return invite_cookie.drop(redirect("people:first_words"))


def _crossed(me: Unlocked, error: Exception) -> bool:
    """Whether the other has just accepted my invite, so that theirs is gone."""
    if getattr(error, "refusal", None) is not Refusal.UNKNOWN:
        return False
    me.look_again()
    return me.bond is not None and me.bond.began >= timezone.localdate()


@require_POST
def decline(request: HttpRequest) -> HttpResponse:
    """Forget the invite in this browser. The server stores nothing: to its sender it waits on."""
    return invite_cookie.drop(redirect("people:join_end"))


@require_safe
def join_end(request: HttpRequest) -> HttpResponse:
    return render(request, "people/join_end.html")


def _refused(request: HttpRequest, error: Exception) -> HttpResponse:
    context = {"sentence": _sentence(error), "refusal": getattr(error, "refusal", None)}
    response = render(request, "people/join_refused.html", context, status=GONE)
    return response if isinstance(error, TriedTooOften) else invite_cookie.drop(response)


def _sentence(error: Exception) -> Any:
    return SENTENCES[error.refusal] if isinstance(error, CannotPair) else TOO_OFTEN
