"""From what somebody would ask to three questions that go deeper on the same subject."""

from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

from django.utils.translation import get_language

from closeknit.apps.people import coaching
from closeknit.apps.people.unlocked import Unlocked
from closeknit.apps.questions import choosing
from closeknit.content import Question, library
from closeknit.domain import questions as domain
from closeknit.domain.likeness import likeness

# So alike in letters are two wordings of one question.
_SAME = 0.6


@dataclass(frozen=True)
class Offered:
    """A question, and in half a sentence why it goes deeper; empty where it only goes as deep."""

    question: Question
    reason: str


def offers(me: Unlocked, text: str) -> list[Offered]:
    """Return up to three questions, a level apart.

    My own limits apply and nobody else's: what is missing must not tell what the other left out.
    """
    known = list(choosing.known().values())
    level, alike = _read(me, text, known)
    by_id = {one.id: value for one, value in zip(known, alike, strict=True)}
    allowed = [one for one in known if _suits(me, one) and _letters(one.text) != _letters(text)]
    return _with_reasons(domain.deeper(allowed, level, by_id), level)


def _with_reasons(found: Sequence[Question], level: int) -> list[Offered]:
    """Give each its reason, worded differently where several go equally deep."""
    content = library(get_language() or "en")
    at = crc32("".join(one.id for one in found).encode())
    offered = []
    for number, one in enumerate(found):
        reasons = content.reasons_for(one.depth) if one.depth > level else ()
        text = reasons[(at + number) % len(reasons)].text if reasons else ""
        offered.append(Offered(one, text))
    return offered


def _read(me: Unlocked, text: str, known: Sequence[Question]) -> tuple[int, Sequence[float]]:
    """Return how deep a text goes, and how alike each question that we know is.

    These are the same for everybody: the coach keeps them, and must not keep anybody's limits.
    """
    others = [one.text for one in known]
    reader = coaching.my_reader(me, text)
    if reader is None:
        alike = likeness(text, others)
        nearest, one = max(zip(alike, known, strict=True), key=lambda pair: pair[0])
        # Without the coach nobody knows how deep it goes; most of what is typed here is light.
        return (one.depth if nearest >= _SAME else domain.LIGHTEST), alike
    return reader.level(text), reader.shelf(others).likeness(text)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _suits(me: Unlocked, question: Question) -> bool:
    fits_stage = me.settings.stage in {"", *question.stages}
    fits_one = question.alone or not choosing.is_alone(me)
    return fits_stage and fits_one and choosing.suits_me(me, choosing.as_words(question))
