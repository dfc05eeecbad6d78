"""A person's journal: questions answered for oneself, and answers that never opened."""

from datetime import date
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from closeknit.apps.people.unlocked import Unlocked
from closeknit.apps.questions import choosing, memory
from closeknit.apps.questions.models import Answer, JournalEntry, Opening, Response
from closeknit.apps.questions.reading import own_answer_in, question_in
from closeknit.apps.questions.words import JournalWords, QuestionWords, WrittenWords
from closeknit.domain.questions import lighter
from closeknit.keys import sealing


def keep(me: Unlocked, words: JournalWords, wished_id: UUID, day: date | None = None) -> None:
    """Seal an entry under my own key; a form that is sent twice makes one entry."""
    there = JournalEntry.objects.filter(pk=wished_id).first()
    if there is not None and there.person_id == me.person.pk and _says(me, there, words):
        return
    JournalEntry.create_sealed(
        me.key,
        words,
        id=uuid4() if there else wished_id,
        person=me.person,
        day=day or timezone.localdate(),
    )


def _says(me: Unlocked, entry: JournalEntry, words: JournalWords) -> bool:
    key = me.keys.get(entry.key_version)
    kept = entry.open_or_none(key) if key else None
    return kept is not None and kept.answer == words.answer


@transaction.atomic
def write(me: Unlocked, wished_id: UUID, question_id: str, text: str) -> None:
    """Keep an entry to one of the questions, and let the next one come."""
    asked = choosing.prompt(question_id)
    known = question_id if question_id in choosing.known() else ""
    now, today = timezone.now().isoformat(), timezone.localdate().isoformat()
    keep(me, JournalWords(known, asked, text, now), wished_id)
    memory.remember(memory.own(me), known, wrote_on=today, at_most=0)


def pass_over(me: Unlocked, question_id: str, *, is_lighter_wished: bool) -> None:
    """Let another question come, unless this one was passed over already."""
    question = choosing.for_one(me, memory.recall(memory.own(me)))
    if question is None or question.id != question_id:
        return
    wish = {"at_most": lighter(question.depth)} if is_lighter_wished else {}
    memory.remember(memory.own(me), question_id, **wish)


def not_today(me: Unlocked) -> None:
    memory.remember(memory.own(me), not_today=timezone.localdate().isoformat())


def settle(me: Unlocked) -> None:
    """Move my answers that can no longer open into my journal, wherever they lie."""
    today = timezone.localdate()
    waiting = Answer.objects.waiting(me.person).select_related("opening__bond")
    for answer in waiting:
        if is_over(answer.opening, today):
            _move(me, answer.pk, today)


def is_over(opening: Opening, today: date) -> bool:
    has_ended = opening.bond.ended_on is not None
    return has_ended or not opening.is_current or opening.has_lapsed(today)


def copy(me: Unlocked, row: Answer | Response, words: WrittenWords | None) -> bool:
    """Put words of mine into my journal, with their question; tell whether they could be read."""
    if words is None:
        return False
    asked = question_in(me, row.opening.bond, row.opening) or QuestionWords("", "")
    entry = JournalWords(asked.question, asked.text, words.text, words.at)
    keep(me, entry, _copy_id(me, row.pk), row.day)
    return True


def _copy_id(me: Unlocked, pk: UUID) -> UUID:
    # The same for the same words, so that they are copied once; nobody else can make it.
    return UUID(bytes=sealing.subkey(me.key.secret, f"journal copy of {pk}")[:16], version=4)


@transaction.atomic
def _move(me: Unlocked, pk: UUID, today: date) -> None:
    answers = Answer.objects.waiting(me.person).select_related("opening__bond")
    found = answers.select_for_update(of=("self", "opening")).filter(pk=pk).first()
    if found is None or not is_over(found.opening, today):
        return
    if copy(me, found, own_answer_in(me, found.opening.bond, found)):
        found.delete()
