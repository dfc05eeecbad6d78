"""What the sealed records of this app hold."""

from dataclasses import dataclass

from closeknit.domain import listening
from closeknit.domain.listening import Place, Step

# id, who, seconds, again, writes, turn
Stepped = tuple[str, str, int, bool, bool, int]


@dataclass(frozen=True)
class TalkWords:
    """A talk: what it follows, what it is about, and where it is.

    The course is kept as it was when the talk began, so that other words in a later version change
    no talk under way. `protocol` is an id of the library, or empty for one of their own, whose
    `name` and instructions (`own`: step and text) come along, with the seat that wrote them
    (`own_by`). `at_one` says that both began it on one phone.
    """

    course: tuple[Stepped, ...]
    protocol: str
    first: int
    by: int
    touched: int
    name: str = ""
    own: tuple[tuple[str, str], ...] = ()
    topic: str = ""
    is_conflict: bool = False
    rounds: int = 3
    phase: str = listening.INVITED
    place: int = 0
    round: int = 1
    visit: int = 0
    ready: tuple[int, ...] = ()
    ends: int | None = None
    back_at: int | None = None
    paused_by: int | None = None
    ending: str = ""
    began: str = ""
    at_one: bool = False
    own_by: int = -1

    def talk(self, *, in_writing: bool) -> listening.Talk:
        places = tuple(
            Place(Step(name, who, seconds, again, writes), turn)
            for name, who, seconds, again, writes, turn in self.course
        )
        same = {name: getattr(self, name) for name in KEPT}
        return listening.Talk(course=places, in_writing=in_writing, **same)


# What the protocol moves, by the same names in both.
KEPT = (
    *("first", "by", "touched", "rounds", "phase", "place", "round", "visit", "ready", "ends"),
    *("back_at", "paused_by", "ending"),
)


@dataclass(frozen=True)
class SaidWords:
    """What was written in one step of a talk."""

    step: str
    turn: int
    round: int
    text: str
    at: str


@dataclass(frozen=True)
class TakeawayWords:
    """What somebody takes along from a talk, for both to read."""

    text: str
    at: str
    edited: bool = False


@dataclass(frozen=True)
class KeptWords:
    """What is mine alone after a talk: how understood I felt (1 to 7, or 0) and what I keep.

    `said` holds words of mine that I have taken out of what both could read.
    """

    felt: int = 0
    text: str = ""
    said: tuple[str, ...] = ()
    at: str = ""


@dataclass(frozen=True)
class OwnProtocolWords:
    """A protocol of their own making: steps as who (speaker or listener), instruction, seconds."""

    name: str
    steps: tuple[tuple[str, str, int], ...]
    turns: int = 2
    is_conflict: bool = False
