"""Everything that people read of the library, text by text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from closeknit.content import Library
from closeknit.content.loading import SAID

# Under which name the library holds each kind.
HELD: Mapping[str, str] = {
    "feelings.family": "families",
    "feelings.feeling": "feelings",
    "needs.family": "need_families",
    "needs.need": "needs",
    "mends.mend": "mends",
    "openers.opener": "openers",
    "remarks.wish": "wishes",
    "remarks.remark": "remarks",
    "questions.question": "questions",
    "decks.deck": "decks",
    "pairs.pair": "pairs",
    "acts.act": "acts",
    "starters.starter": "starters",
    "learn.idea": "ideas",
    "learn.finding": "findings",
    "journeys.journey": "journeys",
    "journeys.variant": "variants",
    "journeys.week": "weeks",
    "journeys.step": "steps",
    "deeper.reason": "reasons",
    "talks.step": "talk_steps",
    "talks.protocol": "protocols",
    "rituals.ritual": "rituals",
    "measures.item": "items",
    "measures.sign": "signs",
    "measures.barrier": "barriers",
}


@dataclass(frozen=True)
class Said:
    """One text: what kind of entry it is of, which, and under which key."""

    kind: str
    id: str
    key: str
    text: str

    @property
    def place(self) -> str:
        return f'{self.kind} "{self.id}", {self.key}'


def all_of(library: Library) -> Iterator[Said]:
    for kind, name in HELD.items():
        entries: Mapping[str, Any] = getattr(library, name)
        for key, entry in entries.items():
            yield from _of(kind, key, entry)


def _of(kind: str, key: str, entry: Any) -> Iterator[Said]:
    for name in SAID[kind]:
        value = getattr(entry, name)
        for text in (value,) if isinstance(value, str) else value:
            if text:
                yield Said(kind, key, name, text)
