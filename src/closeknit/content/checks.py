"""What one entry alone cannot show: names that lead nowhere, and words that stand twice."""

from collections.abc import Collection, Mapping

from closeknit.content import ways
from closeknit.content.building import Entries
from closeknit.content.model import (
    ASSESSMENT,
    BARRIERS,
    DEEP,
    ITEMS,
    PILLARS,
    PULSE,
    SIDES,
    SIGNS,
    Library,
)
from closeknit.content.naming import check_complete, check_names
from closeknit.content.reading import Entry
from closeknit.domain import listening
from closeknit.domain.replies import MOVES, WISHES

_FEWEST_NEAR, _MOST_NEAR = 2, 4


def check(library: Library, entries: Mapping[str, Entries]) -> None:
    """Raise ContentError for the first name that leads nowhere."""
    _check_families(entries["feelings.feeling"], library.families)
    _check_families(entries["needs.need"], library.need_families)
    _check_words(entries["feelings.feeling"])
    _check_words(entries["needs.need"])
    _check_near(library, entries["feelings.feeling"])
    check_names(entries["feelings.family"], "needs", library.needs, "need")
    check_names(entries["cues.nearer"], "offer", library.feelings, "feeling")
    check_complete(entries["remarks.wish"], WISHES)
    check_complete(entries["cues.move"], MOVES)
    check_complete(entries["cues.nearer"], ("spread",))
    _check_questions(entries["questions.question"], library)
    _check_talks(entries["talks.protocol"], library)
    ways.check_ideas(entries, library)
    ways.check_journeys(entries, library)
    check_complete(entries["measures.sign"], SIGNS)
    check_complete(entries["measures.barrier"], BARRIERS)
    _check_items(entries["measures.item"])


def _check_families(entries: Entries, families: Collection[str]) -> None:
    for entry in entries.values():
        family = entry.text("family")
        if family not in families:
            known = ", ".join(families)
            entry.refuse("family", f'there is no family "{family}"', f"write one of {known}")


def _check_words(entries: Entries) -> None:
    seen: dict[str, Entry] = {}
    for entry in entries.values():
        word = entry.text("word").casefold()
        if word in seen:
            entry.refuse("word", f'"{word}" is there already', f"see {seen[word].place}")
        seen[word] = entry


def _check_near(library: Library, entries: Entries) -> None:
    check_names(entries, "near", library.feelings, "feeling")
    for key, entry in entries.items():
        near = library.feelings[key].near
        if key in near:
            entry.refuse("near", f'near holds "{key}" itself', "remove it")
        if not _FEWEST_NEAR <= len(near) <= _MOST_NEAR:
            advice = f"name {_FEWEST_NEAR} to {_MOST_NEAR}"
            entry.refuse("near", f"near names {len(near)}", advice)


def _check_talks(protocols: Entries, library: Library) -> None:
    """Steps before and after are for both; a turn begins with its speaker, who can add there."""
    for entry in protocols.values():
        for key in ("opening", "turn", "closing"):
            check_names({entry.id: entry}, key, library.talk_steps, "step")
            steps = [library.talk_steps[name] for name in entry.texts(key)]
            for step in steps:
                if (step.who == listening.BOTH) == (key == "turn"):
                    wanted = "who = speaker or listener" if key == "turn" else 'who = "both"'
                    advice = f"name steps with {wanted}"
                    entry.refuse(key, f'"{step.id}" does not belong there', advice)
            if key != "opening" and not steps:
                entry.refuse(key, f"{key} is empty", "name at least one step")
            if key == "turn" and steps[0].who != listening.SPEAKER:
                entry.refuse(key, "the turn begins with its listener", "let the speaker begin")


def _check_questions(entries: Entries, library: Library) -> None:
    for key, entry in entries.items():
        question = library.questions[key]
        if question.deck not in library.decks:
            known = ", ".join(library.decks)
            advice = f"write one of {known}"
            entry.refuse("deck", f'there is no deck "{question.deck}"', advice)
        if question.depth >= DEEP and not question.lead_in:
            entry.refuse("lead_in", "a deep question has no lead_in", "write a light one before it")


def _check_items(entries: Entries) -> None:
    """Answers are kept by the place of their item: none is added, none moves to another pillar."""
    wanted = {f"{PULSE}-{name}": name for name in (*PILLARS, *SIDES)}
    for pillar in PILLARS:
        wanted |= {f"{ASSESSMENT}-{pillar}-{n}": pillar for n in range(1, ITEMS + 1)}
    check_complete(entries, list(wanted))
    for key, entry in entries.items():
        if key not in wanted:
            entry.refuse("id", f'no item is called "{key}"', "replace one that there is")
        place = "side" if "side" in entry.values else "pillar"
        if entry.text(place) != wanted[key]:
            entry.refuse(place, f"{place} is not that of the id", f'write "{wanted[key]}"')
