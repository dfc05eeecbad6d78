"""Ask who is signed in for their password again, on the very form that needs it.

Nothing is set aside meanwhile: a form that arrives without the password is shown again, so no
word of it ever waits in a session.
"""

from typing import Any, cast

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from closeknit.apps.people import accounts
from closeknit.apps.people.accounts import Opened
from closeknit.apps.people.forms import password_field
from closeknit.apps.people.limits import SIGN_INS, TOO_OFTEN
from closeknit.apps.people.models import Person


def check(request: HttpRequest, form: forms.Form, field: str = "password") -> Opened | None:
    """Check the password of who is signed in, at the allowance of this session."""
    allowance = SIGN_INS.for_known_devices()
    session = f"session {request.session.session_key}"
    if allowance.is_used_up(session):
        form.add_error(None, TOO_OFTEN)
        return None
    opened = accounts.check_password(cast(Person, request.user), form.cleaned_data[field])
    if opened is None:
        allowance.count(session)
        form.add_error(field, _("This is not your password. Check it and try again."))
    else:
        allowance.forget(session)
    return opened


class SensitiveForm(forms.Form):
    """Something that opens words or changes who can open them: it asks for the password again."""

    password = password_field(
        gettext_lazy("Your password"),
        help_text=gettext_lazy("Asked once more, in case this phone is in other hands."),
    )

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        data = request.POST if request.method == "POST" else None
        super().__init__(data, *args, **kwargs)
        self.request = request
        self.person = cast(Person, request.user)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            check(self.request, self)
        return cleaned
