"""Who reads a text for a person: the coach, or nobody but the plain rules."""

from closeknit import coach
from closeknit.apps.people.unlocked import Unlocked


def my_reader(me: Unlocked, text: str) -> coach.Coach | None:
    """Return the coach, or None where it is switched off, not there, or cannot read this."""
    return coach.reader(text) if me.settings.coach else None
