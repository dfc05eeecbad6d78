"""Read a sentence on this machine, in milliseconds, and keep nothing of it.

A small language model tells how deep a question goes, what a reply does, which feelings are in a
text and whether words stay vague. It learned English alone and is silent about other languages.
`coach()` is None where it was installed without the extra "coach", or cannot be loaded: then the
plain rules of `domain` read instead. Figures, limits and known failures stand in docs/coach.md.
"""

from closeknit.coach.language import is_other
from closeknit.coach.loading import coach, is_there, reader
from closeknit.coach.model import FEELINGS, Coach
from closeknit.coach.reading import Entry, Reflection, entry, reflection
from closeknit.domain.replies import MOVES, SEEN

__all__ = [
    "FEELINGS",
    "MOVES",
    "SEEN",
    "Coach",
    "Entry",
    "Reflection",
    "coach",
    "entry",
    "is_other",
    "is_there",
    "reader",
    "reflection",
]
