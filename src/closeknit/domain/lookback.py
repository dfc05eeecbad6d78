"""Gather what somebody felt and needed by week: what was there, without a judgement on it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

LEVELS = {"low": 0, "middle": 1, "high": 2}
UNSAID = 3
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Feeling:
    """A felt word. Of one of somebody's own, energy and tone are not known."""

    word: str
    energy: str = ""
    pleasant: bool | None = None


@dataclass(frozen=True, slots=True)
class Felt:
    """One check-in. `strength` is 1 to 5, or 0 where it was not said."""

    day: date
    feelings: tuple[Feeling, ...]
    need: str = ""
    strength: int = 0


@dataclass(frozen=True, slots=True)
class Bead:
    """The feelings of a week that share an energy and a tone, as strong as the strongest."""

    energy: str
    pleasant: bool
    strength: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Week:
    """A week that begins on a Monday. Words stand in the order of how often they came."""

    begins: date
    feelings: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    beads: tuple[Bead, ...] = ()
    level: float | None = None

    @property
    def is_empty(self) -> bool:
        return not self.feelings and not self.needs

    def words_of(self, energy: str) -> tuple[str, ...]:
        return tuple(word for bead in self.beads if bead.energy == energy for word in bead.words)


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def weeks(felt: Iterable[Felt], last: date, count: int) -> list[Week]:
    """Return so many weeks up to the one that holds `last`, oldest first, empty ones too."""
    by_week: dict[date, list[Felt]] = {}
    for one in felt:
        by_week.setdefault(monday(one.day), []).append(one)
    first = first_of(last, count)
    begins = (first + _WEEK * at for at in range(count))
    return [_week(begin, by_week.get(begin, [])) for begin in begins]


def first_of(last: date, count: int) -> date:
    """Return the day on which so many weeks begin."""
    return monday(last) - _WEEK * (count - 1)


def _week(begins: date, felt: Sequence[Felt]) -> Week:
    feelings = [feeling for one in felt for feeling in one.feelings]
    levels = [LEVELS[feeling.energy] for feeling in feelings if feeling.energy in LEVELS]
    return Week(
        begins=begins,
        feelings=_by_count(feeling.word for feeling in feelings),
        needs=_by_count(one.need for one in felt if one.need),
        beads=_beads(felt),
        level=sum(levels) / len(levels) if levels else None,
    )


def _beads(felt: Sequence[Felt]) -> tuple[Bead, ...]:
    strengths: dict[tuple[str, bool], list[int]] = {}
    words: dict[tuple[str, bool], list[str]] = {}
    for one in felt:
        for feeling in one.feelings:
            if feeling.energy not in LEVELS or feeling.pleasant is None:
                continue
            spot = (feeling.energy, feeling.pleasant)
            strengths.setdefault(spot, []).append(one.strength or UNSAID)
            words.setdefault(spot, []).append(feeling.word)
    return tuple(
        Bead(energy, pleasant, max(found), _by_count(words[energy, pleasant]))
        for (energy, pleasant), found in sorted(strengths.items(), key=lambda item: item[0])
    )


def _by_count(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(word for word, _times in Counter(words).most_common())
