"""Begin a journey, walk it at one's own pace, change it, leave it."""

from collections.abc import Callable
from dataclasses import replace

from django.utils import timezone

from closeknit.apps.journeys import fitting
from closeknit.apps.journeys.words import AlongWords, WalkWords
from closeknit.apps.people import small_things
from closeknit.apps.people.unlocked import Unlocked
from closeknit.apps.picture import standing
from closeknit.domain import journeys as domain
from closeknit.domain.journeys import Chosen
from closeknit.keys.records import from_bytes, to_bytes

NAME = "journey"
# Nobody is asked along on this one.
ALONE = "alone"

Change = Callable[[WalkWords], WalkWords | None]


def read(me: Unlocked) -> WalkWords | None:
    """Return the journey that I walk, or have ended and not yet put away."""
    return _read(small_things.kept(me, NAME))


def begin(me: Unlocked, journey: str, variant: str, minutes: int, pillar: str = "") -> None:
    """Begin a journey, or only its weeks about one pillar; an earlier one ends."""
    weeks = fitting.weeks_of(journey, pillar)
    order = domain.order(weeks, standing.weakest(me))
    new = WalkWords(
        journey=journey,
        variant=variant,
        minutes=minutes,
        began=timezone.localdate().isoformat(),
        weeks=tuple((one.id, one.why) for one in order),
    )
    small_things.keep(me, NAME, _written(_at_week(me, new, 0)))
    # What was let be seen of an earlier one is asked anew.
    stop_along(me)


def mark_done(me: Unlocked, step: str) -> None:
    _change(me, lambda walk: replace(walk, done=_with(walk.done, step, walk)))


def mark_open(me: Unlocked, step: str) -> None:
    """Take back that a step was done."""
    _change(me, lambda walk: replace(walk, done=tuple(one for one in walk.done if one != step)))


def pass_over(me: Unlocked, step: str) -> None:
    """Leave a step out; another comes in its place where there is one."""

    def passed(walk: WalkWords) -> WalkWords:
        if step not in dict(walk.steps):
            return walk
        done = tuple(one for one in walk.done if one != step)
        return _filled(me, replace(walk, done=done, passed=_with(walk.passed, step, walk)))

    _change(me, passed)


def go_to(me: Unlocked, at: int) -> None:
    """Walk another week: the next, an earlier one once more, or any."""

    def gone(walk: WalkWords) -> WalkWords:
        return _at_week(me, walk, at) if 0 <= at < len(walk.weeks) and at != walk.at else walk

    _change(me, gone)


def repeat(me: Unlocked) -> None:
    """Walk this week once more."""
    _change(
        me,
        lambda walk: replace(
            walk, done=tuple(one for one in walk.done if one not in dict(walk.steps))
        ),
    )


def pause(me: Unlocked) -> None:
    _change(me, lambda walk: replace(walk, is_paused=True))


def go_on(me: Unlocked) -> None:
    _change(me, lambda walk: replace(walk, is_paused=False))


def change(me: Unlocked, minutes: int, variant: str) -> None:
    """Fit the week and what follows anew; what was done stays done."""

    def fitted(walk: WalkWords) -> WalkWords:
        done = tuple(one for one in walk.steps if one[0] in walk.done)
        new = replace(walk, minutes=minutes, variant=variant, steps=())
        return _filled(me, replace(new, steps=done), is_new=True)

    _change(me, fitted)


def end(me: Unlocked) -> None:
    """Come to the end: what was walked stays to be looked at until it is put away."""
    today = timezone.localdate().isoformat()
    _change(me, lambda walk: replace(walk, ended=walk.ended or today))
    stop_along(me)


def leave(me: Unlocked) -> None:
    """Leave a journey, or put it away after its end. Nothing of it is kept."""
    _change(me, lambda _walk: None)
    stop_along(me)


def along(me: Unlocked) -> AlongWords | None:
    """Return which journey I let the other see."""
    return _along(small_things.said(me, NAME))


def theirs(me: Unlocked) -> AlongWords | None:
    """Return which journey the other walks and lets me see."""
    return _along(small_things.said_by_other(me, NAME))


def ask_along(me: Unlocked) -> None:
    """Let the other see which journey I walk; where I am in it stays mine."""
    walk = read(me)
    if walk is not None and not walk.ended and walk.journey != ALONE:
        words = AlongWords(walk.journey, walk.variant, timezone.localdate().isoformat())
        small_things.say(me, NAME, to_bytes(words).decode())


def stop_along(me: Unlocked) -> None:
    if small_things.said(me, NAME):
        small_things.say(me, NAME, "")


def _change(me: Unlocked, alter: Change) -> None:
    def altered(text: str) -> str:
        walk = _read(text)
        new = alter(walk) if walk else None
        return _written(new) if new else ""

    small_things.change(me, NAME, altered)


def _at_week(me: Unlocked, walk: WalkWords, at: int) -> WalkWords:
    content = fitting.my_library()
    week = walk.weeks[at][0]
    shown = {*walk.had, *(one for one, _why in walk.steps)}
    # Walked once more, a week has its own steps again.
    had = sorted(one for one in shown if one in content.steps and content.steps[one].week != week)
    return _filled(me, replace(walk, at=at, steps=(), had=tuple(had)), is_new=True)


def _filled(me: Unlocked, walk: WalkWords, *, is_new: bool = False) -> WalkWords:
    week = walk.weeks[walk.at][0]
    steps = [one for one in fitting.steps_for(me) if one.week == week]
    kept = [Chosen(*one) for one in walk.steps]
    found = domain.fill(steps, fitting.situation(me, walk), kept, is_new=is_new)
    return replace(walk, steps=tuple((one.id, one.why) for one in found))


def _with(ids: tuple[str, ...], step: str, walk: WalkWords) -> tuple[str, ...]:
    return (*ids, step) if step in dict(walk.steps) and step not in ids else ids


def _read(text: str) -> WalkWords | None:
    return from_bytes(WalkWords, text.encode()) if text else None


def _along(text: str) -> AlongWords | None:
    return from_bytes(AlongWords, text.encode()) if text else None


def _written(walk: WalkWords) -> str:
    return to_bytes(walk).decode()
