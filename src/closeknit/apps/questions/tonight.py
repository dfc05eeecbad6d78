"""What a person finds at Ask, and the one card that Ask may lay on Today."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from closeknit.apps.people import aside
from closeknit.apps.people.parts import QUESTION, Card
from closeknit.apps.people.unlocked import Unlocked
from closeknit.apps.questions import choosing, memory, openings
from closeknit.apps.questions.models import Answer, Opening
from closeknit.apps.questions.reading import asker, own_answer_in, question_in
from closeknit.apps.questions.words import QuestionWords, WrittenWords

if TYPE_CHECKING:
    from closeknit.content import Question


# For so long the first question waits on any evening, until it is open.
BEGINNING = timedelta(days=7)


@dataclass(frozen=True)
class Tonight:
    """The question before two people, as one of them sees it."""

    is_evening: bool
    is_first: bool = False
    not_today: bool = False
    opening: Opening | None = None
    words: QuestionWords | None = None
    asked_by: str = ""
    is_withheld: bool = False
    answer: Answer | None = None
    written: WrittenWords | None = None
    opened: Opening | None = None
    next_evening: date | None = None

    @property
    def question(self) -> str:
        return choosing.in_my_language(self.words) if self.words else ""

    @property
    def known(self) -> "Question | None":
        return choosing.question_of(self.words)

    @property
    def state(self) -> str:
        """Name what the page says: each state has a template of this name."""
        if self.opening is None:
            return "done" if self.opened else "none"
        if self.answer is not None:
            return "written"
        if self.words is None:
            return "broken"
        if self.is_withheld:
            return "withheld"
        return "resting" if self.not_today else "question"


def for_two(me: Unlocked, today: date, found: list[Opening] | None = None) -> Tonight:
    found = list(openings.around(me, today)) if found is None else found
    opening = openings.current(me, found, today)
    usual = Tonight(
        is_evening=choosing.is_evening(me, today),
        is_first=_is_first(me, found, today),
        not_today=memory.recall(memory.own(me)).not_today == today.isoformat(),
        opened=next((one for one in found if one.opened_on and one.opened_on >= today), None),
        next_evening=choosing.next_evening(me, today),
    )
    return _with_question(me, usual, opening) if opening else _with_opened(me, usual)


def for_one(me: Unlocked) -> "Question | None":
    return choosing.for_one(me, memory.recall(memory.own(me)))


def card(me: Unlocked) -> Card | None:
    today = timezone.localdate()
    return _card_alone(me, today) if choosing.is_alone(me) else _card_for_two(me, today)


def put_aside(me: Unlocked, opening: Opening) -> None:
    """Take an opened question off my Today until something is added to it."""
    found = openings.around(me, timezone.localdate()).filter(pk=opening.pk).first()
    if found is not None:
        aside.put(me, _mark(found))


def _with_question(me: Unlocked, usual: Tonight, opening: Opening) -> Tonight:
    bond = opening.bond
    words = question_in(me, bond, opening)
    # A question that was put just now says nothing of it.
    is_written = getattr(opening, "is_written", True)
    waiting = Answer.objects.waiting(me.person).filter(opening=opening)
    answer = waiting.first() if is_written else None
    return replace(
        usual,
        opening=opening,
        words=words,
        asked_by=asker(me, words),
        answer=answer,
        written=own_answer_in(me, bond, answer) if answer else None,
        # What I chose to leave out is not shown to me; to the other it looks like no answer yet.
        is_withheld=answer is None and words is not None and not choosing.suits_me(me, words),
    )


def _with_opened(me: Unlocked, usual: Tonight) -> Tonight:
    if usual.opened is None:
        return usual
    return replace(usual, words=question_in(me, usual.opened.bond, usual.opened))


def _card_alone(me: Unlocked, today: date) -> Card | None:
    mine = memory.recall(memory.own(me))
    is_evening = choosing.is_evening(me, today)
    if not is_evening or today.isoformat() in {mine.not_today, mine.wrote_on}:
        return None
    question = choosing.for_one(me, mine)
    return (
        Card("questions/_card_alone.html", QUESTION, {"question": question}, is_daily=True)
        if question
        else None
    )


def _card_for_two(me: Unlocked, today: date) -> Card | None:
    found = list(openings.around(me, today))
    news = [one for one in found if one.opened_on and not aside.is_put(me, _mark(one))]
    if news:
        return _card_opened(me, news[0], today)
    if not choosing.is_evening(me, today) and not _is_first(me, found, today):
        return None
    tonight = for_two(me, today, found)
    if tonight.state != "question":
        return None
    context = {"tonight": tonight, "partner": me.partner}
    return Card("questions/_card.html", QUESTION, context, is_daily=True)


def _is_first(me: Unlocked, found: list[Opening], today: date) -> bool:
    """Tell whether two who have just begun still have their first question before them."""
    if me.bond is None or today - me.bond.began >= BEGINNING:
        return False
    # In so young a bond all that was opened is among the news.
    return not any(one.opened_on for one in found)


def _card_opened(me: Unlocked, opening: Opening, today: date) -> Card:
    words = question_in(me, opening.bond, opening)
    context = {
        "opening": opening,
        "question": choosing.in_my_language(words) if words else "",
        "has_more": _theirs(opening) > 0,
        "has_question": opening.opened_on != today and choosing.is_evening(me, today),
        "partner": me.partner,
    }
    return Card("questions/_card_opened.html", QUESTION, context)


def _mark(opening: Opening) -> str:
    """Name an opened question together with how much of the other's stands under it now."""
    return f"opened:{opening.pk}:{_theirs(opening)}"


def _theirs(opening: Opening) -> int:
    return getattr(opening, "theirs", 0)
