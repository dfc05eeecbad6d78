"""The words that the plain rules of this package read by; each language brings its own."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SentenceCues:
    """Pieces of the built sentence, and what may be tidied in front of them."""

    feel: str
    because: str
    need: str
    and_need: str
    pair: str
    because_again: tuple[str, ...]
    need_again: tuple[str, ...]
    lowered: frozenset[str]


@dataclass(frozen=True, slots=True)
class VagueCues:
    words: frozenset[str]
    phrases: tuple[str, ...]
    fillers: frozenset[str]


@dataclass(frozen=True, slots=True)
class NearerCue:
    """Feelings to offer for a text that holds one of the phrases."""

    id: str
    phrases: tuple[str, ...]
    offer: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeadCues:
    """What may stand in front of a clause without changing what it does."""

    words: frozenset[str]
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MoveCue:
    id: str
    starts: tuple[str, ...]
    holds: tuple[str, ...]
    unless: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cues:
    sentence: SentenceCues
    vague: VagueCues
    leads: LeadCues
    nearer: Mapping[str, NearerCue]
    moves: Mapping[str, MoveCue]
