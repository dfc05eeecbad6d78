"""Read the story of the demo pair from its files."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from closeknit.apps.checkins.words import NAMED, WORDS

HERE = Path(__file__).parent
PAIR = ("ana", "bo")
# What a check-in in the file says, besides what its author chose.
_AROUND = ("ago", "time", "by", "kind", "shared", "reply")


@dataclass(frozen=True)
class Said:
    """Something that one of the two wrote: who, how many days ago, and at what time."""

    by: str
    ago: int
    time: str
    text: str = ""


@dataclass(frozen=True)
class Reply:
    said: Said
    move: str
    until: str
    answers: tuple[Said, ...]
    mends: tuple[Said, ...]


@dataclass(frozen=True)
class CheckIn:
    said: Said
    kind: str
    chosen: dict[str, Any]
    is_shared: bool
    replies: tuple[Reply, ...]


@dataclass(frozen=True)
class Question:
    """One of the library by its id, or one of their own with its text and who asked it."""

    id: str
    text: str
    asked_by: str
    answers: tuple[Said, ...]
    responses: tuple[Said, ...]


@dataclass(frozen=True)
class Entry:
    said: Said
    question: str


def check_ins() -> tuple[list[CheckIn], list[Said]]:
    """Return the check-ins, and the mends that are about no single answer."""
    found = _read("checkins")
    return [_check_in(one) for one in found["checkin"]], [Said(**one) for one in found["mend"]]


def questions() -> tuple[list[Question], Question]:
    """Return what was opened, and the question of tonight."""
    found = _read("questions")
    return [_question(one) for one in found["question"]], _question(found["tonight"])


def journal() -> list[Entry]:
    found = _read("journal")["entry"]
    return [Entry(_said(one, one), one.get("id", "")) for one in found]


@dataclass(frozen=True)
class Answered:
    """Answers of a week (so many weeks ago) or of a part of the assessment (so many days ago)."""

    by: str
    ago: int
    answers: tuple[int, ...]
    part: str = ""


def picture() -> tuple[list[Answered], list[Answered]]:
    """Return the weeks and the sittings."""
    found = _read("picture")
    return [_answered(one) for one in found["week"]], [_answered(one) for one in found["sitting"]]


def other(name: str) -> str:
    return PAIR[name == PAIR[0]]


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / f"{name}.toml").read_text("utf-8"))


def _check_in(found: dict[str, Any]) -> CheckIn:
    return CheckIn(
        said=_said(found, found),
        kind=found.get("kind", NAMED),
        chosen={name: value for name, value in found.items() if name not in _AROUND},
        is_shared=found.get("shared", False),
        replies=tuple(_reply(one, found) for one in found.get("reply", ())),
    )


def _reply(found: dict[str, Any], about: dict[str, Any]) -> Reply:
    around = {"by": other(about["by"]), "ago": about["ago"]} | found
    return Reply(
        said=_said(found, around),
        move=found.get("move", WORDS),
        until=found.get("until", ""),
        answers=tuple(_said(one, around | {"by": about["by"]}) for one in found.get("answer", ())),
        mends=tuple(_said(one, around) for one in found.get("mend", ())),
    )


def _answered(found: dict[str, Any]) -> Answered:
    return Answered(**found | {"answers": tuple(found["answers"])})


def _said(found: dict[str, Any], around: dict[str, Any]) -> Said:
    by, ago = found.get("by", around["by"]), found.get("ago", around["ago"])
    return Said(by, ago, found["time"], found.get("text", "").strip())


def _question(found: dict[str, Any]) -> Question:
    return Question(
        id=found.get("id", ""),
        text=found.get("text", ""),
        asked_by=found.get("asked_by", ""),
        answers=tuple(Said(**one) for one in found["answers"]),
        responses=tuple(Said(**one) for one in found.get("responses", ())),
    )
