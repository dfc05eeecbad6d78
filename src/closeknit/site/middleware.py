"""What holds for every answer of this server."""

from collections.abc import Callable
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from closeknit.apps.people.words_back import words_back
from closeknit.keys import CannotOpen

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
            return render(request, "site/cannot_open.html", {"me": None}, status=409)
        if isinstance(error, DatabaseError | OSError):
            return words_back(request, request.path, reason="storage", status=503)
        return None

    hooked: Any = middleware
    hooked.process_exception = process_exception
    return middleware
