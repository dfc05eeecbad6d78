"""A talk as one of the two sees it: whose step it is, what it asks, what the clock says."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils.translation import gettext as _

from closeknit.apps.listening import talks
from closeknit.apps.listening.models import AfterTalk, Said, Takeaway, Talk
from closeknit.apps.listening.protocols import my_library
from closeknit.apps.listening.words import KeptWords, SaidWords, TalkWords
from closeknit.apps.people.between import others_name
from closeknit.apps.people.models import Bond
from closeknit.apps.people.unlocked import Unlocked
from closeknit.content import TalkStep
from closeknit.domain import listening
from closeknit.domain.listening import BOTH, CHECK, LISTENER, Place


@dataclass(frozen=True)
class Pill:
    """A step in the row of steps."""

    name: str
    is_here: bool


@dataclass(frozen=True)
class Voice:
    """What one of the two wrote in a step."""

    is_mine: bool
    name: str
    step: str
    text: str | None
    visit: int
    is_edited: bool = False


@dataclass(frozen=True)
class Shown:
    """A talk for one reader. Two names, by seat; the reader's seat is `seat`."""

    row: Talk
    words: TalkWords
    talk: listening.Talk
    seat: int
    names: tuple[str, str]

    @property
    def title(self) -> str:
        known = my_library().protocols.get(self.words.protocol)
        return self.words.name or (known.name if known else _("A talk"))

    @property
    def is_mine(self) -> bool:
        """Whether I invited."""
        return self.words.by == self.seat

    @property
    def other(self) -> str:
        return self.names[1 - self.seat]

    @property
    def speaker(self) -> str:
        return self.names[self.talk.speaker]

    @property
    def listener(self) -> str:
        return self.names[1 - self.talk.speaker]

    @property
    def is_acting(self) -> bool:
        return self.talk.waits_for(self.seat)

    @property
    def has_pressed(self) -> bool:
        return self.seat in self.talk.ready

    @property
    def is_both(self) -> bool:
        return self.talk.acting is None

    @property
    def is_check(self) -> bool:
        return self.talk.step == CHECK

    @property
    def has_paused(self) -> bool:
        return self.talk.paused_by == self.seat

    @property
    def may_come_back(self) -> bool:
        is_here = self.seat in self.talk.ready
        return not is_here and self.talk.may_come_back(self.seat, talks.now_ms())

    @property
    def until(self) -> datetime:
        return talks.moment(self.talk.until)

    @property
    def back_at(self) -> datetime | None:
        back_at = self.talk.back_at
        return None if back_at is None else talks.moment(back_at)

    @cached_property
    def step(self) -> TalkStep | None:
        return my_library().talk_steps.get(self.talk.step.id)

    @property
    def instruction(self) -> str:
        """What the one who acts is asked to do."""
        own = dict(self.words.own).get(self.talk.step.id)
        return own or self._filled(self.step.text if self.step else "")

    @property
    def meanwhile(self) -> str:
        text = self.step.meanwhile if self.step else ""
        return self._filled(text) or _("Be there. It is not your turn to say anything.")

    @property
    def button(self) -> str:
        return self.step.button if self.step else _("That is it for now")

    @property
    def stuck(self) -> tuple[str, ...]:
        """What helps on; a step of their own gets what helps anybody who speaks or listens."""
        usual = "reflect" if self.talk.step.who == LISTENER else "speak"
        step = self.step or my_library().talk_steps.get(usual)
        return step.stuck if step else ()

    @property
    def may_share_phone(self) -> bool:
        """Whether one phone may be pressed for both; about something hard each has their own."""
        return self.words.at_one or not self.words.is_conflict

    @property
    def own_steps(self) -> list[str]:
        """What the steps ask that one of the two has written."""
        return [text for _step, text in self.words.own]

    @property
    def own_author(self) -> str:
        return self.names[self.words.own_by] if self.words.own_by >= 0 else ""

    @property
    def pills(self) -> list[Pill]:
        """The steps of this turn, then the swap and the end as far as they are ahead."""
        talk = self.talk
        shown = [
            (at, place)
            for at, place in enumerate(talk.course)
            if place.turn == talk.here.turn
            or (at > talk.place and (place.step == CHECK or place == talk.course[-1]))
        ]
        return [Pill(self.label(place), at == talk.place) for at, place in shown]

    def label(self, place: Place, *, by_name: bool = False) -> str:
        step = my_library().talk_steps.get(place.step.id)
        speaker = self.talk.first if place.turn == 0 else 1 - self.talk.first
        acting = 1 - speaker if place.step.who == LISTENER else speaker
        is_me = acting == self.seat and place.step.who != BOTH and not by_name
        if place.step == CHECK:
            return _("Swap") if place.turn else _("A look inside")
        if step is None:
            return _("Your turn") if is_me else self.names[acting]
        return step.you if is_me else self._named(step.name, speaker)

    @property
    def here(self) -> str:
        return self.label(self.talk.here)

    @property
    def left(self) -> int | None:
        """How many seconds are left on the clock, as the server sees it now."""
        ends = self.talk.ends
        return None if ends is None else max(0, -((talks.now_ms() - ends) // 1000))

    @property
    def clock(self) -> str:
        left = self.left or 0
        return f"{left // 60}:{left % 60:02}"

    def _filled(self, text: str) -> str:
        return self._named(text, self.talk.speaker)

    def _named(self, text: str, speaker: int) -> str:
        return text.format(speaker=self.names[speaker], listener=self.names[1 - speaker])


def shown(me: Unlocked, row: Talk) -> Shown | None:
    """Return the talk as I see it, or None where it does not open."""
    words = talks.words_in(me, row)
    seat = me.seat_in(row.bond)
    if words is None or seat is None:
        return None
    mine = seat.membership.seat
    other = others_name(me, row.bond)
    names = (me.name, other) if mine == 0 else (other, me.name)
    return Shown(row, words, talks.state_of(row, words), mine, names)


def is_hidden(me: Unlocked, one: Shown) -> bool:
    """Whether this is an invitation to a kind of talk that I have switched off."""
    is_theirs = not one.is_mine and one.talk.phase == listening.INVITED
    # Whoever makes a way of their own decides what it is called; it may be about something hard.
    may_be_hard = one.words.is_conflict or bool(one.words.own)
    return is_theirs and may_be_hard and me.settings.talks_off


def voices(me: Unlocked, one: Shown) -> list[Voice]:
    """Return what was written so far, in its order."""
    rows = Said.objects.filter(talk=one.row).order_by("visit")
    return [_voice(me, one, row) for row in rows]


def _voice(me: Unlocked, one: Shown, row: Said) -> Voice:
    said = _opened(me, one.row.bond, row)
    is_mine = row.author_id == me.person.pk
    name = one.names[one.seat if is_mine else 1 - one.seat]
    return Voice(is_mine, name, _step_name(one, said), said.text if said else None, row.visit)


def _step_name(one: Shown, said: SaidWords | None) -> str:
    places = one.talk.course if said else ()
    for place in places:
        if said and place.step.id == said.step and place.turn == said.turn:
            return one.label(place, by_name=True)
    return ""


def _opened(me: Unlocked, bond: Bond, row: Said) -> SaidWords | None:
    key = me.bond_keys(bond).get(row.key_version)
    return row.open_or_none(key) if key else None


def last_of_other(me: Unlocked, one: Shown) -> str:
    """Return the other's last words in this talk: what a listener gives back."""
    theirs = [voice for voice in voices(me, one) if not voice.is_mine and voice.text]
    return theirs[-1].text or "" if theirs else ""


def takeaways(me: Unlocked, one: Shown) -> list[Voice]:
    found = []
    for row in Takeaway.objects.filter(talk=one.row):
        key = me.bond_keys(one.row.bond).get(row.key_version)
        words = row.open_or_none(key) if key else None
        is_mine = row.author_id == me.person.pk
        name = one.names[one.seat if is_mine else 1 - one.seat]
        text, is_edited = (words.text, words.edited) if words else (None, False)
        found.append(Voice(is_mine, name, "", text, 0, is_edited))
    return sorted(found, key=lambda voice: not voice.is_mine)


def after(me: Unlocked, row: Talk) -> KeptWords:
    """Return what I keep of a talk for myself."""
    found = AfterTalk.objects.filter(talk=row, person=me.person).first()
    key = me.keys.get(found.key_version) if found else None
    return (found.open_or_none(key) if found and key else None) or KeptWords()
