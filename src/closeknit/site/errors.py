from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.defaults import page_not_found

from closeknit.apps.people.words_back import words_back, words_in


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form from an old page: nothing is stored, its words come back to copy."""
    return words_back(request, request.path, reason="stale")


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What is gone in the meantime takes no words: those on their way come back to copy."""
    if words_in(request):
        return words_back(request, reason="gone", status=404)
    return page_not_found(request, exception)


def broken(request: HttpRequest) -> HttpResponse:
    """An error that no view foresaw: words that were on their way come back to copy."""
    if words_in(request):
        return words_back(request, request.path, reason="storage", status=500)
    return _plain("500.html", 500)


def muddled(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request that cannot be read at all."""
    return _plain("400.html", 400)


def _plain(template: str, status: int) -> HttpResponse:
    # Django's own views look for a token in the form, which may be the very thing that is broken.
    return HttpResponse(render_to_string(template), status=status)
