"""Form fields for words."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from closeknit.domain.text import tidy

LONGEST = 4000


class WordsField(forms.CharField):
    """Free text of up to 4,000 characters. What is too long comes back whole, to be shortened."""

    widget: Any = forms.Textarea(attrs={"rows": 4})

    def __init__(self, *, longest: int = LONGEST, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.longest = longest

    def to_python(self, value: Any) -> str:
        return tidy(super().to_python(value) or "")

    def validate(self, value: str) -> None:
        super().validate(value)
        if len(value) > self.longest:
            raise ValidationError(
                _("These are %(length)s characters. Up to %(longest)s fit; shorten it a little."),
                params={"length": len(value), "longest": self.longest},
            )


class LineField(WordsField):
    """One line of text, such as a name."""

    widget = forms.TextInput

    def __init__(self, *, longest: int = 60, **kwargs: Any) -> None:
        super().__init__(longest=longest, **kwargs)

    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).split())
