"""What people may be told of, each off until chosen. What is said holds no content and no name."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Kind:
    """A kind of notice: its bit in what was chosen, how it is offered, and what it says."""

    bit: int
    name: str
    label: Promise
    says: Promise


CAME = Kind(1, "came", _("Something came from your partner"), _("Something is waiting for you."))
ASKED = Kind(2, "asked", _("You are invited or asked"), _("Something is waiting for you."))
EVENING = Kind(4, "evening", _("An evening with a question"), _("There is a moment for you."))
WEEK = Kind(8, "week", _("Your week, once a week"), _("There is a minute for you."))
TIME = Kind(16, "time", _("A time that you two planned"), _("Something you planned is near."))
KINDS = (CAME, ASKED, EVENING, WEEK, TIME)
BY_BIT = {kind.bit: kind for kind in KINDS}
PUSH, MAIL = range(2)


def chosen(bits: int) -> list[str]:
    return [kind.name for kind in KINDS if bits & kind.bit]


def bits_of(names: list[str]) -> int:
    return sum(kind.bit for kind in KINDS if kind.name in names)
