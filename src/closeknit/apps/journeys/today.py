"""What a journey lays on Today: its next step, in the place of the other daily things."""

from uuid import NAMESPACE_URL, uuid5

from closeknit.apps.journeys import fitting, showing, walking
from closeknit.apps.journeys.words import AlongWords
from closeknit.apps.people import aside
from closeknit.apps.people.between import others_name
from closeknit.apps.people.parts import FROM_THE_OTHER, QUESTION, Card
from closeknit.apps.people.unlocked import Unlocked


def card(me: Unlocked) -> Card | None:
    return _invited(me) or _walked(me)


def is_invited(me: Unlocked, theirs: AlongWords | None) -> bool:
    """Whether the other walks a journey that I neither walk nor have put aside."""
    if theirs is None or theirs.journey not in fitting.my_library().journeys:
        return False
    mine = walking.read(me)
    walks_it = mine is not None and mine.journey == theirs.journey and not mine.ended
    return not walks_it and not aside.is_put(me, mark(theirs))


def mark(theirs: AlongWords) -> str:
    return f"journey:{uuid5(NAMESPACE_URL, repr(theirs))}"


def _invited(me: Unlocked) -> Card | None:
    theirs = walking.theirs(me)
    if me.bond is None or theirs is None or not is_invited(me, theirs):
        return None
    context = {
        "journey": fitting.my_library().journeys[theirs.journey],
        "name": others_name(me, me.bond),
        "mark": mark(theirs),
    }
    return Card("journeys/_card_along.html", FROM_THE_OTHER, context)


def _walked(me: Unlocked) -> Card | None:
    walk = walking.read(me)
    if walk is None or walk.is_paused or walk.ended:
        return None
    steps = showing.steps(walk)
    week = next((one.week for one in showing.weeks(walk) if one.is_here), None)
    if week is None:
        return None
    context = {"week": week, "next": next((one for one in steps if not one.is_done), None)}
    return Card("journeys/_card.html", QUESTION, context, replaces_daily=True)
