"""Find text in templates that nobody could translate.

Text counts as marked inside {% translate %} or {% blocktranslate %}. A name or a code that is the
same in every language says so with HTML's own attribute: translate="no".
"""

from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from django.template.base import DebugLexer, Token, TokenType

READ_OUT = {"alt", "aria-description", "aria-label", "label", "placeholder", "title"}
NOT_PROSE = {"script", "style", "svg", "code", "kbd"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
# The product's name is the same everywhere.
SAME_EVERYWHERE = {"Closeknit"}


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
        if any(map(str.isalpha, words)) and words not in SAME_EVERYWHERE:
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
        for name in READ_OUT & given.keys():
            self.note(given[name] or "")
        if tag == "input" and given.get("type") in {"button", "reset", "submit"}:
            self.note(given.get("value") or "")
        if tag == "meta" and given.get("name") == "description":
            self.note(given.get("content") or "")


def blank(text: str) -> str:
    return "\n" * text.count("\n")


def without_marked(tokens: list[Token], source: str) -> Iterator[str]:
    """Give the template's own text, with tags and all that is marked blanked out."""
    inside = ""
    for token in tokens:
        start, end = token.position or (0, 0)
        raw = source[start:end]
        if token.token_type is TokenType.BLOCK:
            word = token.contents.split(maxsplit=1)[0]
            if word in {"blocktranslate", "blocktrans", "comment"}:
                inside = f"end{word}"
            elif word == inside:
                inside = ""
        is_text = token.token_type is TokenType.TEXT and not inside
        yield raw if is_text else blank(raw)


def unmarked(template: Path) -> list[Unmarked]:
    """Return the texts of a template that are not marked for translation."""
    source = template.read_text(encoding="utf-8")
    own = "".join(without_marked(DebugLexer(source).tokenize(), source))
    reader = Reader()
    if template.suffix == ".html":
        reader.feed(own)
        reader.close()
        return sorted(reader.found)
    lines = enumerate(own.splitlines(), 1)
    return [Unmarked(number, line.strip()) for number, line in lines if any(map(str.isalpha, line))]
