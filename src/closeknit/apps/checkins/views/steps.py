"""The check-in in small steps: words, reason, need, wish, sentence. Any step may be passed over."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from closeknit.apps.checkins import choices, listing, nearer
from closeknit.apps.checkins.choices import Choices
from closeknit.apps.checkins.forms import (
    CheckInForm,
    FeelingsForm,
    NeedForm,
    ReasonForm,
    SentForm,
    WishForm,
    WordingForm,
)
from closeknit.apps.checkins.pieces import pieces
from closeknit.apps.checkins.telling import told
from closeknit.apps.people.between import can_share, others_name
from closeknit.apps.people.decorators import unlocked
from closeknit.apps.people.unlocked import Unlocked, UnlockedRequest
from closeknit.domain.replies import WISHES

WORDS, REASON, NEED, WISH, SENTENCE = "words", "because", "need", "wish", "sentence"
FORMS: Mapping[str, type[forms.Form]] = {
    WORDS: FeelingsForm,
    REASON: ReasonForm,
    NEED: NeedForm,
    WISH: WishForm,
    SENTENCE: WordingForm,
}
LABELS: Mapping[str, str | Promise] = {
    WORDS: _("Feeling"),
    REASON: _("Because"),
    NEED: _("Need"),
    WISH: _("Wish"),
    SENTENCE: _("Sentence"),
}


@unlocked
@require_http_methods(["GET", "POST"])
def step(request: UnlockedRequest, name: str) -> HttpResponse:
    """Ask one question, or keep what was chosen and go to the next."""
    if request.method == "POST":
        return kept(request, name, f"checkins:{_after(request.me, name)}")
    return _asked(request, name)


@unlocked
@require_POST
def straight(request: UnlockedRequest, name: str) -> HttpResponse:
    """Keep what was chosen and go straight to the sentence."""
    return kept(request, name, "checkins:sentence")


@unlocked
@require_POST
def more_words(request: UnlockedRequest) -> HttpResponse:
    """Keep what was chosen and show all words again."""
    return kept(request, WORDS, "checkins:words")


@unlocked
@require_POST
def grow(request: UnlockedRequest, name: str) -> HttpResponse:
    """Keep what has been chosen by now and show how the sentence grows."""
    me, form = request.me, FORMS[name](request.POST)
    form.full_clean()
    chosen = _changed(choices.read(me), name, form)
    choices.keep(me, chosen)
    if name == SENTENCE:
        return HttpResponse(status=204)
    context = _growing(chosen, name) | {"form": form, "is_swapped": True}
    return render(request, "checkins/_grown.html", context)


@unlocked
@require_POST
def begin(request: UnlockedRequest) -> HttpResponse:
    """Begin with one feeling, chosen on Today or offered as nearer, or with a wish."""
    me, known = request.me, choices.my_library().feelings
    wished, wish = request.POST.get("feeling", ""), request.POST.get("wish", "")
    if wish in WISHES and can_share(me):
        choices.keep(me, replace(choices.read(me), wish=wish))
    if wished not in known:
        return redirect("checkins:words")
    choices.keep(me, replace(choices.read(me), feelings=(wished,)))
    return redirect("checkins:because")


@unlocked
@require_POST
def anew(request: UnlockedRequest) -> HttpResponse:
    """Forget what was chosen so far."""
    choices.drop(request.me)
    return redirect("checkins:words")


@unlocked
@require_POST
def rebuild(request: UnlockedRequest) -> HttpResponse:
    """Put the sentence together from the choices again."""
    choices.keep(request.me, replace(choices.read(request.me), sentence=""))
    return redirect("checkins:sentence")


@unlocked
@require_safe
def sentence(request: UnlockedRequest) -> HttpResponse:
    """The last step: the sentence, to change, keep or share."""
    chosen = choices.read(request.me)
    initial = choices.to_fields(chosen) | {"sentence": chosen.wording}
    return sentence_page(request, CheckInForm(initial=initial), chosen)


def sentence_page(request: UnlockedRequest, form: CheckInForm, chosen: Choices) -> HttpResponse:
    context = _frame(request.me, SENTENCE) | _growing(chosen, SENTENCE) | {"form": form}
    status = 400 if form.errors else 200
    return render(request, "checkins/sentence.html", context, status=status)


def kept(request: UnlockedRequest, name: str, then: str) -> HttpResponse:
    """Keep what was chosen in a step and go on; show the step again where something is wrong."""
    me, form = request.me, FORMS[name](request.POST)
    chosen = choices.read(me)
    if not form.is_valid():
        return page(request, name, form, chosen)
    choices.keep(me, _changed(chosen, name, form))
    return redirect(then)


def _asked(request: UnlockedRequest, name: str) -> HttpResponse:
    chosen = choices.read(request.me)
    initial = choices.to_fields(chosen) | {"feelings": chosen.feelings}
    return page(request, name, FORMS[name](initial=initial), chosen)


def page(request: UnlockedRequest, name: str, form: forms.Form, chosen: Choices) -> HttpResponse:
    """Show a step with what is chosen, or with what is wrong in it."""
    ticked = form["feelings"].value() or () if name == WORDS else chosen.feelings
    context = _frame(request.me, name) | _growing(chosen, name) | {"form": form}
    if name == WORDS:
        way, at = request.GET.get("by", ""), request.GET.get("at", "")
        context |= {"listing": listing.feelings(way, at, ticked), "ways": listing.WAYS}
        context |= {"ticked": ticked, "fine": SentForm(auto_id=False)}
        context["unknown"] = SentForm(auto_id=False)
        context["is_asked_nearer"] = "nearer" in request.GET
        if context["is_asked_nearer"] and chosen.own_feeling:
            context["offered"] = nearer.nearer(request.me, chosen.own_feeling, but=ticked)
    if name == NEED:
        context["ticked"] = (form["need"].value(),)
        context["groups"] = listing.needs(context["ticked"])
    return render(request, f"checkins/{name}.html", context, status=400 if form.errors else 200)


def _changed(chosen: Choices, name: str, form: forms.Form) -> Choices:
    """Take over what is right in the form; what is wrong stays as it was."""
    if name == SENTENCE:
        return chosen.reworded(form.cleaned_data.get("sentence", chosen.sentence))
    return replace(chosen, **form.cleaned_data)


def _steps(me: Unlocked) -> list[str]:
    """Alone there is nobody to wish from."""
    return [name for name in FORMS if name != WISH or can_share(me)]


def _after(me: Unlocked, name: str) -> str:
    names = [*_steps(me), SENTENCE]
    return names[names.index(name) + 1] if name in names else SENTENCE


def _frame(me: Unlocked, name: str) -> dict[str, Any]:
    names = _steps(me)
    return {
        "here": "feel",
        "step": name,
        "steps": [(one, LABELS[one], reverse(f"checkins:{one}")) for one in names],
        "name": _name(me),
        "straight": reverse(f"checkins:straight_{name}"),
        "grow": reverse(f"checkins:grow_{name}"),
    }


def _name(me: Unlocked) -> str:
    return others_name(me, me.bond) if me.bond and can_share(me) else ""


def _growing(chosen: Choices, name: str) -> dict[str, Any]:
    """What shows the sentence as it stands, and what its words mean."""
    return {
        "chosen": chosen,
        "told": told(chosen),
        "step": name,
        "pieces": pieces(chosen.wording, chosen.feeling_words, chosen.need_word),
        "need": choices.my_library().needs.get(chosen.need) if not chosen.own_need else None,
    }
