"""Forms to get in."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from closeknit.apps.people.fields import LineField
from closeknit.apps.people.models import Person

LONGEST_PASSWORD = 256


def password_field(label: Any, *, is_new: bool = False, **kwargs: Any) -> forms.CharField:
    autocomplete = "new-password" if is_new else "current-password"
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(
        label=label,
        strip=False,
        max_length=LONGEST_PASSWORD,
        widget=widget,
        error_messages={"required": _("Type a password here.")},
        **kwargs,
    )


def address_field(**kwargs: Any) -> forms.EmailField:
    return forms.EmailField(
        label=_("E-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
        error_messages={
            "required": _("Type an e-mail address here."),
            "invalid": _("An e-mail address looks like name@example.org."),
        },
        **kwargs,
    )


class SignUpForm(forms.Form):
    name = LineField(
        label=_("Your name"),
        help_text=_("As your partner calls you."),
        error_messages={"required": _("Write a name, or the first letter of it.")},
    )
    address = address_field(help_text=_("To sign in with. Nothing is sent to it."))
    password = password_field(
        _("Password"),
        is_new=True,
        help_text=_("At least ten characters. It locks what you write, so make it hard to guess."),
    )

    def clean_address(self) -> str:
        address = Person.objects.normalise(self.cleaned_data["address"])
        if Person.objects.filter(address=address).exists():
            raise forms.ValidationError(
                _("This address has an account here already. Sign in, or use another address.")
            )
        return address

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if password := cleaned.get("password"):
            try:
                validate_password(password, Person(address=cleaned.get("address", "")))
            except forms.ValidationError as error:
                self.add_error("password", error)
        return cleaned


class SignInForm(forms.Form):
    address = address_field()
    password = password_field(_("Password"))
    is_shared_device = forms.BooleanField(
        label=_("This is not only my device"),
        help_text=_("Signs you out when the browser closes and locks after ten minutes."),
        required=False,
    )


class UnlockForm(forms.Form):
    password = password_field(_("Password"))


class KitForm(forms.Form):
    """Two groups of the recovery code, typed from paper."""

    _ASKED_FOR = {"required": _("Type this group from your paper.")}
    ASKED = (2, 6)  # the third and the seventh group
    _widget = forms.TextInput(
        attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
    )
    first = LineField(label=_("Group 3"), longest=12, widget=_widget, error_messages=_ASKED_FOR)
    second = LineField(label=_("Group 7"), longest=12, widget=_widget, error_messages=_ASKED_FOR)
