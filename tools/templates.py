"""Find text in templates that nobody could translate.

Text counts as marked inside {% translate %} or {% blocktranslate %}. A name or a code that is the
same in every language says so with HTML's own attribute: translate="no".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from django.template.base import DebugLexer, Token, TokenType

READ_OUT = {"alt", "aria-description", "aria-label", "label", "placeholder", "title"}
NOT_PROSE = {"script", "style", "svg", "code", "kbd"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
# The product's name, and HTML's own words that a fragment may hold alone.
SAME_EVERYWHERE = re.compile(r"\b(Closeknit|autofocus|checked|disabled|required|selected)\b")
# {% include "…" with title="Good evening" %}: a sentence handed on without _("…").
HANDED_ON = re.compile(r"""\w=(["'])([A-Z].*?)\1""")


@dataclass(frozen=True, order=True)
class Unmarked:
    line: int
    text: str


class Reader(HTMLParser):
    """Collects what a person would read."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Unmarked] = []
        self.silent: list[str] = []

    def note(self, text: str) -> None:
        words = " ".join(text.split())
        if has_letters(SAME_EVERYWHERE.sub("", words)):
            above = text[: len(text) - len(text.lstrip())].count("\n")
            self.found.append(Unmarked(self.getpos()[0] + above, words))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if not self.silent and given.get("translate") != "no":
            self.read_attributes(tag, given)
        if tag not in VOID and (self.silent or tag in NOT_PROSE or given.get("translate") == "no"):
            self.silent.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self.silent:
            self.read_attributes(tag, dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        if tag in self.silent:
            while self.silent.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.note(data)

    def read_attributes(self, tag: str, given: dict[str, str | None]) -> None:
        for name, value in given.items():
            if name in READ_OUT or name.startswith("data-say"):
                self.note(value or "")
        if tag == "input" and given.get("type") in {"button", "reset", "submit"}:
            self.note(given.get("value") or "")
        if tag == "meta" and given.get("name") == "description":
            self.note(given.get("content") or "")


def blank(text: str) -> str:
    return "\n" * text.count("\n")


def has_letters(text: str) -> bool:
    return any(map(str.isalpha, text))


def still_inside(inside: str, words: list[str]) -> str:
    """Return the tag that ends what we are in, where no text counts."""
    if inside:
        return "" if words[0] == inside else inside
    if words[0] in {"blocktranslate", "blocktrans", "comment"}:
        return f"end{words[0]}"
    return "endblock" if words[0] == "block" and words[1].endswith("_class") else ""


def without_marked(tokens: list[Token], source: str) -> Iterator[str]:
    """Give the template's own text, with tags and all that is marked blanked out."""
    inside = ""
    for token in tokens:
        start, end = token.position or (0, 0)
        raw = source[start:end]
        if token.token_type is TokenType.BLOCK:
            inside = still_inside(inside, token.split_contents())
        is_text = token.token_type is TokenType.TEXT and not inside
        yield raw if is_text else blank(raw)


def handed_on(tokens: list[Token]) -> Iterator[Unmarked]:
    for token in tokens:
        if token.token_type is TokenType.BLOCK and token.contents.startswith(("include ", "with ")):
            for match in HANDED_ON.finditer(token.contents):
                yield Unmarked(token.lineno or 0, match[2])


def unmarked(template: Path) -> list[Unmarked]:
    """Return the texts of a template that are not marked for translation."""
    source = template.read_text(encoding="utf-8")
    tokens = DebugLexer(source).tokenize()
    own = "".join(without_marked(tokens, source))
    reader = Reader()
    if template.suffix == ".html":
        reader.feed(own)
        reader.close()
        return sorted([*reader.found, *handed_on(tokens)])
    lines = enumerate(own.splitlines(), 1)
    return [Unmarked(number, line.strip()) for number, line in lines if has_letters(line)]
