"""From what somebody would ask to three questions that go deeper on the same subject."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language

from closeknit.apps.people import coaching
from closeknit.apps.people.unlocked import Unlocked
from closeknit.apps.questions import choosing
from closeknit.content import Question, library
from closeknit.domain import questions as domain
from closeknit.domain.likeness import likeness


@dataclass(frozen=True)
class Offered:
    """A question, and in half a sentence why it goes deeper; empty where it only goes as deep."""

    question: Question
    reason: str


def offers(me: Unlocked, text: str) -> list[Offered]:
    """Return up to three questions, a level apart.

    My own limits apply and nobody else's: what is missing must not tell what the other left out.
    """
    allowed = [one for one in choosing.known().values() if _suits(me, one)]
    level, alike = _read(me, text, [one.text for one in allowed])
    by_id = {one.id: value for one, value in zip(allowed, alike, strict=True)}
    content = library(get_language() or "en")
    return [
        Offered(one, content.reason_for(one) if one.depth > level else "")
        for one in domain.deeper(allowed, level, by_id)
    ]


def _read(me: Unlocked, text: str, others: Sequence[str]) -> tuple[int, Sequence[float]]:
    reader = coaching.reader(me, text)
    if reader is None:
        # Without the coach nobody knows how deep it goes; most of what is typed here is light.
        return domain.LIGHTEST, likeness(text, others)
    return reader.level(text), reader.shelf(others).likeness(text)


def _suits(me: Unlocked, question: Question) -> bool:
    alone = choosing.is_alone(me)
    return (question.alone or not alone) and choosing.suits_me(me, choosing.as_words(question))
