"""What leaves with a person, what stays readable, and what they may carry away."""

from typing import Any

from closeknit.apps.listening import keeping, reading
from closeknit.apps.listening.models import INVITED, OVER, OwnProtocol, Talk
from closeknit.apps.listening.protocols import own_in
from closeknit.apps.people.models import Bond, Person
from closeknit.apps.people.unlocked import Unlocked


def leave(me: Unlocked, bond: Bond, *, withdraw: bool) -> None:
    """End what is under way; take my words out of past talks where asked."""
    rows = Talk.objects.filter(bond=bond).select_related("bond")
    if withdraw:
        keeping.withdraw(me, rows)
        OwnProtocol.objects.filter(bond=bond, author=me.person).delete()
    close(rows)


def erase(person: Person) -> None:
    """End what waits for this person; all else goes with them or their bonds."""
    close(Talk.objects.of(person))


def close(rows: Any) -> None:
    open_ones = rows.open()
    open_ones.filter(phase=INVITED).delete()
    open_ones.update(phase=OVER)


def export(me: Unlocked) -> dict[str, Any]:
    """Return every talk as I may read it, and our own ways to talk."""
    rows = Talk.objects.of(me.person).over().select_related("bond").order_by("day", "pk")
    own = OwnProtocol.objects.filter(bond=me.bond) if me.bond else OwnProtocol.objects.none()
    return {
        "talks": [_talk(me, row) for row in rows],
        "own": [_protocol(me, row) for row in own.select_related("bond")],
    }


def _talk(me: Unlocked, row: Talk) -> dict[str, Any]:
    one = reading.shown(me, row)
    mine = reading.after(me, row)
    own = {"felt": mine.felt or None, "kept": mine.text, "taken_back": list(mine.said)}
    if one is None:
        return {"day": row.day.isoformat(), "name": None, **own}
    return {
        "day": row.day.isoformat(),
        "name": one.title,
        "about": one.words.topic,
        "in_writing": row.is_written,
        "said": [
            {"by": voice.name, "step": voice.step, "text": voice.text}
            for voice in reading.voices(me, one)
        ],
        "takeaways": [
            {"by": voice.name, "text": voice.text} for voice in reading.takeaways(me, one)
        ],
        **own,
    }


def _protocol(me: Unlocked, row: OwnProtocol) -> dict[str, Any]:
    words = own_in(me, row)
    if words is None:
        return {"name": None}
    steps = [{"who": who, "text": text, "seconds": seconds} for who, text, seconds in words.steps]
    return {"name": words.name, "turns": words.turns, "steps": steps}
