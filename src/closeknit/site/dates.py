"""Days as each language writes them, for every template: `{{ day|dated:"weekday" }}`."""

from datetime import date, datetime

from django import template
from django.utils import dateformat, timezone
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

register = template.Library()

# Translated like any text: they are Django's letters for dates.
FORMATS: dict[str, Promise] = {
    "long": pgettext_lazy("date format", "j F Y"),
    "short": pgettext_lazy("date format", "j M Y"),
    "day": pgettext_lazy("date format", "j F"),
    "month": pgettext_lazy("date format", "F Y"),
    "weekday": pgettext_lazy("date format", "l, j F"),
    "full": pgettext_lazy("date format", "l, j F Y"),
    "brief": pgettext_lazy("date format", "D, j M"),
}


@register.filter
def dated(value: date | None, form: str = "long") -> str:
    """Return a day in words; nothing for None. A time is that of the reader's clock."""
    if value is None or value == "":
        return ""
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return dateformat.format(value, str(FORMATS[form]))
