"""Who reads a text for a person: the coach, or nobody but the plain rules."""

from django.utils.translation import get_language

from closeknit import coach
from closeknit.apps.people.unlocked import Unlocked
from closeknit.content import ENGLISH, library


def my_reader(me: Unlocked, text: str) -> coach.Coach | None:
    """Return the coach, or None where it is switched off, not there, or cannot read this.

    It compares a text with the words of our library, so both have to be in English.
    """
    is_english = library(get_language() or ENGLISH).language == ENGLISH
    return coach.reader(text) if me.settings.coach and is_english else None
