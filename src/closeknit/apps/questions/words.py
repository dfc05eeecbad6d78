"""What the sealed records of this app hold."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class QuestionWords:
    """A question put to both. One of their own has no id, and `author` tells who asked it."""

    question: str
    text: str
    depth: int = 2
    pillar: str = ""
    author: str = ""

    @property
    def is_own(self) -> bool:
        return not self.question


@dataclass(frozen=True)
class WrittenWords:
    """What somebody wrote, and when: an answer, or an answer to an answer."""

    text: str
    at: str


@dataclass(frozen=True)
class JournalWords:
    """A question with one person's answer, for that person alone."""

    question: str
    text: str
    answer: str
    at: str


@dataclass(frozen=True)
class Memory:
    """What was asked before, oldest first, and what a person wished for on a day.

    `not_today` and `wrote_on` are days as ISO text; `at_most` is the depth of a lighter question
    that was asked for, 0 when none was; `favourites` are ids, the latest last. A bond's memory uses
    `asked` alone.
    """

    asked: tuple[str, ...] = ()
    not_today: str = ""
    wrote_on: str = ""
    at_most: int = 0
    favourites: tuple[str, ...] = ()


OTHER, BOTH, ME = "other", "both", "me"


@dataclass(frozen=True)
class LetterWords:
    """A letter, sealed until a day that both chose.

    `whom` is other, both or me. `opens_on` is the day, as ISO text, that its author has chosen;
    `agreed` tells whether the other has chosen it, too, `proposed` is another day that the other
    would like better, or empty. A letter to oneself needs nobody's agreement.
    """

    text: str
    whom: str
    opens_on: str
    at: str
    agreed: bool = False
    proposed: str = ""

    @property
    def day(self) -> date:
        return date.fromisoformat(self.opens_on)

    @property
    def proposed_day(self) -> date | None:
        return date.fromisoformat(self.proposed) if self.proposed else None

    def opens_by(self, today: date) -> bool:
        return (self.agreed or self.whom == ME) and self.day <= today

    def room(self) -> int:
        """Return by how many bytes other choices could be longer, so that none shows in a size."""
        longest = len(OTHER) + len("false") + len("2026-11-24")
        return longest - len(self.whom) - len(str(self.agreed)) - len(self.proposed)
