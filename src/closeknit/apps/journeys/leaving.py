"""What of a journey leaves with a person, and what they may carry away."""

from dataclasses import asdict
from typing import Any

from closeknit.apps.journeys import showing, walking
from closeknit.apps.people.models import Bond
from closeknit.apps.people.unlocked import Unlocked


def leave(me: Unlocked, bond: Bond) -> None:
    """The other sees no more which journey I walk; the journey itself goes on."""
    if me.bond == bond:
        walking.stop_along(me)


def export(me: Unlocked) -> dict[str, Any]:
    """Return the journey that I walk, and which one each lets the other see."""
    walk, mine, theirs = walking.read(me), walking.along(me), walking.theirs(me)
    return {
        "walk": _exported(asdict(walk)) if walk else None,
        "let_see": asdict(mine) if mine else None,
        "seen": asdict(theirs) if theirs else None,
        "done": showing.names(walk.done) if walk else [],
        "passed_over": showing.names(walk.passed) if walk else [],
    }


def _exported(walk: dict[str, Any]) -> dict[str, Any]:
    kept = ("journey", "variant", "minutes", "began", "ended", "is_paused")
    return {name: walk[name] for name in kept} | {"weeks": [one for one, _why in walk["weeks"]]}
