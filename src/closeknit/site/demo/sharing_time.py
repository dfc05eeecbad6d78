"""Let the demo pair have talked, planned, put their phones away and kept moments."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from closeknit.apps.listening import keeping, protocols, talks
from closeknit.apps.listening.models import AfterTalk, Takeaway
from closeknit.apps.listening.models import Said as SaidInTalk
from closeknit.apps.people import aside
from closeknit.apps.people.between import seat_of
from closeknit.apps.people.unlocked import Unlocked
from closeknit.apps.together import moments, phones, photos, repeating, rituals
from closeknit.apps.together.developing import develop
from closeknit.apps.together.meetings import WALL
from closeknit.apps.together.models import Felt, SharedMoment
from closeknit.apps.together.today import NEWS, moment_mark
from closeknit.apps.together.words import MINUTE, MomentWords, Timing
from closeknit.keys import Key
from closeknit.site.demo import story
from closeknit.site.demo.calendar import Calendar
from closeknit.site.demo.pictures import picture
from closeknit.site.demo.story import PAIR, Said


@dataclass(frozen=True)
class SharingTime:
    people: Mapping[str, Unlocked]
    calendar: Calendar

    def tell(
        self,
        planned: Iterable[story.Ritual],
        away: Iterable[story.Away],
        talked: Iterable[story.Talk],
        kept: Iterable[story.Moment],
    ) -> None:
        for ritual in planned:
            self._ritual(ritual)
        for time in away:
            self._away(time)
        for talk in talked:
            self._talk(talk)
        drawn: dict[str, moments.Laid] = {}
        for moment in kept:
            self._moment(moment, drawn)

    def _ritual(self, told: story.Ritual) -> None:
        me, other = self.people[told.said.by], self.people[told.agreed.by]
        first = self.calendar.at(told.first_ago, told.at)
        rule = repeating.rule_of(told.how, [], first.date())
        timing = Timing(first.strftime(WALL), me.person.zone, rule, told.minutes)
        row = rituals.propose(me, uuid4(), rituals.Proposal(told.what, timing, told.said.text))
        rituals.agree(other, row.pk)
        times = [self._at(told.said), self._at(told.agreed)]
        for number in range(1, told.moved + 1):
            # The second meeting, a day later than it was meant.
            weeks = 2 if told.how == repeating.FORTNIGHTLY else 1
            meant = first + timedelta(weeks=weeks * number)
            later = (meant + timedelta(days=1)).strftime(WALL)
            rituals.shift(me, row.pk, meant.strftime(WALL), later)
            times.append(meant - timedelta(hours=3))
        row.refresh_from_db()
        row.day = times[0].date()
        words = row.open(me.bond_key)
        lines = zip(words.history, times, strict=True)
        history = tuple((*line[:3], at.isoformat(timespec="seconds")) for line, at in lines)
        row.seal(me.bond_key, replace(words, history=history)).save_sealed("day")

    def _away(self, told: story.Away) -> None:
        me = self.people[told.said.by]
        row = phones.begin(me, uuid4(), told.minutes, at_one_phone=True)
        for name, one in self.people.items():
            phones.say(one, row.pk, told.sentences[name], told.felt[name])
        row.refresh_from_db()
        began = self._at(told.said)
        row.day, row.until = began.date(), began + timedelta(minutes=told.minutes)
        since = _milliseconds(began)
        words = replace(
            row.open(me.bond_key), asked=since, began=since, ended=since + told.minutes * MINUTE
        )
        row.seal(me.bond_key, words).save_sealed("day", "until")
        self._set_back(Felt.objects.filter(away=row), row.until)

    def _talk(self, told: story.Talk) -> None:
        me = self.people[told.said.by]
        way = protocols.way(me, told.protocol)
        assert way is not None, told.protocol  # noqa: S101  # the library has it
        first = seat_of(self.people[told.first])
        wish = talks.Wish(uuid4(), first, told.topic, in_writing=told.in_writing)
        row = talks.begin(me, way, wish)
        self._go_through(row, told)
        row.refresh_from_db()
        for taken in told.taken:
            by = self.people[taken.by]
            keeping.keep(by, row, taken.text, felt=taken.felt, is_shared=taken.shared)
        ended = self._at(max(told.written, key=self._at, default=told.said))
        began = self._at(told.said)
        words = replace(
            row.open(me.bond_key), began=began.isoformat(), touched=_milliseconds(ended)
        )
        row.day, row.until = began.date(), ended
        row.seal(me.bond_key, words).save_sealed("day", "until")
        rows = SaidInTalk.objects.filter(talk=row).order_by("visit")
        for said, at in zip(rows, map(self._at, told.written), strict=True):
            self._set_back([said], at)
        self._set_back(Takeaway.objects.filter(talk=row), ended)
        self._set_back(AfterTalk.objects.filter(talk=row), ended)

    def _go_through(self, row: Any, told: story.Talk) -> None:
        """Press and write until it is over, each whatever is theirs to do."""
        written = iter(told.written)
        by_seat = {seat_of(me): me for me in self.people.values()}
        other = self.people[story.other(told.said.by)]
        state = talks.press(other, row.pk, lambda talk: talk.accept(seat_of(other), talks.now_ms()))
        while not state.is_over:
            for seat, me in by_seat.items():
                visit = state.visit
                if told.in_writing and state.step.writes and seat == state.acting:
                    talks.write(me, row.pk, visit, next(written).text)
                elif state.acting is None:
                    talks.press(me, row.pk, _ready(seat, visit))
                elif seat == state.acting:
                    talks.press(me, row.pk, _done(seat, visit))
                row.refresh_from_db()
                state = talks.state_of(row, row.open(me.bond_key))

    def _moment(self, told: story.Moment, drawn: dict[str, moments.Laid]) -> None:
        me = self.people[told.said.by]
        at = self._at(told.said)
        on = (self.calendar.now - timedelta(days=told.on)).date().isoformat()
        row = moments.keep(me, uuid4(), MomentWords(told.kind, told.said.text, on, at.isoformat()))
        for name, caption in told.photos if photos.are_kept() else ():
            if name not in drawn:
                drawn[name] = moments.Laid(develop(picture(name)))
            moments.lay(me, row.pk, replace(drawn[name], caption=caption))
        row.refresh_from_db()
        row.day = at.date()
        row.save(update_fields=["day"])
        if not told.is_shared:
            return
        moments.share(me, row.pk)
        SharedMoment.objects.filter(moment=row).update(day=at.date())
        if 1 < told.said.ago <= NEWS.days:
            mark = moment_mark(SharedMoment.objects.get(moment=row))
            aside.put(self.people[story.other(told.said.by)], mark)

    def _set_back(self, rows: Iterable[Any], at: datetime) -> None:
        """Put another time into the words of rows, whoever's key it is that seals them."""
        for row in rows:
            key = self._key_of(row)
            row.seal(key, replace(row.open(key), at=at.isoformat())).save_sealed()

    def _key_of(self, row: Any) -> Key:
        owners = {me.person.pk: me for me in self.people.values()}
        own = getattr(row, "person_id", None)
        return owners[own].key if own else self.people[PAIR[0]].bond_key

    def _at(self, said: Said) -> datetime:
        return self.calendar.at(said.ago, said.time)


def _ready(seat: int, visit: int) -> talks.Move:
    return lambda talk: talk.press_ready(seat, visit, talks.now_ms())


def _done(seat: int, visit: int) -> talks.Move:
    return lambda talk: talk.press_done(seat, visit, talks.now_ms())


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
