"""Forms for rituals, offered hours and calendars."""

from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from closeknit.apps.people.fields import LineField, WordsField
from closeknit.apps.together import repeating
from closeknit.apps.together.meetings import WALL, is_rule
from closeknit.apps.together.models import BUSY, FREE, US
from closeknit.apps.together.rituals import Proposal
from closeknit.apps.together.words import RitualWords, Timing
from closeknit.content.model import MINUTES

PHRASES = ((FREE, _("Kept free")), (US, _("Time for two")), (BUSY, _("Appointment")))
LENGTHS = [(minutes, str(minutes)) for minutes in MINUTES]
LENGTHS_AWAY = (10, 20, 30, 45, 60, 90, 120)
HOURS = [("", "–"), *((str(hour), f"{hour}:00") for hour in range(25))]
LAST_DAY = date(2100, 1, 1)


class RitualForm(forms.Form):
    """What, when, how long, how often."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    idea = forms.SlugField(widget=forms.HiddenInput, required=False)
    what = LineField(label=_("What?"), longest=80)
    day = forms.DateField(label=_("First day"), widget=forms.DateInput(attrs={"type": "date"}))
    time = forms.TimeField(
        label=pgettext_lazy("clock", "Time"), widget=forms.TimeInput(attrs={"type": "time"})
    )
    minutes = forms.TypedChoiceField(
        label=_("Minutes"), choices=LENGTHS, coerce=int, initial=30, widget=forms.RadioSelect
    )
    how = forms.ChoiceField(
        label=_("How often?"),
        choices=repeating.CHOICES,
        initial=repeating.WEEKLY,
        widget=forms.RadioSelect,
    )
    days = forms.TypedMultipleChoiceField(
        label=_("Also on"),
        help_text=_("For every week or two; the first day counts anyway."),
        choices=[(str(day), WEEKDAYS_ABBR[day]) for day in range(7)],
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    note = WordsField(
        label=_("A word with it"),
        help_text=_("Why you would like it, for example. It may stay empty."),
        longest=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"id": uuid4()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if not timezone.localdate() <= day < LAST_DAY:
            raise forms.ValidationError(_("Choose a day from today on."))
        return day

    def proposal(self, zone: str) -> Proposal:
        sent = self.cleaned_data
        first = datetime.combine(sent["day"], sent["time"])
        rule = repeating.rule_of(sent["how"], sent["days"], sent["day"])
        timing = Timing(first.strftime(WALL), zone, rule, sent["minutes"])
        assert is_rule(timing.rule, timing.first), timing  # noqa: S101  # our own rules yield times
        return Proposal(sent["what"], timing, sent["note"], sent["idea"])


def initial_of(words: RitualWords, timing: Timing) -> dict[str, Any]:
    """Begin a change with what is there."""
    first = datetime.strptime(timing.first, WALL)  # noqa: DTZ007  # a wall has no zone
    how, days = repeating.choice_of(timing.rule)
    return {
        "what": words.proposed_what or words.what,
        "idea": words.idea,
        "day": max(first.date(), timezone.localdate()),
        "time": first.time(),
        "minutes": timing.minutes,
        "how": how,
        "days": [str(day) for day in days],
    }


class ShiftForm(forms.Form):
    """Which meeting, and when instead."""

    original = forms.RegexField(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}", widget=forms.HiddenInput)
    to = forms.RegexField(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}", widget=forms.HiddenInput)


class SkipForm(forms.Form):
    original = forms.RegexField(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}", widget=forms.HiddenInput)


class HoursForm(forms.Form):
    """One window for each day of the week."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for day in range(7):
            for name, label in (("from", _("from")), ("to", _("to"))):
                self.fields[f"{name}_{day}"] = forms.ChoiceField(
                    label=f"{WEEKDAYS[day]}, {label}", choices=HOURS, required=False
                )

    def clean(self) -> dict[str, Any] | None:
        sent = super().clean() or {}
        for day in range(7):
            begins, ends = sent.get(f"from_{day}", ""), sent.get(f"to_{day}", "")
            if bool(begins) != bool(ends):
                self.add_error(f"to_{day}", _("Choose both, or neither."))
            elif begins and int(begins) >= int(ends):
                self.add_error(f"to_{day}", _("The end comes after the beginning."))
        return sent

    def windows(self) -> tuple[tuple[int, int, int], ...]:
        sent = self.cleaned_data
        return tuple(
            (day, int(sent[f"from_{day}"]), int(sent[f"to_{day}"]))
            for day in range(7)
            if sent.get(f"from_{day}")
        )

    def rows(self) -> list[tuple[Any, Any]]:
        return [(self[f"from_{day}"], self[f"to_{day}"]) for day in range(7)]


def initial_hours(windows: tuple[tuple[int, int, int], ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for day, begins, ends in windows:
        found |= {f"from_{day}": str(begins), f"to_{day}": str(ends)}
    return found


class PhraseForm(forms.Form):
    phrase = forms.TypedChoiceField(
        label=_("What your calendar shows"),
        help_text=_("One of these for every meeting, and nothing else."),
        choices=PHRASES,
        coerce=int,
        initial=FREE,
        widget=forms.RadioSelect,
    )


class AwayForm(forms.Form):
    """How long the phones are put away, and on which."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    minutes = forms.TypedChoiceField(
        label=_("Minutes"),
        choices=[(minutes, str(minutes)) for minutes in LENGTHS_AWAY],
        coerce=int,
        initial=30,
        widget=forms.RadioSelect,
    )
    how = forms.ChoiceField(
        label=_("How?"),
        choices=[
            ("both", _("Each puts their own away")),
            ("one", _("This one is enough for both of us")),
        ],
        initial="both",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"id": uuid4()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)


class AwaySaidForm(forms.Form):
    """One sentence for both, and how close it felt for me alone."""

    text = LineField(
        label=_("One sentence about it"),
        help_text=_("The other reads it, too. It may stay empty."),
        longest=300,
        required=False,
    )
    felt = forms.ChoiceField(
        label=_("How close did that feel?"),
        help_text=_("From 1, not at all, to 7, very. Only you see it."),
        choices=[(str(number), str(number)) for number in range(1, 8)],
        widget=forms.RadioSelect,
        required=False,
    )

    def clean_felt(self) -> int:
        return int(self.cleaned_data["felt"] or 0)
