"""One phone, no account: the whole page comes at once, and nothing ever goes back."""

from functools import cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from closeknit.apps.questions import passing as six
from closeknit.content import Question, library


@require_safe
def passing(request: HttpRequest) -> HttpResponse:
    context = {"sets": _sets(get_language() or "en"), "me": None}
    response = render(request, "questions/passing.html", context)
    patch_cache_control(response, public=True, max_age=3600)
    return response


@cache
def _sets(language: str) -> list[list[Question]]:
    return six.sets(library(language).questions.values())
