"""Forms for what the one sealed settings record holds."""

from functools import cache
from itertools import groupby
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from closeknit.apps.people import countries
from closeknit.apps.people.fields import LineField

STAGES = (
    ("early", _("Still beginning")),
    ("long", _("Together for long")),
    ("transition", _("In the middle of a change")),
    ("", _("I would rather not say")),
)
TAGS = (
    ("children", _("Children")),
    ("family", _("The family I come from")),
    ("past", _("The past")),
    ("future", _("The future")),
    ("body", _("Body and sex")),
    ("health", _("Health")),
    ("money", _("Money")),
    ("work", _("Work")),
    ("conflict", _("Conflict")),
    ("distance", _("Living apart")),
    ("faith", _("Faith")),
    ("grief", _("Grief")),
    ("trauma", _("Trauma")),
)
DEPTHS = (
    (1, _("Light: the day, small memories, wishes")),
    (2, _("Personal: what matters to me, what I need")),
    (3, _("Close: what is hard, what I fear to lose")),
    (4, _("Deep: what I have hardly told anybody")),
)
EVENINGS = tuple((number, str(number)) for number in range(8))
MINUTES = (5, 15, 30, 60, 240)
_HOUR = 60


def spoken(minutes: int) -> str:
    if minutes < _HOUR:
        return ngettext("%d minute", "%d minutes", minutes) % minutes
    return ngettext("%d hour", "%d hours", minutes // _HOUR) % (minutes // _HOUR)


@cache
def zones() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the time zones that are named for a place, by region, and UTC."""
    places = (zone.partition("/") for zone in sorted(_names()) if "/" in zone)
    regions = groupby(places, key=lambda parts: parts[0])
    grouped = [
        (region, [(f"{region}/{place}", place.replace("_", " ")) for _, _, place in found])
        for region, found in regions
        if region not in {"Etc", "US", "Canada", "Brazil", "Chile", "Mexico", "SystemV"}
    ]
    return [*grouped, ("UTC", [("UTC", "UTC")])]


@cache
def _names() -> frozenset[str]:
    return frozenset(available_timezones())


def known_zone(name: str) -> str:
    """Return the zone if it is one, as a browser names its own; otherwise nothing."""
    return name if name in _names() else ""


def with_zone(zone: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the zones, and the person's own if it goes by an older name."""
    is_listed = any(zone == known for _, group in zones() for known, _ in group)
    return zones() if is_listed else [(zone, [(zone, zone)]), *zones()]


class ProfileForm(forms.Form):
    name = LineField(label=_("Your name"), help_text=_("As your partner calls you."))
    pronouns = LineField(
        label=_("Your pronouns"),
        help_text=_(
            "As you like to be spoken of, such as “she, her” or “they, them”. May be empty."
        ),
        required=False,
    )
    country = forms.ChoiceField(
        label=_("Country"),
        help_text=_("So that Help opens at numbers near you."),
        required=False,
    )
    stage = forms.ChoiceField(
        label=_("Where you two are"),
        help_text=_(
            "Some questions fit a beginning, some fit years. No page shows it to your partner."
        ),
        choices=STAGES,
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("I would rather not say")), *countries.by_name()]
        self.fields["country"].choices = choices  # type: ignore[attr-defined]


class QuestionsForm(forms.Form):
    tags_off = forms.MultipleChoiceField(
        label=_("Do not ask me about"),
        help_text=_(
            "Neither of you is asked about what either has chosen here. It is never shown."
        ),
        choices=TAGS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    ceiling = forms.TypedChoiceField(
        label=_("The deepest question I want"),
        help_text=_("The lighter of your two choices counts. Nobody sees whose it was."),
        choices=DEPTHS,
        coerce=int,
        widget=forms.RadioSelect,
    )
    evenings = forms.TypedChoiceField(
        label=_("Evenings a week with a question"),
        help_text=_("With 0 none comes by itself; you can still look for one."),
        choices=EVENINGS,
        coerce=int,
        widget=forms.RadioSelect,
    )

    talks_off = forms.BooleanField(
        label=_("No talks after arguments"),
        help_text=_(
            "They are not offered to you. An invitation to one, or to a way of your partner’s own "
            "making, runs out as if you had not looked. Nobody is told."
        ),
        required=False,
    )

    def clean_tags_off(self) -> tuple[str, ...]:
        return tuple(sorted(self.cleaned_data["tags_off"]))


class AppForm(forms.Form):
    coach = forms.BooleanField(
        label=_("Remarks on my drafts"),
        help_text=_(
            "Before an answer is sent, a private remark when it fixes, judges or makes light. "
            "Switched off, the coach reads nothing of yours; plain rules look for nearer words "
            "and deeper questions when you ask."
        ),
        required=False,
    )
    lock_after = forms.TypedChoiceField(
        label=_("Lock after a rest of"),
        help_text=_("Then the password is asked again on this device."),
        coerce=int,
        widget=forms.RadioSelect,
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    zone = forms.ChoiceField(
        label=_("Time zone"),
        help_text=_("For days and evenings. Whoever runs this server can see it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        minutes = [(minutes, spoken(minutes)) for minutes in MINUTES]
        self.fields["lock_after"].choices = minutes  # type: ignore[attr-defined]
        self.fields["zone"].choices = with_zone(self.initial.get("zone", "UTC"))  # type: ignore[attr-defined]
        if len(settings.LANGUAGES) == 1:
            del self.fields["language"]
