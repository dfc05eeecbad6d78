"""What the sealed records of this app hold."""

from dataclasses import dataclass

# kind of a check-in: words for a feeling, "fine", "I don't know yet", or words that came home
NAMED, FINE, UNKNOWN, KEPT = "named", "fine", "unknown", "kept"
# timing
NO_ANSWER, WHEN_YOU_CAN = "none", "when_you_can"
# move of a reply
HEARD, COME_AT, NOT_NOW, CANNOT, WORDS = "heard", "come_at", "not_now", "cannot", "words"


@dataclass(frozen=True)
class CheckInWords:
    """What somebody feels and needs: ids of content, own words, and the final sentence.

    `strength` is 1 to 5, or 0 where it was not said.
    """

    kind: str
    sentence: str
    at: str
    feelings: tuple[str, ...] = ()
    own_feeling: str = ""
    strength: int = 0
    because: str = ""
    need: str = ""
    own_need: str = ""
    wish: str = ""
    timing: str = ""


@dataclass(frozen=True)
class SharedWords:
    """What the other reads. Feelings and need are words of the sentence, never more than it says.

    `pleasant` is None where the feelings are mixed or not known.
    """

    sentence: str
    at: str
    feelings: tuple[str, ...] = ()
    pleasant: bool | None = None
    need: str = ""
    wish: str = ""
    timing: str = ""
    edited: bool = False


@dataclass(frozen=True)
class ReplyWords:
    text: str
    move: str
    at: str
    time: str = ""


@dataclass(frozen=True)
class MendWords:
    text: str
    at: str
