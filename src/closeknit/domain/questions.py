"""Which question comes next, on which evenings, and who may read which answer."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from hashlib import sha256
from typing import Protocol, TypeVar
from uuid import UUID

LIGHTEST = 1
DEEPEST = 4
PARTNERS = 2
DAYS_UNTIL_JOURNAL = 7
START = 2
DEEPER_AFTER = 6
OFFERED = 3
LIGHTER_EACH = 3

# Weekdays count from Monday = 0. Three leave a day between; the weekend's end belongs to each.
_EVENINGS: Mapping[int, frozenset[int]] = {
    1: frozenset({6}),
    2: frozenset({2, 6}),
    3: frozenset({1, 3, 6}),
    4: frozenset({0, 2, 4, 6}),
    5: frozenset({0, 1, 3, 4, 6}),
    6: frozenset({0, 1, 2, 3, 4, 6}),
    7: frozenset(range(7)),
}


class Askable(Protocol):
    """What choosing needs to know of a question; its words do not matter here."""

    @property
    def id(self) -> str: ...
    @property
    def depth(self) -> int: ...
    @property
    def pillar(self) -> str: ...
    @property
    def stages(self) -> Collection[str]: ...
    @property
    def tags(self) -> Collection[str]: ...
    @property
    def alone(self) -> bool: ...


Q = TypeVar("Q", bound=Askable)


def candidates(  # noqa: PLR0913 - each is one plain rule
    questions: Iterable[Q],
    *,
    stage: str | None,
    depth: int,
    ceiling: int,
    off_tags: AbstractSet[str],
    asked: Sequence[str],
    alone: bool = False,
) -> list[Q]:
    """Return the allowed questions at the depth nearest to the wanted one, new ones first.

    `asked` holds ids, oldest first. Once all that is allowed was asked, the list is the single
    question asked longest ago; it is empty only when nothing is allowed.
    """
    allowed = [
        question
        for question in questions
        if _suits(question, stage, alone)
        and question.depth <= ceiling
        and off_tags.isdisjoint(question.tags)
    ]
    asked_at = _last_places(asked)
    fresh = [question for question in allowed if question.id not in asked_at]
    if not fresh:
        return sorted(allowed, key=lambda question: asked_at[question.id])[:1]
    return _nearest(fresh, min(depth, ceiling))


def choose(  # noqa: PLR0913 - each is one plain rule
    questions: Iterable[Q],
    *,
    stage: str | None,
    depth: int,
    ceilings: Sequence[int],
    off_tags: AbstractSet[str],
    asked: Sequence[str],
    seed: str,
    alone: bool = False,
) -> Q | None:
    """Return the next question, or None when nothing is allowed.

    The lowest of `ceilings` applies, `off_tags` is the union of both people's, `stage` None means
    any, `asked` holds ids, oldest first. Pillars take turns. The same input gives the same
    question on every device, in whatever order the questions come.
    """
    known = list(questions)
    found = candidates(
        known,
        stage=stage,
        depth=depth,
        ceiling=min(ceilings, default=DEEPEST),
        off_tags=off_tags,
        asked=asked,
        alone=alone,
    )
    pillar_at = _last_pillars(known, asked)
    return min(
        found,
        key=lambda question: (pillar_at.get(question.pillar, -1), _lot(seed, question.id)),
        default=None,
    )


def wanted_depth(opened: int) -> int:
    """Return the depth (1-4) of the next question after so many that were answered.

    The first is light, then it starts at 2 and goes a step deeper after every six; each third
    question is one step lighter, since nobody wants to go deep every time.
    """
    if not opened:
        return LIGHTEST
    reached = min(START + opened // DEEPER_AFTER, DEEPEST)
    return reached if opened % LIGHTER_EACH else lighter(reached)


def lighter(depth: int) -> int:
    """Return one step lighter; passed to `choose` as a further ceiling, it is certain to hold."""
    return max(LIGHTEST, min(depth, DEEPEST) - 1)


def evenings(weekday: int, per_week: int) -> bool:
    """Tell whether this weekday (Monday = 0) carries a question at so many evenings a week."""
    return weekday in _EVENINGS.get(min(per_week, len(_EVENINGS)), frozenset())


def deeper(questions: Iterable[Q], level: int, likeness: Mapping[str, float]) -> list[Q]:
    """Return up to three questions deeper than `level` (1-4), a level apart where there is room.

    Of each level the one most alike is taken; `likeness` has a number for each id. From the deepest
    level none goes deeper, so three of that level come.
    """
    rest = sorted(questions, key=lambda one: (-likeness[one.id], one.id))
    deepest = max((one.depth for one in rest), default=LIGHTEST)
    found: list[Q] = []
    for wanted in _ladder(level, deepest):
        taken = next((one for one in rest if one.depth == wanted and one not in found), None)
        found += [taken] if taken else []
    return sorted(found, key=lambda one: one.depth)


def _ladder(level: int, deepest: int) -> list[int]:
    """Return three levels: each above `level` once, then the nearest above it again."""
    above = list(range(level + 1, deepest + 1)) or ([deepest] if level == DEEPEST else [])
    return [above[at % len(above)] for at in range(OFFERED)] if above else []


def needs_journal(days_unopened: int) -> bool:
    """Tell whether an answer has waited long enough to become its author's journal."""
    return days_unopened >= DAYS_UNTIL_JOURNAL


def readable_answers(answers: Mapping[UUID, str], reader: UUID) -> Mapping[UUID, str]:
    """Return what the reader may see: their own words, then both once both wrote."""
    if reader in answers and len(answers) == PARTNERS:
        return answers
    return {author: text for author, text in answers.items() if author == reader}


def _suits(question: Askable, stage: str | None, alone: bool) -> bool:
    return (stage is None or stage in question.stages) and (question.alone or not alone)


def _nearest(questions: list[Q], depth: int) -> list[Q]:
    # Of two equally near depths the lighter wins: too light bores, too deep hurts.
    nearest = min((abs(question.depth - depth), question.depth) for question in questions)[1]
    return [question for question in questions if question.depth == nearest]


def _last_places(asked: Sequence[str]) -> dict[str, int]:
    return {question_id: place for place, question_id in enumerate(asked)}


def _last_pillars(questions: Iterable[Askable], asked: Sequence[str]) -> dict[str, int]:
    asked_at = _last_places(asked)
    pillar_at: dict[str, int] = {}
    for question in questions:
        if question.id in asked_at:
            place = max(asked_at[question.id], pillar_at.get(question.pillar, -1))
            pillar_at[question.pillar] = place
    return pillar_at


def _lot(seed: str, question_id: str) -> bytes:
    return sha256(f"{seed}\x1f{question_id}".encode()).digest()
