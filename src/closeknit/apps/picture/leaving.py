"""What leaves with a person, and what they may carry away."""

from dataclasses import replace
from typing import Any

from django.utils import timezone

from closeknit.apps.people.models import Bond
from closeknit.apps.people.unlocked import Seat, Unlocked
from closeknit.apps.picture import book as books
from closeknit.apps.picture import showing
from closeknit.apps.picture.models import Released
from closeknit.apps.picture.words import BookWords, ReleasedWords
from closeknit.content.model import PILLARS, SIDES
from closeknit.domain.measures import Month, monday_of, months


def leave(me: Unlocked, bond: Bond, *, withdraw: bool) -> None:
    """Stop sharing; what was released stays readable unless it is withdrawn."""
    if withdraw:
        mine = Released.objects.filter(bond=bond, person=me.person)
        for row in mine:
            if key := me.bond_keys(bond).get(row.key_version):
                row.seal(key, ReleasedWords()).save_sealed()
    here = str(bond.pk)
    me.change_settings(
        lambda now: replace(
            now,
            picture_with="" if now.picture_with == here else now.picture_with,
            barriers_with="" if now.barriers_with == here else now.barriers_with,
        )
    )


def export(me: Unlocked) -> dict[str, Any]:
    """Return all that I answered, and what the other let into the picture of both."""
    seats = [*([me.seat] if me.seat else []), *me.past_seats]
    book = books.read(me)
    return _answers(book) | {"shared": [_released(me, book, seat) for seat in seats]}


def _answers(book: BookWords) -> dict[str, Any]:
    return {
        "weeks": [
            {
                "begins": monday_of(number).isoformat(),
                **_told((*PILLARS, *SIDES), answers),
                "kept_out_of_the_picture": is_withheld,
            }
            for number, answers, is_withheld in book.weeks
        ],
        "sittings": [
            {"part": part, "at": at, "answers": list(answers)}
            for part, at, answers, _is_finished in book.sittings
        ],
        "guesses": [
            {"month": month, "answers": list(answers), "guesses": list(guessed)}
            for month, answers, guessed, _opens, _bond in book.guesses
        ],
    }


def _told(names: tuple[str, ...], answers: tuple[int, ...]) -> dict[str, int | None]:
    return {name: answer or None for name, answer in zip(names, answers, strict=True)}


def _released(me: Unlocked, book: BookWords, seat: Seat) -> dict[str, Any]:
    """Return what the other let me see in one bond: what pages show, no single week."""
    mine, words = _both(me, seat)
    bond = str(seat.bond.pk)
    drawn = words if mine.is_shared else ReleasedWords()
    own = books.opened_signs(book, bond)
    opened = {one[0] for one in book.guesses if one[3] and one[4] == bond}
    return {
        "began": seat.bond.began.isoformat(),
        "four_weeks": [
            {"begins": monday_of(one.week).isoformat(), "mean": round(one.score.mean, 2)}
            for one in released_months(drawn)
            if one.score
        ],
        "pillars": {name: mean for name, mean, _error in drawn.pillars},
        "barriers": list(words.barriers),
        "signs": [their if my else 0 for my, their in zip(own, words.signs, strict=False)],
        "guesses": [
            {"month": month, "answers": list(answers), "guesses": list(guessed)}
            for month, answers, guessed in words.guesses
            if month in opened
        ],
    }


def _both(me: Unlocked, seat: Seat) -> tuple[ReleasedWords, ReleasedWords]:
    """Return what I released in a bond, and what the other did."""
    found = {True: ReleasedWords(), False: ReleasedWords()}
    for row in Released.objects.filter(bond=seat.bond):
        key = seat.keys.get(row.key_version)
        if words := row.open_or_none(key) if key else None:
            found[row.person_id == me.person.pk] = words
    return found[True], found[False]


def released_months(words: ReleasedWords) -> list[Month]:
    """Return the four-week means of released weeks."""
    scores = showing.their_scores(words)
    last = showing.last_of_whole_months(timezone.localdate())
    return months(scores, min(scores), last) if scores else []
