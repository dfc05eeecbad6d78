"""How much there is of everything, and whether questions fill their cells evenly."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product

from closeknit.content import Idea, Library, Question
from closeknit.content.model import PILLARS, STAGES
from tools.words.grade import words

FEWEST = {
    "feelings": 150,
    "needs": 70,
    "acts": 60,
    "questions": 700,
    "pairs": 60,
    "openers": 60,
    "rituals": 100,
    "starters": 80,
    "mends": 40,
    "ideas": 27,
}
FEWEST_FOLLOWED = 300
DEPTHS = range(1, 5)
# Of two cells, one may hold so many more than the other.
MOST_APART = 4
LONGEST_IDEA = 400
# As the page of a practice has it.
PAIRS_SHOWN = 2


def amiss(library: Library) -> Iterator[str]:
    for name, fewest in FEWEST.items():
        if (found := len(getattr(library, name))) < fewest:
            yield f"{name}: {found} of at least {fewest}"
    followed = sum(bool(one.follow_ups) for one in library.questions.values())
    if followed < FEWEST_FOLLOWED:
        yield f"questions: {followed} of at least {FEWEST_FOLLOWED} have follow_ups"
    yield from _uneven(list(library.questions.values()))


def cells(questions: Sequence[Question]) -> Counter[tuple[str, str, int]]:
    """Return how many questions each pillar has for each stage and depth."""
    return Counter((one.pillar, stage, one.depth) for one in questions for stage in one.stages)


def _uneven(questions: Sequence[Question]) -> Iterator[str]:
    for pillar in PILLARS:
        found = cells([one for one in questions if one.pillar == pillar])
        places = product(STAGES, DEPTHS)
        counts = {(stage, depth): found[pillar, stage, depth] for stage, depth in places}
        if max(counts.values()) - min(counts.values()) > MOST_APART:
            least = min(counts, key=lambda cell: counts[cell])
            yield f"questions of {pillar} are uneven: {counts[least]} for {least}, more elsewhere"


def _pairs(library: Library, idea: Idea) -> list[tuple[str, str, str]]:
    """Return the pairs that stand on the page of a practice."""
    found = [one for one in library.pairs.values() if one.practice == idea.key]
    shown = found[:PAIRS_SHOWN] if idea.shelf == "practices" else []
    return [(one.instead, one.rather, one.reason) for one in shown]


def long_ideas(library: Library) -> Iterator[str]:
    """Name pages of the Learn shelf that are longer than somebody reads in the evening."""
    for one in library.ideas.values():
        findings = [library.findings[name] for name in one.evidence]
        known = [text for found in findings for text in (found.text, found.source, found.limits)]
        known += [text for pair in _pairs(library, one) for text in pair]
        all_texts = [one.name, one.lead, *one.what, *one.shows, *one.helps, one.tonight, *known]
        if (length := len(words(" ".join(all_texts)))) > LONGEST_IDEA:
            yield f"learn.idea {one.id}: {length} words; up to {LONGEST_IDEA} fit an evening"
