"""Forms of the check-in, one for each step, and of what two people write to each other."""

from typing import Any, cast
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from closeknit.apps.checkins.choices import MOST_FEELINGS, Choices, from_fields, my_library
from closeknit.apps.checkins.words import NO_ANSWER, WHEN_YOU_CAN
from closeknit.apps.people.fields import LineField, WordsField

LONGEST_SENTENCE = 2000
LONGEST_REASON = 600
LONGEST_TIME = 60
NOTHING_YET = _("There is nothing here yet. A few words are enough.")
OPEN = ("", _("leave it open"))
STRENGTHS = [
    OPEN,
    ("1", _("faint")),
    ("2", _("light")),
    ("3", _("clear")),
    ("4", _("strong")),
    ("5", _("very strong")),
]
WISHES = [
    ("company", _("company")),
    ("ideas", _("ideas")),
    ("hug", _("a hug")),
    ("alone", _("time alone")),
    ("nothing", _("nothing")),
    OPEN,
]
TIMINGS = [(NO_ANSWER, _("no answer needed")), (WHEN_YOU_CAN, _("when you can")), OPEN]


def _offer(form: forms.Form, name: str, offered: list[tuple[str, str]]) -> None:
    """Let a field choose among words of the reader's language."""
    cast(forms.ChoiceField, form.fields[name]).choices = offered


class FeelingsForm(forms.Form):
    feelings = forms.MultipleChoiceField(
        required=False,
        error_messages={"invalid_choice": _("One of these words is no longer here.")},
    )
    own_feeling = LineField(
        label=_("A word of your own"),
        help_text=_("It goes on from “I feel …”."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = my_library().feelings.values()
        _offer(self, "feelings", [(one.id, one.word) for one in known])

    def clean_feelings(self) -> tuple[str, ...]:
        chosen: list[str] = self.cleaned_data["feelings"]
        if len(chosen) > MOST_FEELINGS:
            raise forms.ValidationError(
                _("Up to three words fit into one sentence. Take one away to go on.")
            )
        return tuple(chosen)


class ReasonForm(forms.Form):
    strength = forms.TypedChoiceField(
        label=_("How strong is it?"),
        choices=STRENGTHS,
        coerce=int,
        empty_value=0,  # type: ignore[arg-type]  # the stubs know texts only
        required=False,
        widget=forms.RadioSelect,
    )
    because = WordsField(
        label=_("Because …"),
        help_text=_("As far as you can tell. A few words do."),
        longest=LONGEST_REASON,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class NeedForm(forms.Form):
    need = forms.ChoiceField(
        required=False, error_messages={"invalid_choice": _("This word is no longer here.")}
    )
    own_need = LineField(
        label=_("A need in your own words"),
        help_text=_("It goes on from “I need …”, and takes the place of a word above."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = my_library().needs.values()
        _offer(self, "need", [("", ""), *((one.id, one.word) for one in known)])


class WishForm(forms.Form):
    wish = forms.ChoiceField(
        label=_("My wish"), choices=WISHES, required=False, widget=forms.RadioSelect
    )
    timing = forms.ChoiceField(
        label=_("And an answer?"), choices=TIMINGS, required=False, widget=forms.RadioSelect
    )


class WordingForm(forms.Form):
    """The final wording, as it is typed."""

    sentence = WordsField(
        label=_("Your sentence"),
        help_text=_("Change it as you like."),
        longest=LONGEST_SENTENCE,
        error_messages={"required": NOTHING_YET},
    )


class SentForm(forms.Form):
    """Words with the id that their row will have, so that sending twice keeps one."""

    id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"id": uuid4()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)


class CheckInForm(WordingForm, SentForm):
    """The whole check-in: it needs no draft, should that have been used up elsewhere."""

    feelings = forms.CharField(widget=forms.HiddenInput, required=False)
    own_feeling = LineField(widget=forms.HiddenInput, required=False)
    strength = forms.CharField(widget=forms.HiddenInput, required=False)
    because = WordsField(widget=forms.HiddenInput, longest=LONGEST_REASON, required=False)
    need = forms.CharField(widget=forms.HiddenInput, required=False)
    own_need = LineField(widget=forms.HiddenInput, required=False)
    wish = forms.ChoiceField(choices=WISHES, widget=forms.HiddenInput, required=False)
    timing = forms.ChoiceField(choices=TIMINGS, widget=forms.HiddenInput, required=False)

    @property
    def choices(self) -> Choices:
        given = {name: str(value) for name, value in self.cleaned_data.items()}
        return from_fields(given | {"sentence": ""})

    def clean_feelings(self) -> str:
        known = my_library().feelings
        chosen = self.cleaned_data["feelings"].split(",")
        return ",".join(dict.fromkeys(one for one in chosen if one in known))

    def clean_need(self) -> str:
        need: str = self.cleaned_data["need"]
        return need if need in my_library().needs else ""


class EditForm(WordingForm):
    wish = forms.ChoiceField(
        label=_("What would help?"), choices=WISHES, required=False, widget=forms.RadioSelect
    )
    timing = forms.ChoiceField(
        label=_("And an answer?"), choices=TIMINGS, required=False, widget=forms.RadioSelect
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)


class ReplyForm(SentForm):
    text = WordsField(
        label=_("Your answer"),
        longest=LONGEST_SENTENCE,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": NOTHING_YET},
    )


class ComeForm(SentForm):
    time = LineField(
        label=_("When can you come?"),
        help_text=_("For example: at nine, or tomorrow after work."),
        longest=LONGEST_TIME,
        error_messages={"required": _("Say when: a time, or a part of the day.")},
    )


class NotNowForm(SentForm):
    time = LineField(
        label=_("When, if you know?"),
        help_text=_("You can leave this out."),
        longest=LONGEST_TIME,
        required=False,
    )


class MendForm(SentForm):
    mend = forms.ChoiceField(
        label=_("Words that are here already"), required=False, widget=forms.RadioSelect
    )
    text = WordsField(
        label=_("Or in your own words"),
        longest=LONGEST_SENTENCE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    reply = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = my_library().mends.values()
        _offer(self, "mend", [(one.id, one.text) for one in known])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        chosen = my_library().mends.get(cleaned.get("mend", ""))
        cleaned["words"] = cleaned.get("text") or (chosen.text if chosen else "")
        if not cleaned["words"] and not self.errors:
            self.add_error("text", _("Choose a line, or write one of your own."))
        return cleaned
