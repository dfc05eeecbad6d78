"""What leaves with a person, what stays readable, and what they may carry away."""

from dataclasses import replace
from typing import Any

from closeknit.apps.people.models import Bond, Person
from closeknit.apps.people.unlocked import Unlocked
from closeknit.apps.questions import journal, letters
from closeknit.apps.questions.models import Answer, AskedBefore, JournalEntry, Opening, Response
from closeknit.apps.questions.reading import (
    Voice,
    entry_in,
    is_own_of,
    opened_pages,
    own_answer_in,
    question_in,
)


def leave(me: Unlocked, bond: Bond, *, withdraw: bool) -> None:
    """Copy my words into my journal; take them out of the bond where asked, or never opened."""
    for answer in Answer.objects.filter(author=me.person, opening__bond=bond).select_related(
        "opening__bond"
    ):
        is_kept = journal.copy(me, answer, own_answer_in(me, bond, answer))
        if withdraw or (is_kept and not answer.opening.is_opened):
            answer.delete()
    for response in Response.objects.filter(author=me.person, opening__bond=bond).select_related(
        "opening__bond"
    ):
        key = me.bond_keys(bond).get(response.key_version)
        journal.copy(me, response, response.open_or_none(key) if key else None)
        if withdraw:
            response.delete()
    letters.leave(me, bond, withdraw=withdraw)
    if withdraw:
        _take_own_questions_back(me, bond)
    Opening.objects.filter(bond=bond, is_current=True).update(is_current=False)
    AskedBefore.objects.filter(bond=bond).delete()


def erase(person: Person) -> None:
    """End the questions that wait for this person; all else goes with them or their bonds."""
    Opening.objects.of(person).filter(is_current=True).update(is_current=False)


def export(me: Unlocked) -> dict[str, Any]:
    """Return my journal, my answers that wait, and every opened question as I may read it."""
    waiting = Answer.objects.waiting(me.person).select_related("opening__bond")
    seats = [*([me.seat] if me.seat else []), *me.past_seats]
    return {
        "journal": [_entry(me, entry) for entry in me.person.journal.order_by("day")],
        "waiting": [_waiting(me, answer) for answer in waiting],
        "letters": letters.export(me),
        "opened": [found for seat in seats for found in _opened(me, seat.bond)],
    }


def _entry(me: Unlocked, entry: JournalEntry) -> dict[str, Any]:
    words = entry_in(me, entry)
    if words is None:
        return {"day": entry.day.isoformat(), "text": None}
    return {
        "day": entry.day.isoformat(),
        "at": words.at,
        "question": words.text,
        "text": words.answer,
    }


def _waiting(me: Unlocked, answer: Answer) -> dict[str, Any]:
    bond = answer.opening.bond
    asked, words = question_in(me, bond, answer.opening), own_answer_in(me, bond, answer)
    return {
        "day": answer.day.isoformat(),
        "at": words.at if words else None,
        "question": asked.text if asked else None,
        "text": words.text if words else None,
        "released": answer.released,
    }


def _opened(me: Unlocked, bond: Bond) -> list[dict[str, Any]]:
    pages = opened_pages(me, bond, Opening.objects.filter(bond=bond).opened().order_by("opened_on"))
    return [
        {
            "opened_on": page.opening.opened_on.isoformat() if page.opening.opened_on else None,
            "question": page.question,
            "answers": [_voice(voice) for voice in page.answers],
            "responses": [_voice(voice) for voice in page.responses],
        }
        for page in pages
    ]


def _voice(voice: Voice) -> dict[str, Any]:
    return {"by": voice.name, "day": voice.row.day.isoformat(), "at": voice.at, "text": voice.text}


def _take_own_questions_back(me: Unlocked, bond: Bond) -> None:
    for opening in Opening.objects.filter(bond=bond):
        words = question_in(me, bond, opening)
        if words is not None and is_own_of(words, me.person.pk):
            key = me.bond_keys(bond)[opening.key_version]
            opening.seal(key, replace(words, text="")).save_sealed()
