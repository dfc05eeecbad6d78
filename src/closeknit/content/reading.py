"""Read TOML files so that every mistake can be told with its file, line and key."""

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NoReturn

_ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_HEADER = re.compile(r"\s*\[\[?\s*([A-Za-z0-9_-]+)\s*\]\]?")
_PLACE = re.compile(r"\(at line (\d+), column \d+\)|\(at end of document\)")
_LOUD = re.compile(r"[!\u00a1\uff01]")
_COMMANDING = re.compile(r"\bshould(?:n['\u2019]t)?\b", re.IGNORECASE)


class ContentError(Exception):
    """A mistake in a content file, told so that its author can mend it."""

    def __init__(self, file: str, line: int, problem: str, advice: str, key: str = "") -> None:
        place = f"{file}, line {line}" if line else file
        super().__init__(f"{place}: {problem}; {advice}")
        self.file = file
        self.line = line
        self.key = key
        self.advice = advice


@dataclass(frozen=True, slots=True)
class File:
    """One TOML file, and how people are told which one it is."""

    name: str
    source: str
    tables: Mapping[str, object]

    def lines(self) -> list[str]:
        return self.source.splitlines()

    def entries(self, kinds: Collection[str], plain_keys: Collection[str] = ()) -> "list[Entry]":
        """Return the entries in their order, refusing tables that nobody reads."""
        for kind in self.tables:
            if kind not in kinds and kind not in plain_keys:
                advice = f"write {_headed(kinds)}, or remove it"
                raise ContentError(
                    self.name, self._line(kind), f"{kind} is not read here", advice, kind
                )
        return [entry for kind in kinds for entry in self._of_kind(kind)]

    def _of_kind(self, kind: str) -> "list[Entry]":
        found = self.tables.get(kind, [])
        tables = found if isinstance(found, list) else [found]
        if not all(isinstance(table, dict) for table in tables):
            advice = f"begin it with a line [[{kind}]]"
            raise ContentError(self.name, self._line(kind), f"{kind} is not a table", advice, kind)
        return [Entry(self, kind, at, table) for at, table in enumerate(tables)]

    def _line(self, kind: str) -> int:
        pattern = re.compile(rf"\s*(?:\[\[?\s*)?{re.escape(kind)}\b")
        found = (at for at, line in enumerate(self.lines(), 1) if pattern.match(line))
        return next(found, 1)


def read(path: Path, name: str) -> File:
    source = _decoded(path.read_bytes(), name)
    try:
        return File(name, source, tomllib.loads(source))
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        line = int(place[1]) if place and place[1] else source.count("\n") + 1
        problem = _PLACE.sub("", str(error)).strip().lower()
        raise ContentError(name, line, problem, "write it as TOML asks, see toml.io") from error


def _decoded(raw: bytes, name: str) -> str:
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise ContentError(name, line, "this is not UTF-8", "save the file as UTF-8") from error


@dataclass(slots=True)
class Entry:
    """One table of a file. Its readers say what they expect, and which line breaks it."""

    file: File
    kind: str
    index: int
    values: Mapping[str, object]
    read_keys: set[str] = field(default_factory=set)

    @property
    def id(self) -> str:
        return self.matching("id", _ID, "small letters, digits and hyphens")

    @property
    def place(self) -> str:
        return f"{self.file.name}, line {self._line('id')}"

    def matching(self, key: str, pattern: re.Pattern[str], expected: str) -> str:
        found = self.text(key)
        if not pattern.fullmatch(found):
            self.refuse(key, f'{key} is "{found}"', f"write {expected}")
        return found

    def pass_over(self, *keys: str) -> None:
        """Let keys be that only their authors need."""
        self.read_keys.update(keys)

    def text(self, key: str) -> str:
        """Return a text that is not empty."""
        value = self._value(key, "a text in quotes")
        if not isinstance(value, str):
            self.refuse(key, f"{key} is {_shown(value)}", "write a text in quotes")
        if not value.strip():
            self.refuse(key, f"{key} is empty", "write a text in quotes")
        return value.strip()

    def optional_text(self, key: str) -> str:
        self.read_keys.add(key)
        return self.text(key) if self.values.get(key, "") != "" else ""

    def voice(self, key: str, placeholders: Collection[str] = ()) -> str:
        """Return a text that the house says: calm, never commanding, with known placeholders."""
        text = self.text(key)
        self._calm(key, text, placeholders)
        return text

    def _calm(self, key: str, text: str, placeholders: Collection[str]) -> None:
        if _LOUD.search(text):
            self.refuse(key, f"{key} holds an exclamation mark", "end it with a full stop")
        if _COMMANDING.search(text):
            self.refuse(key, f'{key} says "should"', "offer it instead, for example with could")
        for found in re.findall(r"\{[^}]*\}?|\}", text):
            if found[1:-1] not in placeholders:
                allowed = _listed([f"{{{name}}}" for name in placeholders]) or "plain words"
                self.refuse(key, f"{key} holds {found}", f"write {allowed} there")

    def optional_voice(self, key: str) -> str:
        self.read_keys.add(key)
        return self.voice(key) if self.values.get(key, "") != "" else ""

    def voices(self, key: str) -> tuple[str, ...]:
        """Return a list of texts that the house says; empty where there is none."""
        found = self.texts(key, ())
        for text in found:
            self._calm(key, text, ())
        return found

    def paragraphs(self, key: str) -> tuple[str, ...]:
        """Return a text by its paragraphs, between which lines are empty."""
        return tuple(" ".join(one.split()) for one in self.voice(key).split("\n\n"))

    def choice(self, key: str, allowed: Collection[str], default: str | None = None) -> str:
        self.read_keys.add(key)
        if key not in self.values and default is not None:
            return default
        advice = f"one of {_listed(allowed)}"
        value = self._value(key, advice)
        if value not in allowed:
            self.refuse(key, f"{key} is {_shown(value)}", f"write {advice}")
        return str(value)

    def whole(self, key: str, low: int, high: int) -> int:
        advice = f"a whole number from {low} to {high}"
        value = self._value(key, advice)
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            self.refuse(key, f"{key} is {_shown(value)}", f"write {advice}")
        return value

    def flag(self, key: str, default: bool | None = None) -> bool:
        self.read_keys.add(key)
        if key not in self.values and default is not None:
            return default
        value = self._value(key, "true or false")
        if not isinstance(value, bool):
            self.refuse(key, f"{key} is {_shown(value)}", "write true or false")
        return value

    def texts(self, key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """Return a list of texts, none of them empty or twice."""
        self.read_keys.add(key)
        if key not in self.values and default is not None:
            return default
        value = self._value(key, "a list of texts")
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self.refuse(key, f"{key} is {_shown(value)}", 'write a list of texts, ["…", "…"]')
        for one in value:
            if not one.strip():
                self.refuse(key, f"{key} holds an empty text", "remove it")
            if value.count(one) > 1:
                self.refuse(key, f'{key} holds "{one}" twice', "remove one of them")
        return tuple(value)

    def choices(
        self, key: str, allowed: Collection[str], default: tuple[str, ...] | None = None
    ) -> tuple[str, ...]:
        found = self.texts(key, default)
        for one in found:
            if one not in allowed:
                advice = f"write only {_listed(allowed)}"
                self.refuse(key, f'{key} holds "{one}"', advice)
        return found

    def refuse_unread(self) -> None:
        """Refuse keys that no reader asked for: they are typing errors."""
        for key in self.values:
            if key not in self.read_keys:
                known = _listed(sorted(self.read_keys))
                self.refuse(key, f"{key} is not a key of {self.kind}", f"use {known}")

    def refuse(self, key: str, problem: str, advice: str) -> NoReturn:
        raise ContentError(self.file.name, self._line(key), problem, advice, key)

    def _value(self, key: str, expected: str) -> object:
        self.read_keys.add(key)
        if key not in self.values:
            self.refuse(key, f"{key} is missing", f"write {expected}")
        return self.values[key]

    def _line(self, key: str) -> int:
        """Return the line of the key, or of the entry's head when the key is not there."""
        lines = list(self._own_lines())
        pattern = re.compile(rf'\s*"?{re.escape(key)}"?\s*[.=]')
        head = lines[0][0] if lines else 1
        return next((at for at, line in lines if pattern.match(line)), head)

    def _own_lines(self) -> Iterator[tuple[int, str]]:
        seen = -1
        is_mine = False
        for at, line in enumerate(self.file.lines(), 1):
            if header := _HEADER.fullmatch(line.split("#")[0].rstrip()):
                seen += header[1] == self.kind
                is_mine = header[1] == self.kind and seen == self.index
            if is_mine:
                yield at, line


def day(file: File, key: str) -> date:
    value = file.tables.get(key)
    if not isinstance(value, date):
        problem = f"{key} is missing" if value is None else f"{key} is {_shown(value)}"
        raise ContentError(file.name, 1, problem, f"write {key} = 2026-11-22 at the top", key)
    return value


def _headed(kinds: Collection[str]) -> str:
    return " or ".join(f"[[{kind}]]" for kind in kinds)


def _listed(words: Collection[str]) -> str:
    return ", ".join(words)


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f'"{value}"' if isinstance(value, str) else str(value)
