"""A guided talk between two seats, 0 and 1: whose turn it is, what comes next, where it ends.

A talk is a value. Each press gives another one, or the same where the press no longer fits: it was
made for a step that has passed, by somebody whose turn it is not, or twice. So nobody can lose a
turn or skip the thank-you by pressing, whatever comes in whichever order. Times are milliseconds
since the epoch and are always handed in.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain

SEATS = (0, 1)
SPEAKER, LISTENER, BOTH = "speaker", "listener", "both"
INVITED, RUNNING, PAUSED, OVER = "invited", "running", "paused", "over"
THANKED, STOPPED, LAPSED, NOT_NOW, TAKEN_BACK = (
    *("thanked", "stopped", "lapsed"),
    *("not-now", "taken-back"),
)
SECOND, MINUTE = 1000, 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
LONGER = 2 * MINUTE
# Rules of thumb: long enough for a body to calm down, short enough not to become silence.
SHORTEST_PAUSE, LONGEST_PAUSE = 20 * MINUTE, DAY
# How long what nobody touches stays: an invitation, a talk aloud, one in writing, a missed return.
WAITS, RESTS, RESTS_WRITTEN, MISSED = DAY, 12 * HOUR, 30 * DAY, 12 * HOUR


@dataclass(frozen=True)
class Step:
    """One step: who acts in it, and for how long it is meant; 0 seconds have no clock.

    `again` says that "I would like to add something" leads back to the first step of the turn;
    `writes` that in writing this step is words.
    """

    id: str
    who: str
    seconds: int = 0
    again: bool = False
    writes: bool = False


CHECK = Step("check", BOTH)


@dataclass(frozen=True)
class Protocol:
    """What a talk follows: steps before, those of each turn, and those after."""

    opening: tuple[Step, ...]
    turn: tuple[Step, ...]
    closing: tuple[Step, ...]
    turns: int = 2
    rounds: int = 3
    is_conflict: bool = False


@dataclass(frozen=True)
class Place:
    """A step in the course of a talk, and in which turn it stands."""

    step: Step
    turn: int


def course(protocol: Protocol, *, in_writing: bool) -> tuple[Place, ...]:
    """Return the places of a talk in their order.

    Aloud, each is asked whether they can still listen before a conflict talk and at each swap. In
    writing nobody has to be there at once, so that question and the settling fall away.
    """
    return tuple(
        chain(_before(protocol, in_writing), _turns(protocol, in_writing), _after(protocol))
    )


def _before(protocol: Protocol, in_writing: bool) -> Iterator[Place]:
    if in_writing:
        return
    if protocol.is_conflict:
        yield Place(CHECK, 0)
    for step in protocol.opening:
        yield Place(step, 0)


def _turns(protocol: Protocol, in_writing: bool) -> Iterator[Place]:
    for turn in range(protocol.turns):
        if turn and not in_writing:
            yield Place(CHECK, turn)
        for step in protocol.turn:
            yield Place(step, turn)


def _after(protocol: Protocol) -> Iterator[Place]:
    for step in protocol.closing:
        yield Place(step, protocol.turns - 1)


@dataclass(frozen=True)
class Talk:
    """Where a talk is. `visit` grows with each move; a press names the visit that it was made in.

    `ready` holds the seats that have pressed where both have to; `first` is the seat that speaks
    first, `by` the one that invited; `ends` is when the step's clock runs out, if it has one.
    """

    course: tuple[Place, ...]
    first: int
    by: int
    touched: int
    rounds: int = 3
    in_writing: bool = False
    phase: str = INVITED
    place: int = 0
    round: int = 1
    visit: int = 0
    ready: tuple[int, ...] = ()
    ends: int | None = None
    back_at: int | None = None
    paused_by: int | None = None
    ending: str = ""

    # What a page asks

    @property
    def here(self) -> Place:
        return self.course[self.place]

    @property
    def step(self) -> Step:
        return self.here.step

    @property
    def speaker(self) -> int:
        """The seat whose turn it is to be heard."""
        return self.first if self.here.turn == 0 else 1 - self.first

    @property
    def acting(self) -> int | None:
        """The seat that moves this step, or None where both do."""
        return {SPEAKER: self.speaker, LISTENER: 1 - self.speaker}.get(self.step.who)

    @property
    def is_over(self) -> bool:
        return self.phase == OVER

    @property
    def can_add(self) -> bool:
        return self.step.again and self.round < self.rounds

    @property
    def until(self) -> int:
        """When it lapses, if nobody touches it."""
        if self.phase == PAUSED and self.back_at is not None:
            return self.back_at + MISSED
        rests = RESTS_WRITTEN if self.in_writing else RESTS
        return self.touched + (WAITS if self.phase == INVITED else rests)

    def waits_for(self, seat: int) -> bool:
        """Whether this seat can move the talk now."""
        if self.phase == INVITED:
            return seat != self.by
        if self.phase == PAUSED or self.acting is None:
            return not self.is_over and seat not in self.ready
        return self.phase == RUNNING and seat == self.acting

    # What people press

    def accept(self, seat: int, now: int) -> "Talk":
        if self.phase != INVITED or seat == self.by:
            return self
        return replace(self, phase=RUNNING)._at(0, now)

    def start(self, now: int) -> "Talk":
        """Begin without an invitation: both sit at one phone."""
        return replace(self, phase=RUNNING)._at(0, now) if self.phase == INVITED else self

    def decline(self, seat: int) -> "Talk":
        return self._over(NOT_NOW) if self.phase == INVITED and seat != self.by else self

    def take_back(self, seat: int) -> "Talk":
        return self._over(TAKEN_BACK) if self.phase == INVITED and seat == self.by else self

    def press_ready(self, seat: int, visit: int, now: int) -> "Talk":
        """Say "ready" where both have to; the second moves on."""
        if not self._fits(visit) or self.acting is not None or seat in self.ready:
            return self
        ready = (*self.ready, seat)
        return self._next(now) if len(ready) == len(SEATS) else replace(self, ready=ready)

    def press_done(self, seat: int, visit: int, now: int) -> "Talk":
        """Move on from a step of one's own."""
        return self._next(now) if self._fits(visit) and seat == self.acting else self

    def press_add(self, seat: int, visit: int, now: int) -> "Talk":
        """Go back to add something, as often as there are rounds."""
        if not self._fits(visit) or seat != self.acting or not self.can_add:
            return self
        back = next(
            at
            for at, place in enumerate(self.course)
            if place.turn == self.here.turn and place.step.who != BOTH
        )
        return replace(self, round=self.round + 1)._at(back, now)

    def extend(self, visit: int, now: int) -> "Talk":
        if not self._fits(visit) or self.ends is None:
            return self
        return replace(self, ends=max(self.ends, now) + LONGER)

    def stop_clock(self, visit: int) -> "Talk":
        return replace(self, ends=None) if self._fits(visit) else self

    def pause(self, seat: int, visit: int, back_at: int, now: int) -> "Talk":
        """Rest until a time that the one who needs it has named."""
        if not self._fits(visit) or not SHORTEST_PAUSE <= back_at - now <= LONGEST_PAUSE:
            return self
        paused = replace(self, phase=PAUSED, back_at=back_at, paused_by=seat, ends=None, ready=())
        return replace(paused, visit=self.visit + 1, touched=now)

    def may_come_back(self, seat: int, now: int) -> bool:
        """Who paused may come back early; nobody can hurry them."""
        is_time = self.back_at is not None and now >= self.back_at
        return self.phase == PAUSED and (is_time or seat == self.paused_by)

    def come_back(self, seat: int, visit: int, now: int) -> "Talk":
        """Say "I am here again"; when both have, the talk goes on where it was."""
        if visit != self.visit or not self.may_come_back(seat, now) or seat in self.ready:
            return self
        # Who paused is here, so the other need not wait for the time either.
        back_at = now if seat == self.paused_by else self.back_at
        ready = (*self.ready, seat)
        if len(ready) < len(SEATS):
            return replace(self, ready=ready, back_at=back_at, touched=now)
        back = replace(self, phase=RUNNING, back_at=None, paused_by=None)
        return back._at(self.place, now)

    def stop(self) -> "Talk":
        """End it here. It costs nothing, and nobody is asked why."""
        return self if self.is_over or self.phase == INVITED else self._over(STOPPED)

    def lapse(self, now: int) -> "Talk":
        """End what nobody has touched for long."""
        return self if self.is_over or now < self.until else self._over(LAPSED)

    # How it moves

    def _fits(self, visit: int) -> bool:
        return self.phase == RUNNING and visit == self.visit

    def _next(self, now: int) -> "Talk":
        if self.place + 1 == len(self.course):
            return self._over(THANKED)
        # Rounds are counted for each step that can lead back, and anew in each turn.
        moved = replace(self, round=1) if self.step.again or self.step == CHECK else self
        return moved._at(self.place + 1, now)

    def _at(self, place: int, now: int) -> "Talk":
        seconds = 0 if self.in_writing else self.course[place].step.seconds
        ends = now + seconds * SECOND if seconds else None
        return replace(self, place=place, visit=self.visit + 1, ready=(), ends=ends, touched=now)

    def _over(self, ending: str) -> "Talk":
        return replace(self, phase=OVER, ending=ending, ready=(), ends=None, visit=self.visit + 1)
