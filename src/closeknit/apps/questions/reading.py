"""Open what a person may read; what does not open is None, and its page says so."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch

from closeknit.apps.people.between import others_name
from closeknit.apps.people.models import Bond
from closeknit.apps.people.unlocked import Unlocked
from closeknit.apps.questions.choosing import in_my_language, question_of
from closeknit.apps.questions.models import (
    Answer,
    JournalEntry,
    Opening,
    OpeningQuerySet,
    Response,
)
from closeknit.apps.questions.words import JournalWords, QuestionWords, WrittenWords
from closeknit.domain.questions import PARTNERS, readable_answers


@dataclass(frozen=True)
class Voice:
    """What one of the two wrote, as the reader sees it; no text where it does not open."""

    is_mine: bool
    name: str
    text: str | None
    at: str
    row: Answer | Response


@dataclass(frozen=True)
class Opened:
    """An opened question with all that its reader may see."""

    opening: Opening
    words: QuestionWords | None
    question: str
    other: str
    answers: list[Voice]
    responses: list[Voice]

    @property
    def follow_ups(self) -> tuple[str, ...]:
        """Return what could be asked next, where the question is one of ours."""
        question = question_of(self.words)
        return question.follow_ups if question else ()

    @property
    def has_mine(self) -> bool:
        return any(voice.is_mine for voice in self.answers)

    @property
    def is_whole(self) -> bool:
        return len(self.answers) == PARTNERS


def question_in(me: Unlocked, bond: Bond, opening: Opening) -> QuestionWords | None:
    key = me.bond_keys(bond).get(opening.key_version)
    return opening.open_or_none(key) if key else None


def own_answer_in(me: Unlocked, bond: Bond, answer: Answer) -> WrittenWords | None:
    """Open an answer of mine: with the bond's key once released, with mine until then."""
    keys = me.bond_keys(bond) if answer.released else me.keys
    key = keys.get(answer.key_version)
    return answer.open_or_none(key) if key else None


def entry_in(me: Unlocked, entry: JournalEntry) -> JournalWords | None:
    key = me.keys.get(entry.key_version)
    return entry.open_or_none(key) if key else None


def opened_page(me: Unlocked, bond: Bond, opening: Opening) -> Opened:
    """Return both answers of an opened question and what was added to them."""
    return opened_pages(me, bond, Opening.objects.filter(pk=opening.pk))[0]


def opened_pages(me: Unlocked, bond: Bond, openings: OpeningQuerySet) -> list[Opened]:
    """Return opened questions of one bond, in four queries however many they are."""
    readable = Prefetch("answers", Answer.objects.readable_by(me.person))
    other = others_name(me, bond)
    return [
        _opened(me, bond, opening, other)
        for opening in openings.opened().prefetch_related(readable, "responses")
    ]


def asker(me: Unlocked, words: QuestionWords | None) -> str:
    """Tell who asked one of our own: "me", "other", or nobody."""
    if words is None or not words.is_own:
        return ""
    return "me" if is_own_of(words, me.person.pk) else "other"


def is_own_of(words: QuestionWords, author: UUID) -> bool:
    return words.is_own and words.author == str(author)


def _opened(me: Unlocked, bond: Bond, opening: Opening, other: str) -> Opened:
    written = {row.author_id: _voice(me, bond, row, other) for row in opening.answers.all()}
    readable = readable_answers(
        {author: voice.at for author, voice in written.items()}, me.person.pk
    )
    words = question_in(me, bond, opening)
    return Opened(
        opening=opening,
        words=words,
        question=in_my_language(words) if words else "",
        other=other,
        answers=sorted((written[one] for one in readable), key=lambda voice: not voice.is_mine),
        responses=sorted(
            (_voice(me, bond, row, other) for row in opening.responses.all()),
            key=lambda voice: (voice.row.day, voice.at),
        ),
    )


def _voice(me: Unlocked, bond: Bond, row: Answer | Response, other: str) -> Voice:
    key = me.bond_keys(bond).get(row.key_version)
    words = row.open_or_none(key) if key else None
    is_mine = row.author_id == me.person.pk
    name = me.name if is_mine else other
    return Voice(is_mine, name, words.text if words else None, words.at if words else "", row)
