"""Answer JSON lines with JSON lines, as `closeknit coach` does."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from closeknit.coach.model import Coach

_DIGITS = 4


def answers(lines: Iterable[str | bytes], coach: Coach) -> Iterator[str]:
    """Return one line for each line, in order; a bad one gets an "error" and the rest goes on."""
    return (json.dumps(_answer(line, coach)) for line in lines)


def _answer(line: str | bytes, coach: Coach) -> dict[str, Any]:
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError):
        return _wrong("this line is not JSON")
    if not isinstance(asked, dict):
        return _wrong('a line is an object, like {"task": "question", "text": "…"}')
    task = _TASKS.get(str(asked.get("task")))
    if task is None:
        return _wrong(f'"task" is one of {", ".join(_TASKS)}')
    wrong = [name for name in ("text", "to") if not isinstance(asked.get(name, ""), str)]
    if wrong or "text" not in asked:
        return _wrong(f'"{(wrong or ["text"])[0]}" has to be a text')
    return task(coach, asked)


def _wrong(reason: str) -> dict[str, Any]:
    return {"error": reason}


def _question(coach: Coach, asked: Mapping[str, str]) -> dict[str, Any]:
    return {"depth": round(coach.depth(asked["text"]), _DIGITS)}


def _reply(coach: Coach, asked: Mapping[str, str]) -> dict[str, Any]:
    return {"moves": _rounded(coach.moves(asked["text"], asked.get("to", "")))}


def _feeling(coach: Coach, asked: Mapping[str, str]) -> dict[str, Any]:
    return {"feelings": _rounded(coach.feelings(asked["text"]))}


def _vague(coach: Coach, asked: Mapping[str, str]) -> dict[str, Any]:
    return {"vague": round(coach.vague(asked["text"]), _DIGITS)}


def _rounded(found: Mapping[str, float]) -> dict[str, float]:
    return {name: round(value, _DIGITS) for name, value in found.items()}


_TASKS: Mapping[str, Callable[[Coach, Mapping[str, str]], dict[str, Any]]] = {
    "question": _question,
    "reply": _reply,
    "feeling": _feeling,
    "vague": _vague,
}
