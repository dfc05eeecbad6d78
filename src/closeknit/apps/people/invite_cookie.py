"""The code of an invite rests in the invited person's browser alone, never in a session."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from closeknit.apps.people.invites import CannotPair, Refusal, find_invite
from closeknit.apps.people.limits import Allowance
from closeknit.apps.people.models import INVITE_DAYS, Invite
from closeknit.apps.people.words import InviteWords

# For each browser. One for all would let anybody shut the door, and 120 bits are not guessed.
GUESSES = Allowance("join", tries=20, minutes=15, cache="cheap")


class TriedTooOften(Exception):
    """Too many codes that do not exist were tried."""


def code_in(request: HttpRequest) -> str:
    return request.COOKIES.get(settings.INVITE_COOKIE_NAME, "")


def keep(response: HttpResponse, code: str) -> HttpResponse:
    response.set_cookie(
        settings.INVITE_COOKIE_NAME,
        code,
        max_age=timedelta(days=INVITE_DAYS),
        httponly=True,
        secure=settings.IS_HTTPS,
        samesite="Lax",
    )
    return response


def drop(response: HttpResponse) -> HttpResponse:
    response.delete_cookie(settings.INVITE_COOKIE_NAME, samesite="Lax")
    return response


def look_up(request: HttpRequest, code: str) -> tuple[Invite, InviteWords]:
    """Return the open invite of this code; codes that do not exist count as guesses."""
    here = request.COOKIES.get(settings.CSRF_COOKIE_NAME, "")
    if GUESSES.is_used_up(here):
        raise TriedTooOften
    try:
        return find_invite(code)
    except CannotPair as error:
        if error.refusal is Refusal.UNKNOWN:
            GUESSES.count(here)
        raise


def holds_open_invite(request: HttpRequest) -> bool:
    """Whether this browser was invited, which lets it sign up where an invite is needed."""
    code = code_in(request)
    try:
        return bool(code and look_up(request, code))
    except (CannotPair, TriedTooOften):
        return False
