"""Who I am here, what I want to be asked, and how this app behaves: one sealed record."""

from dataclasses import asdict, replace
from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from closeknit.apps.people import access, countries, pairing, recovery
from closeknit.apps.people.decorators import unlocked
from closeknit.apps.people.forms_settings import (
    STAGES,
    TAGS,
    AppForm,
    ProfileForm,
    QuestionsForm,
    spoken,
)
from closeknit.apps.people.parts import way_to
from closeknit.apps.people.unlocked import UnlockedRequest


@unlocked
@require_safe
def settings(request: UnlockedRequest) -> HttpResponse:
    """Say in short how everything is set, and lead to where it is changed."""
    own, person = request.me.settings, request.me.person
    context = {
        "own": own,
        "country": countries.name_of(own.country) if own.country else "",
        "stage": dict(STAGES)[own.stage] if own.stage else "",
        "tags_off": [label for tag, label in TAGS if tag in own.tags_off],
        "lock_after": spoken(own.lock_after),
        "recovery": recovery.waiting(person),
        "old_keys": recovery.old_keys(person),
        "notices": way_to("notices"),
    }
    return render(request, "people/settings.html", context)


@unlocked
def profile(request: UnlockedRequest) -> HttpResponse:
    form = ProfileForm(request.POST or None, initial=asdict(request.me.settings))
    if request.method == "POST" and form.is_valid():
        _save(request, **form.cleaned_data)
        return _saved("people:settings_profile")
    return _page(request, "people/settings_profile.html", form)


@unlocked
def questions(request: UnlockedRequest) -> HttpResponse:
    """Private limits: they are used, never shown."""
    form = QuestionsForm(request.POST or None, initial=asdict(request.me.settings))
    if request.method == "POST" and form.is_valid():
        _save(request, **form.cleaned_data)
        return _saved("people:settings_questions")
    return _page(request, "people/settings_questions.html", form)


@unlocked
def app(request: UnlockedRequest) -> HttpResponse:
    me = request.me
    initial = asdict(me.settings) | {"language": me.person.language, "zone": me.person.zone}
    form = AppForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        _save(request, coach=data["coach"], lock_after=data["lock_after"])
        me.person.language = data.get("language", me.person.language)
        me.person.zone = data["zone"]
        me.person.save(update_fields=["language", "zone"])
        access.rest(request, me.settings.lock_after)
        return _saved("people:settings_app")
    return _page(request, "people/settings_app.html", form)


def _save(request: UnlockedRequest, **changed: Any) -> None:
    with transaction.atomic():
        request.me.change_settings(lambda now: replace(now, **changed))
        pairing.share_profile(request.me)


def _saved(place: str) -> HttpResponse:
    return redirect(f"{reverse(place)}?saved=1")


def _page(request: UnlockedRequest, template: str, form: forms.Form) -> HttpResponse:
    context = {"form": form, "is_saved": "saved" in request.GET}
    return render(request, template, context, status=400 if form.errors else 200)
