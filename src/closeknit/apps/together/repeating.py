"""How a ritual repeats: the few choices of a form as RFC 5545 rules, and back into words."""

from datetime import date

from django.utils.dates import WEEKDAYS
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from closeknit.apps.together.words import Timing

ONCE, DAILY, WEEKLY, FORTNIGHTLY, MONTHLY = "once", "daily", "weekly", "fortnightly", "monthly"
CHOICES: list[tuple[str, Promise]] = [
    (WEEKLY, gettext_lazy("Every week")),
    (FORTNIGHTLY, gettext_lazy("Every two weeks")),
    (MONTHLY, gettext_lazy("Once a month, on such a weekday")),
    (DAILY, gettext_lazy("Every day")),
    (ONCE, gettext_lazy("Only once")),
]
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WEEK = 7


def rule_of(how: str, days: list[int], first: date) -> str:
    """Return the rule of a choice; without chosen days the first day's weekday counts."""
    names = ",".join(DAYS[day] for day in sorted(set(days) | {first.weekday()}))
    number = (first.day - 1) // _WEEK + 1
    return {
        DAILY: "FREQ=DAILY",
        WEEKLY: f"FREQ=WEEKLY;BYDAY={names}",
        FORTNIGHTLY: f"FREQ=WEEKLY;INTERVAL=2;BYDAY={names}",
        # Not every month has a fifth Sunday; each has a last one.
        MONTHLY: f"FREQ=MONTHLY;BYDAY={DAYS[first.weekday()]};BYSETPOS="
        + (str(number) if number <= 4 else "-1"),  # noqa: PLR2004  # weeks that each month has
    }.get(how, "")


def choice_of(rule: str) -> tuple[str, list[int]]:
    """Return the choice and the days that made a rule."""
    parts = dict(part.split("=", 1) for part in rule.split(";") if "=" in part)
    days = [DAYS.index(day) for day in parts.get("BYDAY", "").split(",") if day in DAYS]
    how = {"DAILY": DAILY, "WEEKLY": WEEKLY, "MONTHLY": MONTHLY}.get(parts.get("FREQ", ""), ONCE)
    return (FORTNIGHTLY if parts.get("INTERVAL") == "2" else how), days


def in_words(timing: Timing) -> str:
    """Say how it repeats: "Every week on Monday and Thursday"."""
    how, days = choice_of(timing.rule)
    names = " · ".join(str(WEEKDAYS[day]) for day in days)
    return {
        DAILY: _("Every day"),
        WEEKLY: _("Every week: %(days)s") % {"days": names},
        FORTNIGHTLY: _("Every two weeks: %(days)s") % {"days": names},
        MONTHLY: _("Once a month, on a %(days)s") % {"days": names},
    }.get(how, _("Once"))
