"""Tell the story through the services that pages use, then set its days and times back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.utils import timezone

from closeknit.apps.checkins import answering, choices, coach, sharing
from closeknit.apps.checkins.models import Mend, Reply, SharedCheckIn
from closeknit.apps.checkins.words import (
    CANNOT,
    COME_AT,
    HEARD,
    NAMED,
    NOT_NOW,
    CheckInWords,
    ReplyWords,
    SharedWords,
)
from closeknit.apps.people import aside
from closeknit.apps.people.models import Bond
from closeknit.apps.people.unlocked import Unlocked
from closeknit.apps.questions import answers, choosing, journal, memory, tonight
from closeknit.apps.questions.models import Answer, Opening, Response
from closeknit.apps.questions.openings import NEWS_DAYS
from closeknit.apps.questions.words import JournalWords, QuestionWords
from closeknit.keys import Key
from closeknit.site.demo import story
from closeknit.site.demo.calendar import Calendar


@dataclass(frozen=True)
class Telling:
    people: Mapping[str, Unlocked]
    bond: Bond
    calendar: Calendar

    @property
    def bond_key(self) -> Key:
        return self.people[story.PAIR[0]].bond_key

    def check_ins(self, kept: Sequence[story.CheckIn], mends: Sequence[story.Said]) -> None:
        for one in kept:
            self._check_in(one)
        for mend in mends:
            self._mend(mend)

    def questions(self, opened: Sequence[story.Question], current: story.Question) -> None:
        for one in opened:
            self._opened(one)
        self._question(current)

    def journal(self, entries: Sequence[story.Entry]) -> None:
        for one in entries:
            me = self.people[one.said.by]
            question = choosing.known().get(one.question)
            asked, at = question.text if question else "", self._at(one.said)
            words = JournalWords(one.question, asked, one.said.text, at.isoformat())
            journal.keep(me, words, uuid4(), at.date())
            memory.remember(memory.own(me), one.question)

    def _check_in(self, told: story.CheckIn) -> None:
        me = self.people[told.said.by]
        row = sharing.keep(me, uuid4(), _words(told))
        self._set_back(row, me.key, told.said)
        shared = sharing.share(me, row, row.open(me.key)) if told.is_shared else None
        if shared is not None:
            self._set_back(shared, self.bond_key, told.said)
            for reply in told.replies:
                self._reply(shared, reply)

    def _reply(self, shared: SharedCheckIn, told: story.Reply) -> None:
        words = _reply_words(told, shared.open(self.bond_key))
        row = self._answer(shared, told.said, words)
        for one in told.answers:
            self._answer(shared, one, answering.in_words(one.text), row)
        for mend in told.mends:
            self._mend(mend, row)

    def _answer(
        self,
        shared: SharedCheckIn,
        said: story.Said,
        words: ReplyWords,
        parent: Reply | None = None,
    ) -> Reply:
        pk = uuid4()
        answering.answer(self.people[said.by], shared, pk, words, parent)
        row = Reply.objects.get(pk=pk)
        self._set_back(row, self.bond_key, said)
        self._seen(f"reply:{pk}", said)
        return row

    def _mend(self, said: story.Said, reply: Reply | None = None) -> None:
        pk = uuid4()
        answering.mend(self.people[said.by], pk, said.text, reply)
        self._set_back(Mend.objects.get(pk=pk), self.bond_key, said)
        self._seen(f"mend:{pk}", said)

    def _seen(self, mark: str, said: story.Said) -> None:
        """Take what came on an earlier day off the other's Today."""
        if 0 < said.ago <= NEWS_DAYS:
            aside.put(self.people[story.other(said.by)], mark)

    def _opened(self, told: story.Question) -> None:
        opening = self._question(told)
        for said in told.responses:
            pk = uuid4()
            answers.respond(self.people[said.by], opening, pk, said.text)
            self._set_back(Response.objects.get(pk=pk), self.bond_key, said)
        days = sorted(self._at(said).date() for said in told.answers)
        Opening.objects.filter(pk=opening.pk).update(day=days[0], opened_on=days[-1])
        self._put_aside(opening, told)

    def _question(self, told: story.Question) -> Opening:
        """Put a question to both and let each answer it; the second answer opens both."""
        opening = Opening.create_sealed(
            self.bond_key, self._asked(told), bond=self.bond, day=timezone.localdate()
        )
        for said in told.answers:
            pk = uuid4()
            new = answers.Written(id=pk, text=said.text, released=True)
            answers.write(self.people[said.by], opening, new)
            self._set_back(Answer.objects.get(pk=pk), self.bond_key, said)
        return opening

    def _asked(self, told: story.Question) -> QuestionWords:
        if told.asked_by:
            return QuestionWords(
                "", told.text, depth=1, author=str(self.people[told.asked_by].person.pk)
            )
        return choosing.as_words(choosing.known()[told.id])

    def _put_aside(self, opening: Opening, told: story.Question) -> None:
        """Whoever wrote last has seen the rest; the other finds it on Today."""
        latest = max((*told.answers, *told.responses), key=self._at)
        is_news = latest.ago <= NEWS_DAYS
        for name in story.PAIR if is_news else ():
            if name == latest.by or latest.ago > 1:
                tonight.put_aside(self.people[name], opening)

    def _set_back(self, row: Any, key: Key, said: story.Said) -> None:
        at = self._at(said)
        row.day = at.date()
        row.seal(key, replace(row.open(key), at=at.isoformat())).save_sealed("day")

    def _at(self, said: story.Said) -> datetime:
        return self.calendar.at(said.ago, said.time)


def _words(told: story.CheckIn) -> CheckInWords:
    if told.kind != NAMED:
        return choices.plain_answer(told.kind)
    chosen = choices.Choices(**told.chosen)
    chosen = replace(chosen, feelings=tuple(chosen.feelings))
    return choices.as_words(chosen, chosen.wording)


def _reply_words(told: story.Reply, to: SharedWords) -> ReplyWords:
    if told.move == HEARD:
        return answering.in_words(coach.heard(to), HEARD)
    if told.move == COME_AT:
        return answering.come_at(told.until)
    if told.move == NOT_NOW:
        return answering.not_now(told.until)
    if told.move == CANNOT and not told.said.text:
        return answering.cannot()
    return answering.in_words(told.said.text, told.move)
