"""What talks and journals ask the coach, one plain function each."""

from dataclasses import dataclass

from closeknit.coach.loading import reader
from closeknit.domain.replies import REFLECT, SEEN, hurried

_NEUTRAL = "neutral"


@dataclass(frozen=True)
class Reflection:
    """Whether words give back what was said; `hurries` names what they rather do, or is empty."""

    gives_back: bool
    hurries: str


@dataclass(frozen=True)
class Entry:
    """Which of GoEmotions' feelings are in a text, likeliest first, and whether it names none."""

    feelings: tuple[str, ...]
    is_vague: bool


def reflection(text: str, to: str) -> Reflection | None:
    """Read what a listener gives back; None where the coach is not there or cannot read it."""
    coach = reader(text)
    if coach is None:
        return None
    moves = coach.moves(text, to)
    return Reflection(moves[REFLECT] >= SEEN, hurried(moves))


def entry(text: str) -> Entry | None:
    """Read a journal entry; None where the coach is not there or cannot read it."""
    coach = reader(text)
    if coach is None:
        return None
    found = coach.feelings(text)
    seen = [name for name, likely in found.items() if likely >= SEEN and name != _NEUTRAL]
    by_likelihood = sorted(seen, key=lambda name: -found[name])
    return Entry(tuple(by_likelihood), not seen and coach.vague(text) >= SEEN)
