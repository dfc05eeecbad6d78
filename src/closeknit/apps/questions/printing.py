"""Questions as cards on paper."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from closeknit.content import Question
from closeknit.paper import PAPERS, pdf

DEPTHS: dict[int, str | Promise] = {1: _("Light"), 2: _("Personal"), 3: _("Close"), 4: _("Deep")}


class PaperConverter:
    """A size of paper in an address."""

    regex = "|".join(PAPERS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


def answer(name: str, questions: Sequence[Question], file: str, paper: str) -> HttpResponse:
    """Return the cards as a file to keep or print."""
    made = pdf("cards", _data(name, questions), paper=paper, language=get_language() or "en")
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="closeknit-{file}-{paper}.pdf"'
    return response


def _data(name: str, questions: Sequence[Question]) -> dict[str, Any]:
    return {
        "title": gettext("Questions: %(subject)s") % {"subject": name},
        "deck": name,
        "plainly": gettext("Said plainly:"),
        "first": gettext("Lightly first:"),
        "then": gettext("Going on from there:"),
        "how": gettext("Fold along the dashed line, cut along the dotted ones."),
        "cards": [
            {
                "text": one.text,
                "depth": str(DEPTHS[one.depth]),
                "literal": one.literal,
                "lead_in": one.lead_in,
                "follow_ups": list(one.follow_ups),
            }
            for one in questions
        ],
    }
