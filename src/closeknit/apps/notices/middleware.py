"""After each thing that somebody does, plan what they are to be reminded of next."""

from collections.abc import Callable
from contextlib import suppress

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse

from closeknit.apps.notices import devices, telling
from closeknit.keys import CannotOpen

GetResponse = Callable[[HttpRequest], HttpResponse]
_FAILED = 400


def plan(get_response: GetResponse) -> GetResponse:
    """Plan from what somebody does, not from what they look at: who rests is left alone."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method != "POST":
            return get_response(request)
        told_here = devices.of(request)
        response = get_response(request)
        me = getattr(request, "me", None)
        if me is not None and response.status_code < _FAILED:
            with suppress(DatabaseError, CannotOpen):
                devices.keep(request, told_here)
                telling.plan(me)
        return response

    return middleware
