"""Fit a journey to people by rules that can be read; each choice says why.

Weeks: those about the weakest pillar come first, the others as their author ordered them; the
first and the last keep their place. Steps of a week: none that touches a switched-off subject, goes
deeper than wished, was passed over, or was had. Steps for two come from what both can know, so that
both meet the same ones; then what fits the change they are in, then one's own barriers, then
practices that the week does not have yet, shorter ones where minutes are few.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from typing import Protocol, TypeVar

FEWEST, MOST = 3, 5
# Minutes a week that people can choose, and how many steps these are.
MINUTES: Mapping[int, int] = {20: 3, 40: 4, 75: 5}
# A step for two of a week takes so long at most: it has to fit the fewest minutes.
LONGEST_FOR_TWO = 10
LONGEST_SHORT = 5
# Passed over so often, a practice comes last.
SHUNNED_FROM = 2

# Why a step or a week is there; each is one sentence on the page.
WEAKEST, OPENS, CLOSES, ORDER = "weakest", "opens", "closes", "order"
TWO, VARIANT, BARRIER, INSTEAD = "two", "variant", "barrier", "instead"
PRACTICE, SHORT, MORE = "practice", "short", "more"


class Stepping(Protocol):
    """What planning needs to know of a step; its words do not matter here."""

    @property
    def id(self) -> str: ...
    @property
    def week(self) -> str: ...
    @property
    def practice(self) -> str: ...
    @property
    def minutes(self) -> int: ...
    @property
    def is_for_two(self) -> bool: ...
    @property
    def variants(self) -> Collection[str]: ...
    @property
    def barrier(self) -> str: ...
    @property
    def tags(self) -> Collection[str]: ...
    @property
    def depth(self) -> int: ...
    @property
    def opens(self) -> str:
        """What it opens; empty where it opens a place and nothing certain there."""
        ...


class Weekly(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def pillar(self) -> str: ...


S = TypeVar("S", bound=Stepping)


@dataclass(frozen=True)
class Situation:
    """What a plan is fitted to.

    `weakest` is a pillar, or None where nothing is known; `tags_off` holds both people's and
    `depth` (1-4) is the deepest that both want. `had` and `passed` are ids of steps, `opened` what
    steps had opened, `shunned` practices that come last.
    """

    minutes: int
    weakest: str | None = None
    barriers: AbstractSet[str] = frozenset()
    tags_off: AbstractSet[str] = frozenset()
    depth: int = 4
    variant: str = ""
    is_alone: bool = False
    had: AbstractSet[str] = frozenset()
    passed: AbstractSet[str] = frozenset()
    opened: AbstractSet[str] = frozenset()
    shunned: AbstractSet[str] = frozenset()

    @property
    def size(self) -> int:
        """Return how many steps a week has."""
        return max(
            (count for minutes, count in MINUTES.items() if minutes <= self.minutes), default=FEWEST
        )


@dataclass(frozen=True)
class Chosen:
    """A week or a step of the plan, and why it is there."""

    id: str
    why: str


@dataclass(frozen=True)
class Fitted:
    """A week of the plan with its steps."""

    week: Chosen
    steps: tuple[Chosen, ...]


def order(weeks: Sequence[Weekly], weakest: str | None) -> list[Chosen]:
    """Return the weeks in the order in which they are walked."""
    if len(weeks) < FEWEST:
        return [Chosen(week.id, ORDER) for week in weeks]
    first, *middle, last = weeks
    near = [Chosen(week.id, WEAKEST) for week in middle if week.pillar == weakest]
    rest = [Chosen(week.id, ORDER) for week in middle if week.pillar != weakest]
    return [Chosen(first.id, OPENS), *near, *rest, Chosen(last.id, CLOSES)]


def plan(
    order: Iterable[Chosen], steps: Collection[Stepping], situation: Situation
) -> tuple[Fitted, ...]:
    """Return these weeks with their steps: three to five each, none of them twice."""
    fitted = []
    for week in order:
        chosen = fill([step for step in steps if step.week == week.id], situation)
        situation = after(situation, steps, chosen)
        fitted.append(Fitted(week, chosen))
    return tuple(fitted)


def after(situation: Situation, steps: Iterable[Stepping], chosen: Iterable[Chosen]) -> Situation:
    """Return the situation once these steps were had."""
    ids = {one.id for one in chosen}
    opened = {step.opens for step in steps if step.id in ids} - {""}
    return replace(situation, had=situation.had | ids, opened=situation.opened | opened)


def fill(
    steps: Sequence[Stepping],
    situation: Situation,
    kept: Sequence[Chosen] = (),
    *,
    is_new: bool = True,
) -> tuple[Chosen, ...]:
    """Return the steps of one week, each with its reason: first `kept`, then what fills it up.

    A week that is not new gets others "instead" of those that were passed over.
    """
    week = _Week(situation)
    by_id = {step.id: step for step in steps}
    for one in kept:
        if one.id in by_id and one.id not in situation.passed:
            week.take(by_id[one.id], one.why)
    known = {one.id for one in kept}
    allowed = [step for step in steps if step.id not in known and _suits(step, situation)]
    for why, wanted in _rules(situation):
        found = [step for step in allowed if wanted(step)]
        if found and not week.is_full and not any(map(wanted, week.steps)):
            week.take(week.fitting(found, by_need=why == TWO), INSTEAD if not is_new else why)
    while not week.is_full and (rest := [step for step in allowed if step not in week.steps]):
        best = week.fitting(rest)
        week.take(best, INSTEAD if not is_new else week.reason(best))
    return tuple(Chosen(step.id, week.why[step.id]) for step in week.steps)


def shunned(steps: Iterable[Stepping], passed: Collection[str]) -> frozenset[str]:
    """Return the practices that were passed over again and again."""
    counts = Counter(step.practice for step in steps if step.id in passed)
    return frozenset(practice for practice, count in counts.items() if count >= SHUNNED_FROM)


def _suits(step: Stepping, situation: Situation) -> bool:
    return (
        step.id not in situation.had | situation.passed
        and step.opens not in situation.opened
        and situation.tags_off.isdisjoint(step.tags)
        and step.depth <= situation.depth
        and (not step.variants or situation.variant in step.variants)
        and not (situation.is_alone and step.is_for_two)
    )


def _rules(situation: Situation) -> list[tuple[str, Callable[[Stepping], bool]]]:
    """Return what each week has one of, if it can, in this order."""
    return [
        (TWO, lambda step: step.is_for_two),
        (VARIANT, lambda step: situation.variant in step.variants),
        (BARRIER, lambda step: step.barrier in situation.barriers),
    ]


@dataclass
class _Week:
    """A week while it is being filled."""

    situation: Situation
    steps: list[Stepping] = field(default_factory=list)
    why: dict[str, str] = field(default_factory=dict)

    @property
    def is_full(self) -> bool:
        return len(self.steps) >= self.situation.size

    def take(self, step: Stepping, why: str) -> None:
        self.steps.append(step)
        self.why[step.id] = why

    def fitting(self, steps: Sequence[S], *, by_need: bool = False) -> S:
        """Return the first that the minutes leave room for, new practices before others.

        `by_need` passes over whatever only one of the two is known by.
        """
        if by_need:
            return steps[0]
        room = self._room()
        return min(steps, key=lambda step: (self._excess(step, room), *self._taste(step)))

    def reason(self, step: Stepping) -> str:
        if step.practice not in self._practices:
            return PRACTICE
        return SHORT if step.minutes <= LONGEST_SHORT else MORE

    def _room(self) -> int:
        """Return the minutes that a next step may take, so that short ones still fit after it."""
        left = self.situation.minutes - sum(step.minutes for step in self.steps)
        return left - (self.situation.size - len(self.steps) - 1) * LONGEST_SHORT

    def _excess(self, step: Stepping, room: int) -> int:
        return max(0, step.minutes - room)

    def _taste(self, step: Stepping) -> tuple[bool, bool]:
        is_had = step.practice in self._practices
        return step.practice in self.situation.shunned, is_had

    @property
    def _practices(self) -> set[str]:
        return {step.practice for step in self.steps}
