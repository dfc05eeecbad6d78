"""What the sealed records of this app hold."""

import json
from dataclasses import dataclass
from typing import Any

# Bytes that choices take at most, in a record and around the free words of its sentence. Records
# are padded as if they did, so that the size tells how much was typed and never what was chosen.
_MOST_CHOSEN = 400
_MOST_AROUND = 320

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

    @property
    def free(self) -> int:
        """How many bytes were typed, not chosen, before the sentence was put together."""
        return _size(self.because) + _size(self.own_feeling) + _size(self.own_need)

    def room(self) -> int:
        chosen = (self.kind, self.feelings, self.strength, self.need, self.wish, self.timing)
        return _room(self.sentence, self.free, chosen)


@dataclass(frozen=True)
class SharedWords:
    """What the other reads. Feelings and need are words of the sentence, never more than it says.

    `pleasant` is None where the feelings are mixed or not known; `free` is that of the check-in.
    """

    sentence: str
    at: str
    feelings: tuple[str, ...] = ()
    pleasant: bool | None = None
    need: str = ""
    wish: str = ""
    timing: str = ""
    edited: bool = False
    free: int = 0

    def room(self) -> int:
        chosen = (self.feelings, self.pleasant, self.need, self.wish, self.timing, self.edited)
        return _room(self.sentence, self.free, chosen)


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


def _room(sentence: str, free: int, chosen: tuple[Any, ...]) -> int:
    """Return the bytes by which a record with other choices could be longer than this one."""
    inside = _size(json.dumps(chosen, ensure_ascii=False, separators=(",", ":")))
    around = max(_size(sentence) - free, 0)
    return max(_MOST_CHOSEN - inside, 0) + max(_MOST_AROUND - around, 0)


def _size(text: str) -> int:
    return len(text.encode())
