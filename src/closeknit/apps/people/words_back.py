"""Give typed words back when they could not be kept."""

from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.shortcuts import render

_NEVER = {"csrfmiddlewaretoken", "password", "old_password", "new_password", "code", "credential"}
_LEAST = 3


def words_in(request: HttpRequest) -> list[str]:
    """Return the texts that were sent, never passwords or codes."""
    if request.method != "POST":
        return []
    try:
        sent = list(request.POST.lists())
    except (UnreadablePostError, ValueError):
        return []
    texts = [value for name, values in sent if name not in _NEVER for value in values]
    return [text for text in texts if " " in text.strip() and len(text) > _LEAST]


def words_back(
    request: HttpRequest, door: str = "", reason: str = "session", status: int = 403
) -> HttpResponse:
    """Show the words to copy, why they were not kept, and the way on."""
    context = {"texts": words_in(request), "door": door, "reason": reason}
    response = render(request, "people/words_back.html", context, status=status)
    if request.headers.get("HX-Request"):
        response["HX-Retarget"] = "main"
        response["HX-Reswap"] = "innerHTML"
        response["HX-Reselect"] = "main > *"
    return response
