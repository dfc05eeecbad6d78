"""Find out who asks, whether their key is at hand, and speak their language."""

from collections.abc import Callable
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from closeknit.apps.people import access

GetResponse = Callable[[HttpRequest], HttpResponse]


def unlock(get_response: GetResponse) -> GetResponse:
    """Set `request.me` to the unlocked person or None, and keep the browser's half fresh."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.me = None  # type: ignore[attr-defined]
        if request.user.is_authenticated:
            request.me = access.fetch(request, request.user)  # type: ignore[attr-defined]
        response = get_response(request)
        access.set_cookie(request, response)
        return response

    return middleware


def speak(get_response: GetResponse) -> GetResponse:
    """Use the person's language and zone instead of the browser's."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            translation.activate(request.user.language)
            with timezone.override(zone_of(request.user.zone)):
                return get_response(request)
        return get_response(request)

    return middleware


def zone_of(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
