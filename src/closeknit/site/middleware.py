"""What holds for every answer of this server."""

import logging
from collections.abc import Callable
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from closeknit.apps.people.words_back import words_back, words_in
from closeknit.keys import CannotOpen

log = logging.getLogger("closeknit.storage")
GetResponse = Callable[[HttpRequest], HttpResponse]


def private(get_response: GetResponse) -> GetResponse:
    """Keep every page out of every cache, unless its view says that anybody may read it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if "Cache-Control" not in response:
            response["Cache-Control"] = "no-store, private"
        response["Permissions-Policy"] = (
            "camera=(), microphone=(), geolocation=(), interest-cohort=(), browsing-topics=()"
        )
        return response

    return middleware


def cautious(get_response: GetResponse) -> GetResponse:
    """Say in a sentence what cannot be opened or kept, and give typed words back."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, CannotOpen):
            return cannot_open(request)
        if isinstance(error, DatabaseError | OSError):
            log.error("something could not be read or kept", exc_info=error)
            return words_back(request, request.path, reason="storage", status=503)
        return None

    hooked: Any = middleware
    hooked.process_exception = process_exception
    return middleware


def cannot_open(request: HttpRequest) -> HttpResponse:
    """Say that this does not open, or that the other has to give its key back first."""
    me = getattr(request, "me", None)
    waits = me is not None and me.waits_for_key
    if words_in(request):
        return words_back(request, reason="closed", status=409)
    return render(request, "site/cannot_open.html", {"me": None, "waits": waits}, status=409)
