"""Forms for answers, questions of one's own and the journal."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from closeknit.apps.people.fields import WordsField
from closeknit.apps.questions.words import BOTH, ME, OTHER

OPEN, KEEP = "open", "keep"
LONGEST_QUESTION = 300
LONGEST_WAIT = timedelta(days=3653)
EMPTY = _("There is nothing here yet. A few words are enough.")


class WrittenForm(forms.Form):
    """Words with the id that their row will have, so that sending twice stores once."""

    id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"id": uuid4()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)


class AnswerForm(WrittenForm):
    text = WordsField(
        label=_("Your answer"),
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={"required": EMPTY},
    )
    choice = forms.ChoiceField(
        label=_("When may it be read?"),
        widget=forms.RadioSelect,
        choices=[
            (OPEN, _("Open when we both have answered")),
            (KEEP, _("Keep until I say")),
        ],
        initial=OPEN,
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)


class ResponseForm(WrittenForm):
    text = WordsField(label=_("Answer the answer"), error_messages={"required": EMPTY})


class OwnQuestionForm(WrittenForm):
    text = WordsField(
        label=_("Your question for both of you"),
        help_text=_("You both answer it, and both answers open together."),
        longest=LONGEST_QUESTION,
        error_messages={"required": EMPTY},
    )


class BetterQuestionForm(forms.Form):
    text = WordsField(
        label=_("What would you ask?"),
        help_text=_("As you would say it, like “How was your day?”"),
        longest=LONGEST_QUESTION,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": EMPTY},
    )


class LetterDayForm(forms.Form):
    """The day on which a letter opens: from tomorrow, for ten years."""

    opens_on = forms.DateField(
        label=_("Opens on"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={
            "required": _("Choose the day on which it opens."),
            "invalid": _("Choose the day on which it opens."),
        },
    )

    def clean_opens_on(self) -> date:
        day: date = self.cleaned_data["opens_on"]
        today = timezone.localdate()
        if not today < day <= today + LONGEST_WAIT:
            raise forms.ValidationError(_("Choose a day from tomorrow on, within ten years."))
        return day


class LetterForm(LetterDayForm, WrittenForm):
    text = WordsField(
        label=_("Your letter"),
        widget=forms.Textarea(attrs={"rows": 12}),
        error_messages={"required": EMPTY},
    )
    whom = forms.ChoiceField(label=_("For whom is it?"), widget=forms.RadioSelect)
    field_order = ("id", "whom", "text", "opens_on")

    def __init__(self, *args: Any, other: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for_two = [(OTHER, other), (BOTH, _("both of us"))] if other else []
        self.fields["whom"].choices = [*for_two, (ME, _("myself"))]  # type: ignore[attr-defined]
        self.fields["whom"].initial = OTHER if other else ME


class SearchForm(forms.Form):
    words = forms.CharField(
        label=_("Words to look for"),
        max_length=80,
        error_messages={"required": _("Write a word or two to look for.")},
    )


class JournalForm(WrittenForm):
    question = forms.CharField(widget=forms.HiddenInput, required=False, max_length=80)
    text = WordsField(
        label=_("Your words"),
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={"required": EMPTY},
    )
