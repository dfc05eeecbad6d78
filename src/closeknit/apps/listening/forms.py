"""Forms for talks: how to begin, when to come back, what to write and what to keep."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from closeknit.apps.people.fields import LineField, WordsField
from closeknit.domain import listening

PHONES, ONE, WRITING = "phones", "one", "writing"
ME, OTHER = "me", "other"
MOST_STEPS = 6
LONGEST_TOPIC, LONGEST_STEP = 120, 200
EMPTY = _("There is nothing here yet. A few words are enough.")
SHARED, PRIVATE = "shared", "private"
EVENING = 20


class BeginForm(forms.Form):
    """How a talk is held, who speaks first, and what it is about."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    how = forms.ChoiceField(label=_("How?"), widget=forms.RadioSelect, initial=PHONES)
    first = forms.ChoiceField(label=_("Who speaks first?"), widget=forms.RadioSelect, initial=ME)
    topic = LineField(
        label=_("What is it about?"),
        help_text=_("In a few words. It may stay empty."),
        longest=LONGEST_TOPIC,
        required=False,
    )

    def __init__(self, *args: Any, other: str, is_conflict: bool, **kwargs: Any) -> None:
        kwargs["initial"] = {"id": uuid4()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        how = [(PHONES, _("Each on a phone, side by side or on a call"))]
        if not is_conflict:
            how.append((ONE, _("On this phone, lying between us")))
        how.append((WRITING, _("In writing, each when there is time; it may take days")))
        self.fields["how"].choices = how  # type: ignore[attr-defined]
        self.fields["first"].choices = [(ME, _("I do")), (OTHER, other)]  # type: ignore[attr-defined]


class PressForm(forms.Form):
    """A press names the visit in which it was made, so that an old page moves nothing."""

    visit = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=1_000_000)


class WriteForm(PressForm):
    text = WordsField(
        label=_("Your words"),
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={"required": EMPTY},
    )


class PauseForm(PressForm):
    """When to come back. The times are fixed once the page is shown, and sent along."""

    back = forms.ChoiceField(
        label=_("When do you come back to it?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a time to come back, so that nobody waits in vain.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["back"].choices = _returns(timezone.localtime())  # type: ignore[attr-defined]

    def back_at(self, now: datetime) -> int:
        """Return the chosen time in milliseconds, within what a pause may last."""
        chosen = dict(_times(now))[self.cleaned_data["back"]]
        wished = int(chosen.timestamp() * 1000)
        earliest = int(now.timestamp() * 1000) + listening.SHORTEST_PAUSE
        latest = earliest - listening.SHORTEST_PAUSE + listening.LONGEST_PAUSE
        return min(max(wished, earliest), latest)


def _times(now: datetime) -> list[tuple[str, datetime]]:
    evening = now.replace(hour=EVENING, minute=0, second=0, microsecond=0)
    found = [
        ("20", now + timedelta(minutes=20)),
        ("60", now + timedelta(hours=1)),
        ("evening", evening),
        ("tomorrow", now + timedelta(days=1)),
    ]
    soon = now + timedelta(hours=1, minutes=30)
    return [(name, at) for name, at in found if name != "evening" or at > soon]


def _returns(now: datetime) -> list[tuple[str, Any]]:
    labels = {
        "20": _("In twenty minutes"),
        "60": _("In an hour"),
        "evening": _("This evening at eight"),
        "tomorrow": _("Tomorrow at this time"),
    }
    return [(name, labels[name]) for name, _at in _times(now)]


class KeepForm(forms.Form):
    """What I take along, who may read it, and how understood I felt."""

    text = WordsField(
        label=_("Something to take along"),
        help_text=_("A sentence, if you like. It may stay empty."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    who = forms.ChoiceField(label=_("Who may read it?"), widget=forms.RadioSelect, initial=PRIVATE)
    felt = forms.ChoiceField(
        label=_("How understood did you feel?"),
        help_text=_("From 1, not at all, to 7, wholly. Only you see it."),
        choices=[(str(number), str(number)) for number in range(1, 8)],
        widget=forms.RadioSelect,
        required=False,
    )

    def clean_felt(self) -> int:
        return int(self.cleaned_data["felt"] or 0)

    def __init__(self, *args: Any, other: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = [  # type: ignore[attr-defined]
            (PRIVATE, _("Only me")),
            (SHARED, _("%(name)s and me") % {"name": other}),
        ]


class OwnProtocolForm(forms.Form):
    """A way to talk of one's own: up to six steps for a turn."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    name = LineField(label=_("What do you call it?"), longest=60)
    turns = forms.TypedChoiceField(
        label=_("Who gets a turn?"),
        choices=[(2, _("Each of us, one after the other")), (1, _("Only one of us"))],
        coerce=int,
        initial=2,
        widget=forms.RadioSelect,
    )
    is_conflict = forms.BooleanField(
        label=_("It is for difficult things"),
        help_text=_("Then each is first asked, privately, whether they can listen now."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"id": uuid4()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        for number in range(1, MOST_STEPS + 1):
            self.fields[f"text_{number}"] = LineField(
                label=_("Step %(number)s: what is there to do?") % {"number": number},
                longest=LONGEST_STEP,
                required=number == 1,
                error_messages={"required": _("A talk needs at least one step.")},
            )
            self.fields[f"who_{number}"] = forms.ChoiceField(
                label=_("Whose step is it?"),
                choices=[
                    (listening.SPEAKER, _("Who speaks")),
                    (listening.LISTENER, _("Who listens")),
                ],
                initial=listening.SPEAKER if number % 2 else listening.LISTENER,
                widget=forms.RadioSelect,
            )
            self.fields[f"minutes_{number}"] = forms.IntegerField(
                label=_("Minutes; 0 is without a clock"),
                min_value=0,
                max_value=30,
                initial=3,
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )

    def steps(self) -> tuple[tuple[str, str, int], ...]:
        """Return the steps that have words: who, instruction, seconds."""
        sent = self.cleaned_data
        return tuple(
            (sent[f"who_{number}"], sent[f"text_{number}"], 60 * sent[f"minutes_{number}"])
            for number in range(1, MOST_STEPS + 1)
            if sent[f"text_{number}"]
        )

    def rows(self) -> list[tuple[Any, Any, Any]]:
        """Return the three fields of each step, for the page."""
        return [
            (self[f"text_{number}"], self[f"who_{number}"], self[f"minutes_{number}"])
            for number in range(1, MOST_STEPS + 1)
        ]

    def clean(self) -> dict[str, Any] | None:
        sent = super().clean()
        if not self.errors and not any(who == listening.SPEAKER for who, *_more in self.steps()):
            self.add_error("who_1", _("Let at least one step be of the one who speaks."))
        return sent
