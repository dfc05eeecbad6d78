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
class Letter:
    """A letter: for whom it is, and in how many days it opens."""

    said: Said
    whom: str
    ahead: int


def letters() -> list[Letter]:
    found = _read("letters")["letter"]
    return [Letter(_said(one, one), one["whom"], one["ahead"]) for one in found]


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


@dataclass(frozen=True)
class Ritual:
    said: Said
    agreed: Said
    what: str
    how: str
    first_ago: int
    at: str
    minutes: int
    moved: int


@dataclass(frozen=True)
class Away:
    """A time without phones: what each said afterwards, and how close it felt, 0 where not said."""

    said: Said
    minutes: int
    sentences: dict[str, str]
    felt: dict[str, int]


@dataclass(frozen=True)
class Taken:
    by: str
    text: str
    shared: bool
    felt: int


@dataclass(frozen=True)
class Talk:
    said: Said
    first: str
    protocol: str
    topic: str
    in_writing: bool
    written: tuple[Said, ...]
    taken: tuple[Taken, ...]


@dataclass(frozen=True)
class Moment:
    """Something that was `on` so many days ago, with the names of drawn pictures."""

    said: Said
    kind: str
    on: int
    is_shared: bool
    photos: tuple[tuple[str, str], ...]


def together() -> tuple[list[Ritual], list[Away], list[Talk], list[Moment]]:
    """Return what they planned, how they were without phones, talked, and what they kept."""
    found = _read("together")
    return (
        [_ritual(one) for one in found["ritual"]],
        [_away(one) for one in found["away"]],
        [_talk(one) for one in found["talk"]],
        [_moment(one) for one in found["moment"]],
    )


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


def _ritual(found: dict[str, Any]) -> Ritual:
    agreed = Said(other(found["by"]), found["agreed_ago"], found["agreed_time"])
    said = Said(found["by"], found["ago"], found["time"], found["note"])
    plain = ("what", "how", "first_ago", "at", "minutes", "moved")
    return Ritual(said, agreed, **{name: found[name] for name in plain})


def _away(found: dict[str, Any]) -> Away:
    return Away(
        said=_said(found, found),
        minutes=found["minutes"],
        sentences={name: found[name] for name in PAIR},
        felt={name: found[f"{name}_felt"] for name in PAIR},
    )


def _talk(found: dict[str, Any]) -> Talk:
    return Talk(
        said=_said(found, found),
        first=found["first"],
        protocol=found["protocol"],
        topic=found["topic"],
        in_writing=found["in_writing"],
        written=tuple(_said(one, one) for one in found.get("said", ())),
        taken=tuple(Taken(**one) for one in found["taken"]),
    )


def _moment(found: dict[str, Any]) -> Moment:
    return Moment(
        said=_said(found, found),
        kind=found["kind"],
        on=found.get("on", found["ago"]),
        is_shared=found["shared"],
        photos=tuple(zip(found.get("photos", ()), found.get("captions", ()), strict=True)),
    )


def _question(found: dict[str, Any]) -> Question:
    return Question(
        id=found.get("id", ""),
        text=found.get("text", ""),
        asked_by=found.get("asked_by", ""),
        answers=tuple(Said(**one) for one in found["answers"]),
        responses=tuple(Said(**one) for one in found.get("responses", ())),
    )
