"""Write, release and take back an answer; the second release opens both."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from closeknit.apps.notices.kinds import CAME
from closeknit.apps.notices.telling import tell_other
from closeknit.apps.people.between import living_bond_or_404
from closeknit.apps.people.unlocked import Unlocked
from closeknit.apps.questions import journal, memory
from closeknit.apps.questions.models import Answer, Opening, Response
from closeknit.apps.questions.reading import own_answer_in, question_in
from closeknit.apps.questions.words import WrittenWords
from closeknit.domain.questions import PARTNERS
from closeknit.keys import CannotOpen, Stale


class QuestionIsOver(Exception):
    """Another question has taken its place, or its seven days are over."""


class AlreadyOpen(Exception):
    """Both answers are open, so neither changes any more."""


@dataclass(frozen=True)
class Written:
    """What a person sends: the words, whether they may open, and which wording they replace."""

    id: UUID
    text: str
    released: bool
    over: int | None = None


@transaction.atomic
def write(me: Unlocked, opening: Opening, new: Written) -> None:
    """Seal my answer and open both if it is the second one released."""
    locked = _locked_for_words(opening)
    mine = Answer.objects.filter(opening=locked, author=me.person).first()
    if mine is None:
        _create(me, locked, new)
    elif not _is_written_already(me, mine, locked, new):
        _rewrite(me, mine, new)
    _open_if_both(me, locked)


@transaction.atomic
def release(me: Unlocked, opening: Opening) -> None:
    """Let my answer open together with the other's."""
    locked = _locked_for_words(opening)
    mine = Answer.objects.filter(opening=locked, author=me.person, released=False).first()
    if mine is None:
        return
    words = own_answer_in(me, locked.bond, mine)
    if words is None:
        raise CannotOpen("This answer does not open with its author's key.")
    _seal(me, mine, words, released=True)
    _open_if_both(me, locked)


@transaction.atomic
def take_back(me: Unlocked, opening: Opening) -> str:
    """Delete my answer, unseen, and return its words."""
    locked = _locked(opening)
    mine = Answer.objects.waiting(me.person).filter(opening=locked).first()
    if mine is None:
        return ""
    words = own_answer_in(me, locked.bond, mine)
    mine.delete()
    return words.text if words else ""


@transaction.atomic
def withdraw(me: Unlocked, opening: Opening) -> None:
    """Move my part of an opened question into my journal; the other reads it no more."""
    mine = Answer.objects.filter(opening=_locked(opening), author=me.person)
    for answer in mine.select_related("opening__bond"):
        journal.copy(me, answer, own_answer_in(me, answer.opening.bond, answer))
        answer.delete()


@transaction.atomic
def respond(me: Unlocked, opening: Opening, wished_id: UUID, text: str) -> None:
    """Answer an answer. A form that is sent twice adds one."""
    living_bond_or_404(me)
    there = Response.objects.filter(pk=wished_id).first()
    if there is not None and there.author_id == me.person.pk and _says(me, there, text):
        return
    new = Response.create_sealed(
        me.bond_key,
        WrittenWords(text, timezone.now().isoformat()),
        id=uuid4() if there else wished_id,
        opening=opening,
        author=me.person,
        day=timezone.localdate(),
    )
    tell_other(me, CAME, new)


def _says(me: Unlocked, response: Response, text: str) -> bool:
    said = response.open_or_none(me.bond_key)
    return said is not None and said.text == text


def _locked(opening: Opening) -> Opening:
    found = Opening.objects.select_for_update().filter(pk=opening.pk).first()
    if found is None:
        raise QuestionIsOver
    found.bond = opening.bond
    return found


def _locked_for_words(opening: Opening) -> Opening:
    locked = _locked(opening)
    if locked.is_opened:
        raise AlreadyOpen
    if not locked.takes_answers():
        raise QuestionIsOver
    return locked


def _create(me: Unlocked, opening: Opening, new: Written) -> None:
    taken = Answer.objects.filter(pk=new.id).exists()
    Answer.create_sealed(
        me.bond_key if new.released else me.key,
        WrittenWords(new.text, timezone.now().isoformat()),
        id=uuid4() if taken else new.id,
        opening=opening,
        author=me.person,
        released=new.released,
        day=timezone.localdate(),
    )


def _is_written_already(me: Unlocked, mine: Answer, opening: Opening, new: Written) -> bool:
    words = own_answer_in(me, opening.bond, mine)
    return words is not None and words.text == new.text and mine.released == new.released


def _rewrite(me: Unlocked, mine: Answer, new: Written) -> None:
    if mine.revision != new.over:
        raise Stale("This answer was changed somewhere else in the meantime.")
    _seal(me, mine, WrittenWords(new.text, timezone.now().isoformat()), released=new.released)


def _seal(me: Unlocked, mine: Answer, words: WrittenWords, *, released: bool) -> None:
    mine.released = released
    mine.seal(me.bond_key if released else me.key, words).save_sealed("released")


def _open_if_both(me: Unlocked, opening: Opening) -> None:
    if opening.answers.filter(released=True).count() < PARTNERS:
        return
    opening.opened_on, opening.is_current = timezone.localdate(), False
    opening.save(update_fields=["opened_on", "is_current"])
    tell_other(me, CAME, opening)
    words = question_in(me, opening.bond, opening)
    memory.remember(memory.shared(me), words.question if words else "")
