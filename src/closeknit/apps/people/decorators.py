"""What a view needs before it runs."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from closeknit.apps.people.unlocked import UnlockedRequest
from closeknit.apps.people.words_back import words_back, words_in

P = ParamSpec("P")
V = TypeVar("V", bound=Callable[..., Any])
View = Callable[Concatenate[UnlockedRequest, P], HttpResponse]


def unlocked(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Let in who is signed in, unlocked, and holds a recovery kit. Words that arrive are kept."""
    return _guarded(view, needs_kit=True)


def unlocked_without_kit(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """The same before the recovery kit is confirmed: nothing private is written here."""
    return _guarded(view, needs_kit=False)


def _guarded(
    view: View[P], *, needs_kit: bool
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        me = getattr(request, "me", None)
        if me is None:
            return _ask_for_password(request)
        if needs_kit and not me.person.kit_confirmed:
            door = reverse("people:kit")
            return words_back(request, door, "kit") if words_in(request) else redirect(door)
        return view(cast(UnlockedRequest, request), *args, **kwargs)

    return cast("Callable[Concatenate[HttpRequest, P], HttpResponse]", guarded)


def _ask_for_password(request: HttpRequest) -> HttpResponse:
    place = "people:unlock" if request.user.is_authenticated else "people:sign_in"
    door = reverse(place)
    if words_in(request):
        return words_back(request, door)
    if request.method == "GET" and not request.headers.get("HX-Request"):
        door += "?" + urlencode({"next": request.get_full_path()})
    if request.headers.get("HX-Request"):
        response = HttpResponse(status=401)
        response["HX-Redirect"] = door
        return response
    return redirect(door)


def takes(bytes_: int, seconds: int) -> Callable[[V], V]:
    """Say that a view takes more than words: how many bytes, and for how long they may arrive."""

    def marked(view: V) -> V:
        view.takes = (bytes_, seconds)  # type: ignore[attr-defined]
        return view

    return marked
