"""Give typed words back when they could not be kept."""

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.shortcuts import render
from django.urls import reverse

_NEVER = {"csrfmiddlewaretoken", "password", "old_password", "new_password", "code", "credential"}
_LEAST = 3
# Fields that hold words even where one plain word was typed.
WORDY = frozenset(("text", "sentence", "because", "own_feeling", "own_need", "time", "first_words"))


def words_in(request: HttpRequest) -> list[str]:
    """Return the texts that were sent, never passwords or codes."""
    if request.method != "POST":
        return []
    try:
        sent = list(request.POST.lists())
    except (UnreadablePostError, ValueError, BadRequest, SuspiciousOperation):
        return []
    texts = [(name, value) for name, values in sent if name not in _NEVER for value in values]
    return [text for name, text in texts if (name in WORDY and text.strip()) or _is_words(text)]


def _is_words(text: str) -> bool:
    """Tell what somebody wrote from an id or a choice; not every language has spaces."""
    return len(text) > _LEAST and (len(text.split()) > 1 or not text.isascii())


def words_back(
    request: HttpRequest, door: str = "", reason: str = "session", status: int = 403
) -> HttpResponse:
    """Show the words to copy, why they were not kept, and the way on."""
    # An address that only takes forms cannot be opened again, so whoever is in goes on from Today.
    is_in = getattr(request, "me", None) is not None
    door = reverse("today") if is_in and reason != "kit" else door or reverse("welcome")
    # Without `me`, because the database may be what fails.
    context = {"texts": words_in(request), "door": door, "reason": reason, "me": None}
    response = render(request, "people/words_back.html", context, status=status)
    if request.headers.get("HX-Request"):
        response["HX-Retarget"] = "main"
        response["HX-Reswap"] = "innerHTML"
        response["HX-Reselect"] = "main > *"
    return response
