"""Forms for answers, questions of one's own and the journal."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from closeknit.apps.people.fields import WordsField

OPEN, KEEP = "open", "keep"
LONGEST_QUESTION = 300
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


class JournalForm(WrittenForm):
    question = forms.CharField(widget=forms.HiddenInput, required=False, max_length=80)
    text = WordsField(
        label=_("Your words"),
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={"required": EMPTY},
    )
