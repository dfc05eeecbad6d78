"""Forms about who gets in: second factors, recovery, password and address."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from closeknit.apps.people import factors
from closeknit.apps.people.fields import LineField
from closeknit.apps.people.forms import address_field, password_field
from closeknit.apps.people.models import Person
from closeknit.apps.people.reauth import SensitiveForm

CODE_LENGTH = 120


def code_field(label: Any, *, is_number: bool = False, **kwargs: Any) -> LineField:
    attrs = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
    if is_number:
        attrs = {"autocomplete": "one-time-code", "inputmode": "numeric"}
    widget = forms.TextInput(attrs=attrs)
    return LineField(label=label, longest=CODE_LENGTH, widget=widget, **kwargs)


def new_password_field() -> forms.CharField:
    return password_field(
        _("New password"),
        is_new=True,
        help_text=_("At least ten characters. It locks what you write, so make it hard to guess."),
    )


class ChecksNewPassword:
    """Holds a new password to the same rules as at sign-up."""

    cleaned_data: dict[str, Any]
    known_address = ""

    def clean_new_password(self) -> str:
        password: str = self.cleaned_data["new_password"]
        address = self.cleaned_data.get("address") or self.known_address
        validate_password(password, Person(address=address))
        return password


class SecondStepForm(forms.Form):
    code = code_field(
        _("Code"),
        help_text=_("Six digits from your app, or one of your printed codes."),
        is_number=True,
    )


class RecoverForm(ChecksNewPassword, forms.Form):
    address = address_field()
    code = code_field(
        _("Code from your recovery kit"),
        help_text=_("Eight groups of four. Capitals and hyphens do not matter."),
    )
    new_password = new_password_field()


class AskRecoveryForm(forms.Form):
    address = address_field()


class TicketForm(forms.Form):
    code = code_field(
        _("The code that you wrote down"),
        help_text=_("Six groups of four, from a week ago or more."),
    )


class AnewForm(ChecksNewPassword, forms.Form):
    new_password = new_password_field()

    def __init__(self, *args: Any, address: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known_address = address


class ChangePasswordForm(ChecksNewPassword, SensitiveForm):
    new_password = new_password_field()
    field_order = ("password", "new_password")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Your password until now")
        self.fields["password"].help_text = ""
        self.known_address = self.person.address


class ChangeAddressForm(SensitiveForm):
    address = forms.EmailField(
        label=_("New e-mail address"),
        help_text=_("To sign in with. Nothing is sent to it."),
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )
    field_order = ("address", "password")

    def clean_address(self) -> str:
        address = Person.objects.normalise(self.cleaned_data["address"])
        others = Person.objects.exclude(pk=self.person.pk)
        if others.filter(address=address).exists():
            raise forms.ValidationError(_("Another account here has this address."))
        return address


class AddAppForm(SensitiveForm):
    code = code_field(
        _("Six digits from your app"),
        help_text=_("They show that the app has the key now. They change every half minute."),
        is_number=True,
    )
    field_order = ("code", "password")

    def __init__(self, *args: Any, secret: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.secret = secret

    def clean(self) -> dict[str, Any]:
        """Try the code last: each works once, and a wrong password would waste it."""
        cleaned = super().clean()
        digits = "".join(cleaned.get("code", "").split())
        if not self.errors and not factors.fits_app(self.person, self.secret, digits):
            self.add_error(
                "code",
                _("These are not the digits for this key now. Wait for the next ones, then try."),
            )
        return cleaned


class AddKeyForm(SensitiveForm):
    credential = forms.CharField(widget=forms.HiddenInput, required=False)


class OldWordsForm(forms.Form):
    old_password = password_field(
        _("Old password, or the code of your old kit"),
        help_text=_("As it was before you began anew. Capitals count in a password."),
    )
