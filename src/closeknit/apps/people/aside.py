"""What I have put aside on Today. It lies in my sealed settings: nobody sees that I saw it."""

import re
from dataclasses import replace
from typing import Any

from closeknit.apps.people.models import Bond
from closeknit.apps.people.unlocked import Unlocked

MOST = 60
_MARK = re.compile(r"[a-z-]{1,16}:[0-9a-f-]{36}")


def put(me: Unlocked, mark: str) -> None:
    if not is_put(me, mark):
        me.change_settings(lambda now: replace(now, aside=_fitting((*now.aside, mark))))


def is_put(me: Unlocked, mark: str) -> bool:
    return mark in me.settings.aside


def _fitting(marks: tuple[str, ...]) -> tuple[str, ...]:
    """Keep the latest, and every end of a bond: that card has no day on which it goes."""
    ends = [mark for mark in marks if mark.startswith("ended:")]
    others = [mark for mark in marks if mark not in ends]
    return (*ends, *others[-MOST:])


def is_mark(text: str) -> bool:
    return bool(_MARK.fullmatch(text))


def arrived(bond: Bond) -> str:
    """The other is here."""
    return _mark("arrived", bond)


def words_came(bond: Bond) -> str:
    """The other's first words are here, too."""
    return _mark("first-words", bond)


def ended(bond: Bond) -> str:
    """The bond has ended."""
    return _mark("ended", bond)


def _mark(kind: str, row: Any) -> str:
    return f"{kind}:{row.pk}"
