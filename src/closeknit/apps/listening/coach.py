"""What is privately said about a reflection before it is sent, and never kept."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from closeknit import coach
from closeknit.apps.listening.protocols import my_library
from closeknit.apps.people.unlocked import Unlocked
from closeknit.content import ENGLISH
from closeknit.domain import replies

_REMARKS: dict[str, Promise] = {
    replies.ADVISE: _("This offers a solution. In this step {name} hears first what arrived."),
    replies.JUDGE: _("This may read as a verdict. In this step {name} hears first what arrived."),
    replies.DISMISS: _(
        "This may read as if it weighed little. In this step {name} hears first what arrived."
    ),
}


def remark(me: Unlocked, text: str, to: str, name: str) -> str:
    """Return one quiet remark on a reflection, or nothing when it gives back what was said."""
    hurries = _hurries(text, to) if me.settings.coach else ""
    return str(_REMARKS[hurries]).format(name=name) if hurries else ""


def _hurries(text: str, to: str) -> str:
    read = coach.reflection(text, to)
    if read is not None:
        return read.hurries
    # Rules for English find nothing true in other languages.
    if coach.is_other(text) and my_library().language == ENGLISH:
        return ""
    return replies.hurried(dict.fromkeys(replies.moves(text, my_library().cues), 1.0))
