"""Words as data: what Closeknit says and offers, one folder a language.

`library("en")` gives all of it. An operator's own folder of the same shape is laid over it by
`set_overlay`, called once when the server starts.
"""

from closeknit.content.loading import ENGLISH, languages, library, set_overlay
from closeknit.content.model import (
    Barrier,
    Family,
    Feeling,
    Item,
    Library,
    Line,
    Mend,
    Need,
    Opener,
    Protocol,
    Question,
    Reason,
    Remark,
    Ritual,
    Sign,
    TalkStep,
    Wish,
)
from closeknit.content.reading import ContentError

__all__ = [
    "ENGLISH",
    "Barrier",
    "ContentError",
    "Family",
    "Feeling",
    "Item",
    "Library",
    "Line",
    "Mend",
    "Need",
    "Opener",
    "Protocol",
    "Question",
    "Reason",
    "Remark",
    "Ritual",
    "Sign",
    "TalkStep",
    "Wish",
    "languages",
    "library",
    "set_overlay",
]
