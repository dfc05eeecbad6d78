"""What the sealed records of this app hold. Answers stand in their items' order, 0 for none."""

from dataclasses import dataclass

# The parts of the assessment besides the pillars.
SIGNS, BARRIERS = "signs", "barriers"

Week = tuple[int, tuple[int, ...], bool]
Sitting = tuple[str, str, tuple[int, ...], bool]
Guess = tuple[str, tuple[int, ...], tuple[int, ...], bool, str]
# Number of the week; level, low and high in hundredths of a point.
Level = tuple[int, int, int, int]
# Kind; first week of the change, first and last of the notice; how much lower, from, to.
Told = tuple[str, int, int, int, float, float, float]


@dataclass(frozen=True)
class BookWords:
    """All that somebody has answered, and what they have seen of it.

    weeks: number of the week, eight answers from 1 to 7, whether it is kept out of the picture of
    both. sittings: part, when it began, answers from 1 to 7, or 1 to 3 for signs and barriers,
    whether it is finished; what is not is a draft. guesses: month as 2026-11, own answers, guesses,
    whether they may open, and the bond that they are about. signs_open: when the sitting on signs
    began that may open, and the bond. seen: what notices their reader has seen. drawn_of, drawn and
    told: the monitor's latest results and what they were drawn of, so that nothing is reckoned
    twice; told_in is the bond that the notices are about.
    """

    weeks: tuple[Week, ...] = ()
    sittings: tuple[Sitting, ...] = ()
    guesses: tuple[Guess, ...] = ()
    signs_open: tuple[str, str] = ("", "")
    seen: tuple[str, ...] = ()
    drawn_of: str = ""
    drawn: tuple[Level, ...] = ()
    told: tuple[Told, ...] = ()
    told_in: str = ""


@dataclass(frozen=True)
class ReleasedWords:
    """What a member lets into the picture of both.

    weeks: number, sum of the pillar items (turned), how many were answered, spark, being known.
    pillars: name, mean, standard error. signs and barriers: answers from 1 to 3, or empty.
    guesses: month, own answers, guesses.
    """

    weeks: tuple[tuple[int, int, int, int, int], ...] = ()
    pillars: tuple[tuple[str, float, float], ...] = ()
    signs: tuple[int, ...] = ()
    barriers: tuple[int, ...] = ()
    guesses: tuple[tuple[str, tuple[int, ...], tuple[int, ...]], ...] = ()
    is_shared: bool = False
