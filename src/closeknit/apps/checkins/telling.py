"""Say in words what was chosen beside the sentence."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from closeknit.apps.checkins.choices import Choices
from closeknit.apps.checkins.forms import STRENGTHS, TIMINGS, WISHES
from closeknit.apps.checkins.words import NO_ANSWER, WHEN_YOU_CAN, CheckInWords, SharedWords

Told = list[tuple[str | Promise, str | Promise]]


def told(words: Choices | CheckInWords) -> Told:
    """Return what its author chose, as pairs of a name and a value."""
    found: Told = []
    if words.strength:
        found.append((gettext_lazy("Strength"), dict(STRENGTHS)[str(words.strength)]))
    if words.wish:
        found.append((gettext_lazy("Wish"), dict(WISHES).get(words.wish, "")))
    if words.timing:
        found.append((gettext_lazy("Answer"), dict(TIMINGS).get(words.timing, "")))
    return found


def wished(words: SharedWords, name: str) -> list[str]:
    """Return what the other asks for, in whole sentences."""
    wishes = {
        "company": _("%(name)s wishes for company."),
        "ideas": _("%(name)s wishes for ideas."),
        "hug": _("%(name)s wishes for a hug."),
        "alone": _("%(name)s wishes for time alone."),
        "nothing": _("%(name)s wishes for nothing, only that you know."),
    }
    timings = {NO_ANSWER: _("No answer needed."), WHEN_YOU_CAN: _("An answer when you can.")}
    said = [wishes.get(words.wish, "") % {"name": name}, timings.get(words.timing, "")]
    return [one for one in said if one]
