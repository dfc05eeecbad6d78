"""What the sealed records of this app hold."""

from dataclasses import dataclass


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
    that was asked for, 0 when none was. A bond's memory uses `asked` alone.
    """

    asked: tuple[str, ...] = ()
    not_today: str = ""
    wrote_on: str = ""
    at_most: int = 0
