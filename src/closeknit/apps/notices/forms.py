"""What to be told of, where, and when not."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from closeknit.apps.notices.kinds import KINDS, bits_of, chosen
from closeknit.apps.notices.models import Choice

HOURS = [(str(hour), f"{hour}:00") for hour in range(24)]
KIND_CHOICES = [(kind.name, kind.label) for kind in KINDS]


class ChoiceForm(forms.Form):
    push = forms.MultipleChoiceField(
        label=_("On my devices"),
        help_text=_("Where you have allowed it below."),
        choices=KIND_CHOICES,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    mail = forms.MultipleChoiceField(
        label=_("By e-mail"),
        choices=KIND_CHOICES,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    begins = forms.ChoiceField(label=_("Quiet from"), choices=HOURS, initial="21")
    ends = forms.ChoiceField(label=_("Quiet until"), choices=HOURS, initial="8")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if settings.SMTP is None:
            del self.fields["mail"]

    def columns(self) -> dict[str, int]:
        sent = self.cleaned_data
        return {
            "push_kinds": bits_of(sent["push"]),
            "mail_kinds": bits_of(sent.get("mail", [])),
            "quiet_begins": int(sent["begins"]),
            "quiet_ends": int(sent["ends"]),
        }


def initial_of(choice: Choice | None) -> dict[str, Any]:
    if choice is None:
        return {}
    return {
        "push": chosen(choice.push_kinds),
        "mail": chosen(choice.mail_kinds),
        "begins": str(choice.quiet_begins),
        "ends": str(choice.quiet_ends),
    }


class EndpointForm(forms.Form):
    """What a browser says of where it takes push."""

    address = forms.CharField(max_length=1000)
    p256dh = forms.RegexField(r"[A-Za-z0-9_-]{87}=?", max_length=88)
    auth = forms.RegexField(r"[A-Za-z0-9_-]{22}={0,2}", max_length=24)
