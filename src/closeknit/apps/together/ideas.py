"""Ideas for rituals by minutes, place, strength, stage and what they need."""

from collections.abc import Collection, Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from closeknit.content import Ritual

ANY = ("", _("any"))
# What a way to work speaks of; it is not offered where that subject is switched off.
_SPEAKS_OF = {"asleep": "children", "apart": "distance"}


class IdeasForm(forms.Form):
    """What one looks for; each may stay open."""

    minutes = forms.ChoiceField(
        label=_("At most"),
        choices=[
            ("", _("any length")),
            ("10", _("10 minutes")),
            ("30", _("30 minutes")),
            ("60", _("an hour")),
        ],
        required=False,
    )
    place = forms.ChoiceField(
        label=_("Where"),
        choices=[ANY, ("home", _("at home")), ("outside", _("outside"))],
        required=False,
    )
    energy = forms.ChoiceField(
        label=pgettext_lazy("what it asks of you", "Strength"),
        choices=[
            ANY,
            ("low", _("very little")),
            ("middle", _("some")),
            ("high", _("plenty")),
        ],
        required=False,
    )
    stage = forms.ChoiceField(
        label=_("Where you two are"),
        choices=[
            ANY,
            ("early", _("still beginning")),
            ("long", _("together for long")),
            ("transition", _("in the middle of a change")),
        ],
        required=False,
    )
    fits = forms.MultipleChoiceField(
        label=_("It has to work"),
        choices=[
            ("free", _("without money")),
            ("asleep", _("with children asleep")),
            ("apart", _("in two places")),
        ],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, tags_off: Collection[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._left_out = {fit for fit, tag in _SPEAKS_OF.items() if tag in tags_off}
        field = self.fields["fits"]
        offered = [one for one in field.choices if one[0] not in self._left_out]  # type: ignore[attr-defined]
        field.widget.choices = offered

    def clean_fits(self) -> list[str]:
        """Return the wishes that were offered; an old link may still ask for others."""
        return [fit for fit in self.cleaned_data["fits"] if fit not in self._left_out]


def fitting(
    ideas: Iterable[Ritual], wished: dict[str, Any], tags_off: Collection[str]
) -> list[Ritual]:
    """Return the ideas that suit every wish, the short ones first."""
    found = [idea for idea in ideas if _suits(idea, wished, tags_off)]
    return sorted(found, key=lambda idea: idea.minutes)


def _suits(idea: Ritual, wished: dict[str, Any], tags_off: Collection[str]) -> bool:
    return (
        not set(idea.tags) & set(tags_off)
        and (not wished.get("minutes") or idea.minutes <= int(wished["minutes"]))
        and (not wished.get("place") or idea.place in {wished["place"], "anywhere"})
        and (not wished.get("energy") or idea.energy == wished["energy"])
        and (not wished.get("stage") or wished["stage"] in idea.stages)
        and set(wished.get("fits", ())) <= set(idea.fits)
    )
