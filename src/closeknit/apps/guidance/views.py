"""Help in reach of everybody, signed in or not: it is the same page for all."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from closeknit.content import library


@require_GET
def help_page(request: HttpRequest) -> HttpResponse:
    """Show every country's checked lines at once: choosing one sends nothing."""
    lines = library(get_language() or "en").helplines
    countries = [(code, list(found)) for code, found in groupby(lines, lambda line: line.country)]
    context = {"countries": countries, "compiled": lines[0].compiled if lines else None, "me": None}
    response = render(request, "guidance/help.html", context)
    patch_cache_control(response, public=True, max_age=3600)
    return response
