"""Choose a question that suits both people, or one alone. Nobody sees whose limit applied."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import get_language

from closeknit.apps.people.unlocked import Unlocked
from closeknit.apps.people.words import Profile
from closeknit.apps.questions.models import JournalEntry, Opening
from closeknit.apps.questions.words import Memory, QuestionWords
from closeknit.content import library
from closeknit.domain import questions as domain

if TYPE_CHECKING:
    from closeknit.content import Question

A_WEEK = 7


def for_both(me: Unlocked, memory: Memory, at_most: int = domain.DEEPEST) -> QuestionWords | None:
    """Return the next question for the bond, none deeper than either of the two wants."""
    own, other = me.settings, me.partner or Profile()
    opened = Opening.objects.opened().filter(bond=me.bond).count()
    found = domain.choose(
        known().values(),
        stage=_common_stage(own.stage, other.stage),
        depth=min(domain.wanted_depth(opened), at_most),
        ceilings=[own.ceiling, other.ceiling, at_most],
        off_tags={*own.tags_off, *other.tags_off},
        asked=memory.asked,
        seed=_seed(me.bond_key.owner, memory),
    )
    return as_words(found) if found else None


def for_one(me: Unlocked, memory: Memory) -> "Question | None":
    """Return the next question that works as a journal prompt for me."""
    own = me.settings
    at_most = memory.at_most or domain.DEEPEST
    # For one's own journal the first need not be light.
    written = JournalEntry.objects.filter(person=me.person).count() + 1
    return domain.choose(
        known().values(),
        stage=own.stage or None,
        depth=min(domain.wanted_depth(written), at_most),
        ceilings=[own.ceiling, at_most],
        off_tags=set(own.tags_off),
        asked=memory.asked,
        seed=_seed(me.person.pk, memory),
        alone=True,
    )


def suits_me(me: Unlocked, words: QuestionWords) -> bool:
    """Tell whether my own limits, as they are now, still allow this question."""
    question = known().get(words.question)
    if question is None:
        return True
    own = me.settings
    return question.depth <= own.ceiling and set(own.tags_off).isdisjoint(question.tags)


def as_words(question: "Question") -> QuestionWords:
    return QuestionWords(question.id, question.text, question.depth, question.pillar)


def in_my_language(words: QuestionWords) -> str:
    """Return the question as its reader's language has it."""
    question = known().get(words.question)
    return question.text if question else words.text


def prompt(name: str) -> str:
    """Return the words of a question, or of a journey's step that asks for a quiet page."""
    if (question := known().get(name)) is not None:
        return question.text
    step = library(get_language() or "en").steps.get(name)
    return step.text if step and step.door.place == "reflection" else ""


def question_of(words: QuestionWords | None) -> "Question | None":
    """Return the question as our library has it; None where it is one of their own."""
    return known().get(words.question) if words else None


def known() -> "Mapping[str, Question]":
    return library(get_language() or "en").questions


def is_alone(me: Unlocked) -> bool:
    """Tell whether I go on alone: without a bond, or until its key is given back to me."""
    return me.bond is None or me.waits_for_key


def is_evening(me: Unlocked, today: date) -> bool:
    """Tell whether today brings me a question; the other's wish would show if it counted."""
    return domain.evenings(today.weekday(), me.settings.evenings)


def next_evening(me: Unlocked, today: date) -> date | None:
    ahead = (today + timedelta(days=days) for days in range(1, A_WEEK + 1))
    return next((day for day in ahead if is_evening(me, day)), None)


def _common_stage(mine: str, theirs: str) -> str | None:
    said = {mine, theirs} - {""}
    return said.pop() if len(said) == 1 else None


def _seed(owner: object, memory: Memory) -> str:
    return f"{owner}:{len(memory.asked)}:{memory.asked[-1] if memory.asked else ''}"
