"""Look through all questions: by subject, by words, among favourites; none leaves an address."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST, require_safe

from closeknit.apps.people.decorators import unlocked
from closeknit.apps.people.unlocked import UnlockedRequest
from closeknit.apps.questions import choosing, printing
from closeknit.apps.questions import decks as shelf
from closeknit.apps.questions.forms import SearchForm
from closeknit.content import Deck, Question, library


@unlocked
@require_safe
def decks(request: UnlockedRequest) -> HttpResponse:
    all_decks = library(get_language() or "en").decks.values()
    return _page(request, "decks.html", {"decks": all_decks, "form": SearchForm()})


@unlocked
@require_POST
def search(request: UnlockedRequest) -> HttpResponse:
    form = SearchForm(request.POST)
    found = shelf.matching(request.me, form.cleaned_data["words"]) if form.is_valid() else []
    context = {"form": form, "found": shelf.by_depth(found), "is_searched": form.is_valid()}
    return _page(request, "found.html", context, status=400 if form.errors else 200)


@unlocked
@require_safe
def deck(request: UnlockedRequest, deck: str) -> HttpResponse:
    found = _deck_or_404(deck)
    questions = shelf.by_depth(shelf.of_deck(request.me, deck))
    return _page(request, "deck.html", {"deck": found, "found": questions})


@unlocked
@require_POST
def card(request: UnlockedRequest) -> HttpResponse:
    """One question with all that stands beside it."""
    question = _question_or_404(request)
    context = {
        "question": question,
        "is_favourite": shelf.is_favourite(request.me, question),
        "is_alone": choosing.is_alone(request.me),
    }
    return _page(request, "card.html", context)


@unlocked
@require_safe
def favourites(request: UnlockedRequest) -> HttpResponse:
    return _page(request, "favourites.html", {"questions": shelf.favourites(request.me)})


@unlocked
@require_POST
def add_favourite(request: UnlockedRequest) -> HttpResponse:
    shelf.add_favourite(request.me, _question_or_404(request))
    return redirect("questions:favourites")


@unlocked
@require_POST
def remove_favourite(request: UnlockedRequest) -> HttpResponse:
    shelf.remove_favourite(request.me, _question_or_404(request))
    return redirect("questions:favourites")


@unlocked
@require_safe
def cards(request: UnlockedRequest, deck: str, paper: str) -> HttpResponse:
    """The cards of a subject, to print, fold and cut."""
    found = _deck_or_404(deck)
    return printing.answer(found.name, shelf.of_deck(request.me, deck), deck, paper)


@unlocked
@require_safe
def favourite_cards(request: UnlockedRequest, paper: str) -> HttpResponse:
    questions = shelf.favourites(request.me)
    if not questions:
        raise Http404
    return printing.answer(gettext("My favourites"), questions, "favourites", paper)


def _deck_or_404(deck: str) -> Deck:
    try:
        return library(get_language() or "en").decks[deck]
    except KeyError:
        raise Http404 from None


def _question_or_404(request: UnlockedRequest) -> Question:
    try:
        return choosing.known()[request.POST.get("question", "")]
    except KeyError:
        raise Http404 from None


def _page(
    request: UnlockedRequest, name: str, context: dict[str, object], status: int = 200
) -> HttpResponse:
    return render(request, f"questions/{name}", context | {"here": "ask"}, status=status)
