"""What journeys and the Learn shelf promise: each door opens, each week is full."""

from collections.abc import Collection, Mapping

from closeknit.content.building import Entries
from closeknit.content.model import (
    JOURNEYS,
    NAMED_DOORS,
    SHELVES,
    VARIANTS,
    Act,
    Door,
    Library,
    Question,
    Ritual,
    Starter,
    Step,
)
from closeknit.content.naming import check_complete, check_names
from closeknit.content.reading import Entry
from closeknit.domain.journeys import LONGEST_FOR_TWO, LONGEST_SHORT, MOST
from closeknit.domain.replies import WISHES


def check_ideas(entries: Mapping[str, Entries], library: Library) -> None:
    ideas = entries["learn.idea"]
    check_complete(
        ideas, [f"{shelf[:-1]}-{key}" for shelf, keys in SHELVES.items() for key in keys]
    )
    check_names(ideas, "evidence", library.findings, "finding")
    for key, entry in ideas.items():
        idea = library.ideas[key]
        if key != (named := _idea(idea.shelf, idea.key)):
            entry.refuse("id", f'id is "{key}"', f'write "{named}"')
        _check_door(entry, idea.door, library)


def _idea(shelf: str, key: str) -> str:
    return f"{shelf.removesuffix('s')}-{key}"


def _check_door(entry: Entry, door: Door, library: Library) -> None:
    known = doors(library).get(door.place, ())
    if door.what and door.what not in known:
        place = "nothing" if not known else f"the id of a {door.place}"
        key = "what" if "what" in entry.values else "what_there"
        entry.refuse(key, f'there is no {door.place} "{door.what}"', f"write {place}")
    if not door.what and door.place in NAMED_DOORS:
        entry.refuse("place", f"{door.place} opens nothing", "name what it opens")


def doors(library: Library) -> Mapping[str, Collection[str]]:
    """Return by place the ids of what can be opened there."""
    return {
        "checkin": WISHES,
        "question": library.questions,
        "talk": library.protocols,
        "ritual": library.rituals,
        "starter": library.starters,
        "act": library.acts,
        "learn": library.ideas,
    }


def check_journeys(entries: Mapping[str, Entries], library: Library) -> None:
    check_complete(entries["journeys.journey"], JOURNEYS)
    check_complete(entries["journeys.variant"], VARIANTS)
    check_names(entries["journeys.journey"], "weeks", library.weeks, "week")
    for key, entry in entries["journeys.week"].items():
        week = library.weeks[key]
        if key not in library.journeys[week.journey].weeks:
            entry.refuse("journey", f"{week.journey} has no such week", "add it to its weeks")
        _check_week(entry, [step for step in library.steps.values() if step.week == key])
    for key, entry in entries["journeys.step"].items():
        step = library.steps[key]
        if step.week not in library.weeks:
            entry.refuse("week", f'there is no week "{step.week}"', "write the id of a week")
        _check_door(entry, step.door, library)
        _check_step(entry, step, library)


def _check_week(entry: Entry, steps: Collection[Step]) -> None:
    """Whatever people switch off, a week has enough left for them."""
    plain = [step for step in steps if not (step.tags or step.variants)]
    short = [step for step in plain if not step.is_for_two and step.minutes <= LONGEST_SHORT]
    if len(short) < MOST:
        advice = f"add some for one, without tags, of {LONGEST_SHORT} minutes at most"
        entry.refuse("id", f"this week has {len(short)} short steps for everybody", advice)
    for_two = [step for step in steps if step.is_for_two]
    if for_two and min(step.minutes for step in for_two[:1]) > LONGEST_FOR_TWO:
        advice = f"begin with one of {LONGEST_FOR_TWO} minutes at most"
        entry.refuse("id", "its first step for two is long", advice)


def _check_step(entry: Entry, step: Step, library: Library) -> None:
    """A step carries the subjects of what it opens; for one it opens what is for one."""
    question = library.questions.get(step.door.what) if step.door.place == "question" else None
    missing = _subjects(step.door, library) - set(step.tags)
    if missing:
        entry.refuse("tags", f"{step.door.what} is about {', '.join(missing)}", "add it to tags")
    if question and not step.is_for_two and not question.alone:
        entry.refuse("what", f"{question.id} is not for one", "add two = true, or choose another")


def _subjects(door: Door, library: Library) -> set[str]:
    """Return the subjects of what a door opens."""
    opened: Mapping[str, Mapping[str, Question | Ritual | Starter | Act]] = {
        "question": library.questions,
        "ritual": library.rituals,
        "starter": library.starters,
        "act": library.acts,
    }
    found = opened.get(door.place, {}).get(door.what)
    return set(found.tags) if found else set()
