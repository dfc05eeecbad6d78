"""Six questions that rise gently, for two people with one phone and no account."""

from collections.abc import Iterable

from closeknit.content import Question
from closeknit.domain import questions as domain

RISING = (1, 1, 2, 2, 3, 3)
SETS = 8


def sets(questions: Iterable[Question]) -> list[list[Question]]:
    """Return sets of six, none of them twice: nothing that people can switch off is touched."""
    left = [one for one in questions if not one.tags and "early" in one.stages]
    found: list[list[Question]] = []
    for number in range(SETS):
        six = _six(left, str(number))
        if six is None:
            break
        found.append(six)
        left = [one for one in left if one not in six]
    return found


def _six(questions: list[Question], seed: str) -> list[Question] | None:
    """Return one question of each depth in turn, of different pillars as far as there are."""
    six: list[Question] = []
    for depth in RISING:
        there = [one for one in questions if one.depth == depth and one not in six]
        # No deck twice: two questions about one subject would feel like a test.
        fresh = [one for one in there if one.deck not in {known.deck for known in six}]
        found = domain.choose(
            [*six, *(fresh or there)],
            stage="early",
            depth=depth,
            ceilings=[depth],
            off_tags=set(),
            asked=[one.id for one in six],
            seed=seed,
        )
        if found is None or found in six:
            return None
        six.append(found)
    return six
