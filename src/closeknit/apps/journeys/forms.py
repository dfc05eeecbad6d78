"""How a journey is fitted: for how many minutes a week, and to which change."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from closeknit.apps.journeys import fitting
from closeknit.domain.journeys import MINUTES

USUAL = 40
PER_WEEK = {
    20: _("About 20 minutes a week: three steps"),
    40: _("About 40 minutes a week: four steps"),
    75: _("About an hour and a quarter a week: five steps"),
}


class FitForm(forms.Form):
    """The minutes, and for a transition what is changing."""

    minutes = forms.TypedChoiceField(
        label=_("How much time there is"),
        coerce=int,
        choices=[(minutes, PER_WEEK[minutes]) for minutes in MINUTES],
        widget=forms.RadioSelect,
        initial=USUAL,
    )
    variant = forms.ChoiceField(
        label=_("What is changing"), widget=forms.RadioSelect, required=False
    )

    def __init__(self, *args: Any, journey: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if journey != "transition":
            del self.fields["variant"]
            return
        known = [(one.id, one.name) for one in fitting.my_library().variants.values()]
        self.fields["variant"].choices = [*known, ("", _("Something else"))]  # type: ignore[attr-defined]
        self.fields["variant"].initial = ""


class BeginForm(FitForm):
    """With company: whether the other may see which journey this is."""

    along = forms.BooleanField(
        label=_("Let the other one know"),
        help_text=_(
            "They see which journey you walk, as an invitation to come along. Where you are in it, "
            "and what you do, stays with you."
        ),
        required=False,
    )

    def __init__(self, *args: Any, journey: str, has_other: bool, **kwargs: Any) -> None:
        super().__init__(*args, journey=journey, **kwargs)
        if not has_other or journey == "alone":
            del self.fields["along"]
