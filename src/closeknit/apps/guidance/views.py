"""Help in reach of everybody, signed in or not: it is the same page for all."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from closeknit.apps.people import countries
from closeknit.content import Line, library

KINDS: dict[str, str | Promise] = {
    "emergency": _("Emergency"),
    "crisis": _("In a crisis, or with thoughts of ending your life"),
    "abuse": _("Violence, threats or control by somebody close"),
    "counselling": _("Counselling for two"),
}
AUDIENCES: dict[str, str | Promise] = {"women": _("for women"), "men": _("for men")}


@dataclass(frozen=True)
class Number:
    """A line as it is shown, with what a phone dials."""

    line: Line
    dial: str
    audience: str | Promise


@dataclass(frozen=True)
class Country:
    code: str
    name: str
    kinds: list[tuple[str | Promise, list[Number]]]


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Show every country's lines at once: choosing one sends nothing."""
    lines = library(get_language() or "en").helplines
    context = {
        "countries": by_country(lines),
        "compiled": min((line.compiled for line in lines if not line.added), default=None),
        "me": None,
        "here": "help",
    }
    response = render(request, "guidance/help.html", context)
    patch_cache_control(response, public=True, max_age=3600)
    return response


def by_country(lines: Iterable[Line]) -> list[Country]:
    """Return the countries by name, each with its lines in the order of need."""
    found: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        found[line.country].append(line)
    named = [Country(code, countries.name_of(code), _by_kind(found[code])) for code in found]
    return sorted(named, key=lambda country: country.name.casefold())


def _by_kind(lines: Iterable[Line]) -> list[tuple[str | Promise, list[Number]]]:
    found: dict[str, list[Number]] = {kind: [] for kind in KINDS}
    for line in lines:
        dial = re.sub(r"[^\d+*#]", "", line.phone).replace("#", "%23")
        found[line.kind].append(Number(line, dial, AUDIENCES.get(line.audience, "")))
    return [(KINDS[kind], numbers) for kind, numbers in found.items() if numbers]
