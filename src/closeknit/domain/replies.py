"""What a draft of an answer does, by plain rules over words.

These rules know phrases, not meanings. They miss irony, unusual wording and everything said
between the lines, and they take some kind sentences for advice. So what they find may only ever
lead to a private remark, which the writer is free to pass over; it never holds an answer back.
"""

import re
from collections.abc import Collection, Iterator, Mapping

from closeknit.domain import phrases
from closeknit.domain.cues import Cues, LeadCues, MoveCue

ADVISE, JUDGE, DISMISS = "advise", "judge", "dismiss"
REFLECT, VALIDATE, ASK, SHARE = "reflect", "validate", "ask", "share"
MOVES = (REFLECT, VALIDATE, ASK, ADVISE, JUDGE, DISMISS, SHARE)
# A move counts as seen from here.
SEEN = 0.5
WISHES = ("company", "ideas", "hug", "alone", "nothing")
SITUATIONS = (
    "judges",
    "dismisses",
    *(f"advises_when_{wish}" for wish in WISHES if wish != "ideas"),
)

_RECEIVING = frozenset({REFLECT, VALIDATE, ASK})
_HURRYING = frozenset({ADVISE, JUDGE, DISMISS})
_SENTENCE = re.compile(r"[^.?!…\n]+[.?!…]*")
_CLAUSE_ENDS = re.compile(r"[,;:()\u2013\u2014]|\s-+\s|\b(?:but|aber|pero)\b", re.IGNORECASE)


def moves(text: str, cues: Cues) -> frozenset[str]:
    """Return what the text seems to do: some of `MOVES`, or nothing."""
    return frozenset().union(*(_sentence_moves(part, cues) for part in _SENTENCE.findall(text)))


def hurried(moves: Mapping[str, float]) -> str:
    """Return which of judge, dismiss and advise a text rather makes than to take in, or nothing.

    `moves` tells of each move how likely the text makes it, 0 to 1; what is missing counts as 0.
    """
    # Of two that are equally likely, the one that weighs more comes first.
    likeliest = max((JUDGE, DISMISS, ADVISE), key=lambda move: moves.get(move, 0.0))
    received = max(moves.get(move, 0.0) for move in _RECEIVING)
    is_hurried = SEEN <= moves.get(likeliest, 0.0) > received
    return likeliest if is_hurried else ""


def remark_situation(moves: Mapping[str, float], wish: str) -> str | None:
    """Return which kind of remark fits, or None when the draft first takes in what was said."""
    move = hurried(moves)
    if not move or wish == "ideas" or wish not in WISHES:
        return None
    return {JUDGE: "judges", DISMISS: "dismisses"}.get(move, f"advises_when_{wish}")


def _sentence_moves(sentence: str, cues: Cues) -> frozenset[str]:
    found: frozenset[str] = frozenset()
    for clause in _clauses(sentence):
        found |= _clause_moves(clause, cues)
    # "Have you tried …?" asks nothing.
    if "?" in sentence and not found & _HURRYING:
        found |= {ASK}
    return found


def _clauses(sentence: str) -> Iterator[str]:
    return filter(None, map(phrases.plain, _CLAUSE_ENDS.split(sentence)))


def _clause_moves(clause: str, cues: Cues) -> frozenset[str]:
    openings = _openings(clause, cues.leads)
    found = frozenset(move for move, cue in cues.moves.items() if _does(clause, openings, cue))
    # "It sounds like you are overreacting" only looks like listening.
    return found - _RECEIVING if found & {JUDGE, DISMISS} else found


def _does(clause: str, openings: Collection[str], cue: MoveCue) -> bool:
    if phrases.holds(phrases.without(clause, cue.unless), cue.holds):
        return True
    return any(phrases.begins(phrases.without(part, cue.unless), cue.starts) for part in openings)


def _openings(clause: str, leads: LeadCues) -> list[str]:
    """Return the clause as it is, then with one lead-in after the other taken off."""
    openings = [clause]
    while shorter := _without_lead(openings[-1], leads):
        openings.append(shorter)
    return openings


def _without_lead(clause: str, leads: LeadCues) -> str:
    first, _, rest = clause.partition(" ")
    if first in leads.words:
        return rest
    if phrases.begins(clause, leads.phrases):
        return phrases.without(clause, leads.phrases).removeprefix("|").strip()
    return ""
