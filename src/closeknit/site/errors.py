from django.http import HttpRequest, HttpResponse

from closeknit.apps.people.words_back import words_back


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form from an old page: nothing is stored, its words come back to copy."""
    return words_back(request, request.path, reason="stale")
