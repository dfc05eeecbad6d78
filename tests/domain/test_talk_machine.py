"""Two people press whatever they like, whenever they like, on pages new and old."""

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from closeknit.domain import listening
from closeknit.domain.listening import BOTH, LISTENER, MINUTE, SPEAKER, Protocol, Step, Talk

SEATS = st.sampled_from(listening.SEATS)
SETTLE, THANK = Step("settle", BOTH, 60), Step("thank", BOTH)
SPEAK = Step("speak", SPEAKER, 300, writes=True)
REFLECT = Step("reflect", LISTENER, 120, writes=True)
CONFIRM = Step("confirm", SPEAKER, again=True)
SENSE = Step("sense", LISTENER, 60, writes=True)
TEN_MINUTES = Protocol((SETTLE,), (SPEAK, REFLECT, CONFIRM, SENSE), (THANK,))
ARGUMENT = Protocol((SETTLE,), (SPEAK, REFLECT, CONFIRM), (THANK,), is_conflict=True)
GOOD_NEWS = Protocol((), (SPEAK, Step("celebrate", LISTENER)), (THANK,), turns=1)
TWICE_AGAIN = Protocol(
    (SETTLE,),
    (SPEAK, CONFIRM, Step("wish", SPEAKER), Step("heard", LISTENER, again=True)),
    (THANK,),
    rounds=2,
)


class TwoPeople(RuleBasedStateMachine):
    """Every press may come from either seat, from the page that is shown now or an older one."""

    @initialize(
        protocol=st.sampled_from([TEN_MINUTES, ARGUMENT, GOOD_NEWS, TWICE_AGAIN]),
        in_writing=st.booleans(),
        first=SEATS,
        by=SEATS,
    )
    def invite(self, protocol, in_writing, first, by):
        self.protocol, self.now = protocol, 1_000_000
        self.talk = Talk(
            listening.course(protocol, in_writing=in_writing),
            first,
            by,
            self.now,
            protocol.rounds,
            in_writing,
        )
        self.trail = []

    def _press(self, new: Talk) -> None:
        old, self.talk = self.talk, new
        if new.visit != old.visit and new.phase == listening.RUNNING:
            self.trail.append((new.place, new.round))
        assert new.visit in {old.visit, old.visit + 1}, "one press moved several steps"

    def _visit(self, ago: int) -> int:
        return self.talk.visit - ago

    @rule(seat=SEATS)
    def accept(self, seat):
        self._press(self.talk.accept(seat, self.now))

    @rule(seat=SEATS, ago=st.integers(0, 2))
    def ready(self, seat, ago):
        old = self.talk
        self._press(old.press_ready(seat, self._visit(ago), self.now))
        assert ago == 0 or self.talk == old

    @rule(seat=SEATS, ago=st.integers(0, 2))
    def done(self, seat, ago):
        old = self.talk
        self._press(old.press_done(seat, self._visit(ago), self.now))
        assert self.talk == old or (ago == 0 and seat == old.acting)

    @rule(ago=st.integers(0, 1))
    def both_at_once(self, ago):
        """Both phones show the same step, and both are pressed."""
        old, visit = self.talk, self._visit(ago)
        for seat in listening.SEATS:
            self._press(self.talk.press_done(seat, visit, self.now))
        assert self.talk.visit - old.visit <= 1

    @rule(seat=SEATS, ago=st.integers(0, 1))
    def add(self, seat, ago):
        self._press(self.talk.press_add(seat, self._visit(ago), self.now))

    @rule(ago=st.integers(0, 1))
    def extend(self, ago):
        old = self.talk
        self._press(old.extend(self._visit(ago), self.now))
        assert (self.talk.ends or 0) >= (old.ends or 0)

    @rule(ago=st.integers(0, 1))
    def stop_clock(self, ago):
        self._press(self.talk.stop_clock(self._visit(ago)))

    @rule(seat=SEATS, ago=st.integers(0, 1), minutes=st.integers(0, 2000))
    def pause(self, seat, ago, minutes):
        back_at = self.now + minutes * MINUTE
        self._press(self.talk.pause(seat, self._visit(ago), back_at, self.now))
        if self.talk.phase == listening.PAUSED:
            assert self.talk.ends is None

    @rule(seat=SEATS, ago=st.integers(0, 1))
    def come_back(self, seat, ago):
        old = self.talk
        self._press(old.come_back(seat, self._visit(ago), self.now))
        if self.talk != old and old.paused_by != seat and old.back_at is not None:
            assert self.now >= old.back_at, "somebody was hurried out of a pause"

    @rule(minutes=st.integers(1, 60))
    def wait(self, minutes):
        self.now += minutes * MINUTE

    @precondition(lambda self: self.talk.visit > 25)
    @rule()
    def stop(self):
        self._press(self.talk.stop())

    @rule()
    def lapse(self):
        old = self.talk
        self._press(old.lapse(self.now))
        assert self.talk == old or self.now >= old.until

    @invariant()
    def one_speaker_and_one_who_acts(self):
        talk = self.talk
        assert talk.speaker in listening.SEATS
        assert talk.acting in {None, *listening.SEATS}
        if talk.phase == listening.RUNNING and talk.acting is not None:
            assert [talk.waits_for(seat) for seat in listening.SEATS].count(True) == 1

    @invariant()
    def somebody_can_move_it(self):
        if not self.talk.is_over:
            assert any(self.talk.waits_for(seat) for seat in listening.SEATS)

    @invariant()
    def no_place_was_skipped(self):
        places = [place for place, _round in self.trail]
        for before, after in zip([-1, *places], places, strict=False):
            assert after <= before + 1

    @invariant()
    def nobody_adds_more_often_than_there_are_rounds(self):
        assert self.talk.round <= self.protocol.rounds

    @invariant()
    def a_thanked_talk_was_whole(self):
        if self.talk.ending != listening.THANKED:
            return
        assert {place for place, _round in self.trail} == set(range(len(self.talk.course)))
        spoke = [self.talk.course[place] for place, _round in self.trail]
        turns = {place.turn for place in spoke if place.step == SPEAK}
        assert turns == set(range(self.protocol.turns))
        assert spoke[-1].step == THANK

    @invariant()
    def what_is_over_stays_over(self):
        talk = self.talk
        if not talk.is_over:
            return
        for seat in listening.SEATS:
            pressed = (
                talk.accept(seat, self.now),
                talk.press_ready(seat, talk.visit, self.now),
                talk.press_done(seat, talk.visit, self.now),
                talk.press_add(seat, talk.visit, self.now),
                talk.come_back(seat, talk.visit, self.now),
                talk.decline(seat),
                talk.take_back(seat),
                talk.stop(),
                talk.lapse(self.now + listening.DAY * 90),
            )
            assert set(pressed) == {talk}


TestTwoPeople = TwoPeople.TestCase
TestTwoPeople.settings = settings(max_examples=150, stateful_step_count=60, deadline=None)


def begun(protocol=TEN_MINUTES, *, in_writing=False, first=0, by=0, now=0):
    places = listening.course(protocol, in_writing=in_writing)
    talk = Talk(places, first, by, now, protocol.rounds, in_writing)
    return talk.accept(1 - by, now)


def walked(talk, now=0):
    """Press what is due until it is over; return the steps with their speakers."""
    seen = []
    while not talk.is_over:
        seen.append((talk.step.id, talk.speaker))
        if talk.acting is None:
            talk = talk.press_ready(0, talk.visit, now).press_ready(1, talk.visit, now)
        else:
            talk = talk.press_done(talk.acting, talk.visit, now)
    return seen, talk


def test_ten_minutes_each_goes_its_way():
    seen, talk = walked(begun(first=1))

    one = ["speak", "reflect", "confirm", "sense"]
    assert [step for step, _speaker in seen] == ["settle", *one, "check", *one, "thank"]
    assert [speaker for _step, speaker in seen] == [1] * 5 + [0] * 6
    assert talk.ending == listening.THANKED


def test_a_conflict_talk_asks_first_whether_each_can_listen():
    seen, _ = walked(begun(ARGUMENT))

    assert [step for step, _ in seen].count("check") == 2
    assert seen[0] == ("check", 0)


def test_in_writing_nobody_has_to_settle():
    seen, _ = walked(begun(in_writing=True))

    assert {"settle", "check"}.isdisjoint(step for step, _ in seen)


def test_something_can_be_added_in_up_to_three_rounds():
    talk = begun()
    talk = talk.press_ready(0, talk.visit, 0).press_ready(1, talk.visit, 0)
    for expected in (2, 3):
        talk = talk.press_done(0, talk.visit, 0).press_done(1, talk.visit + 1, 0)
        talk = talk.press_add(0, talk.visit, 0)
        assert (talk.step.id, talk.round) == ("speak", expected)
    talk = talk.press_done(0, talk.visit, 0).press_done(1, talk.visit + 1, 0)

    assert not talk.can_add
    assert talk.press_add(0, talk.visit, 0) is talk


def test_the_clock_begins_with_the_step_and_can_be_extended():
    talk = begun(now=5_000)

    assert talk.ends == 65_000
    assert talk.extend(talk.visit, 6_000).ends == 65_000 + 2 * MINUTE
    assert talk.extend(talk.visit, 100_000).ends == 100_000 + 2 * MINUTE
    assert talk.stop_clock(talk.visit).ends is None
    assert begun(in_writing=True).ends is None


@pytest.mark.parametrize("minutes", [0, 19, 24 * 60 + 1])
def test_a_pause_lasts_twenty_minutes_to_a_day(minutes):
    talk = begun()

    assert talk.pause(0, talk.visit, minutes * MINUTE, 0) is talk


def test_who_paused_may_come_back_early_and_nobody_else():
    talk = begun()
    paused = talk.pause(0, talk.visit, 30 * MINUTE, 0)

    assert paused.come_back(1, paused.visit, 29 * MINUTE) is paused
    early = paused.come_back(0, paused.visit, 5 * MINUTE)
    assert early.may_come_back(1, 5 * MINUTE)
    back = early.come_back(1, early.visit, 6 * MINUTE)

    assert (back.phase, back.step.id, back.ends) == ("running", "settle", 7 * MINUTE)


def test_a_missed_return_lapses():
    talk = begun()
    paused = talk.pause(0, talk.visit, 30 * MINUTE, 0)

    assert paused.lapse(30 * MINUTE + listening.MISSED - 1) is paused
    assert paused.lapse(30 * MINUTE + listening.MISSED).ending == listening.LAPSED


def test_an_invitation_lapses_and_only_the_other_may_answer_it():
    places = listening.course(TEN_MINUTES, in_writing=False)
    talk = Talk(places, 0, 0, 0)

    assert talk.accept(0, 0) is talk
    assert talk.decline(0) is talk
    assert talk.take_back(1) is talk
    assert talk.stop() is talk
    assert talk.decline(1).ending == listening.NOT_NOW
    assert talk.take_back(0).ending == listening.TAKEN_BACK
    assert talk.lapse(listening.WAITS).ending == listening.LAPSED
