"""The Learn shelf: a short page for each idea that Closeknit rests on. Reading leaves nothing."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from closeknit.apps.people.parts import Way, way_to
from closeknit.content import Idea, Library, Pair, library
from closeknit.content.model import SHELVES as SHELVES_OF

SHELVES: dict[str, str | Promise] = {
    "pillars": _("What closeness rests on"),
    "signs": _("Subtle signs that it fades"),
    "causes": _("What stands in its way"),
    "consequences": _("What may follow"),
    "practices": _("What rebuilds it"),
    "stages": _("Where you two are"),
}
TONIGHT: dict[str, str | Promise] = {
    "checkin": _("Find words for a feeling"),
    "question": _("To the question"),
    "better": _("Ask a better question"),
    "talk": _("To the talk"),
    "ritual": _("Propose it"),
    "away": _("Phones away"),
    "moment": _("Keep a moment"),
    "starter": _("To the first words"),
    "act": _("Care that is done"),
    "pulse": _("To the pulse"),
    "reflection": _("Write for yourself"),
    "letter": _("Write a letter"),
    "mend": _("Words that mend"),
    "help": _("To Help"),
    "settings": _("To your limits"),
}
FEW = 2
# These need somebody to share with.
FOR_TWO = frozenset({"talk", "ritual", "away", "mend"})


@require_safe
def shelf(request: HttpRequest) -> HttpResponse:
    ideas = _library().ideas.values()
    shelves = [
        (label, [one for one in ideas if one.shelf == name]) for name, label in SHELVES.items()
    ]
    return render(request, "guidance/shelf.html", {"shelves": shelves, "here": "learn"})


@require_safe
def idea(request: HttpRequest, idea: str) -> HttpResponse:
    content = _library()
    if (found := content.ideas.get(idea)) is None:
        raise Http404
    context = {
        "idea": found,
        "shelf": SHELVES[found.shelf],
        "findings": [content.findings[name] for name in found.evidence],
        "way": _way(request, found),
        "label": TONIGHT.get(found.door.place, ""),
        "pairs": of_practice(content, found.key)[:FEW] if found.shelf == "practices" else [],
        "here": "learn",
    }
    return render(request, "guidance/idea.html", context)


@require_safe
def instead(request: HttpRequest) -> HttpResponse:
    """What people often say or ask, and what could be said or asked instead."""
    content = _library()
    pairs = [
        (content.ideas[f"practice-{name}"], of_practice(content, name))
        for name in SHELVES_OF["practices"]
    ]
    return render(request, "guidance/instead.html", {"pairs": pairs, "here": "learn"})


def of_practice(content: Library, practice: str) -> list[Pair]:
    return [one for one in content.pairs.values() if one.practice == practice]


def _way(request: HttpRequest, idea: Idea) -> Way | None:
    """Return the way to where it is tried, for those who are signed in and not alone with it."""
    me = getattr(request, "me", None)
    if me is None or (idea.door.place in FOR_TWO and (me.bond is None or me.waits_for_key)):
        return None
    return way_to(idea.door.place, idea.door.what)


def _library() -> Library:
    return library(get_language() or "en")
