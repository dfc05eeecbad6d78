"""Forms to invite, to join, to begin and to leave."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from closeknit.apps.people.fields import LineField, WordsField
from closeknit.apps.people.invites import GROUPS
from closeknit.apps.people.words import INDIGO, MADDER
from closeknit.keys import codes

CODE_LENGTH = GROUPS * codes.GROUP
COLOURS = ((MADDER, _("Madder")), (INDIGO, _("Indigo")))
LINK_LENGTH = 300


class InviteForm(forms.Form):
    first_words = WordsField(
        label=_("Something you appreciate about them"),
        help_text=_(
            "It travels sealed in the invite and is the first thing they read. "
            "Small and true is plenty: “I like how you hum when you cook.”"
        ),
        required=False,
    )
    colour = forms.ChoiceField(
        label=_("Your thread"),
        help_text=_("You are this colour for both of you; the other gets the other one."),
        choices=COLOURS,
        initial=MADDER,
        widget=forms.RadioSelect,
    )


class JoinForm(forms.Form):
    code = LineField(
        label=_("The code from your invite"),
        help_text=_("Six groups of four, or the whole link. Capitals and hyphens do not matter."),
        longest=LINK_LENGTH,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "data-fragment": True,
            }
        ),
    )

    def clean_code(self) -> str:
        code = codes.tidy(self.cleaned_data["code"].rpartition("#")[2])
        missing = CODE_LENGTH - len(code.replace("-", ""))
        if missing:
            raise forms.ValidationError(_length(missing), params={"count": abs(missing)})
        return code


def _length(missing: int) -> Any:
    if missing > 0:
        return ngettext_lazy(
            "One character is missing. The code has six groups of four.",
            "%(count)s characters are missing. The code has six groups of four.",
            "count",
        )
    return ngettext_lazy(
        "This is one character too many. The code has six groups of four.",
        "These are %(count)s characters too many. The code has six groups of four.",
        "count",
    )


class FirstWordsForm(forms.Form):
    text = WordsField(
        label=_("Something you appreciate"),
        help_text=_("Small and true is plenty. It is written once and stays as it is."),
    )


KEEP, WITHDRAW = "keep", "withdraw"


class LeaveForm(forms.Form):
    bond = forms.UUIDField(widget=forms.HiddenInput)
    shared = forms.ChoiceField(
        label=_("What I shared"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two first.")},
    )

    def __init__(self, *args: Any, name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keep = _("What I shared stays readable for %(name)s") % {"name": name}
        self.fields["shared"].choices = [  # type: ignore[attr-defined]
            (KEEP, keep),
            (WITHDRAW, _("Withdraw what I shared")),
        ]
