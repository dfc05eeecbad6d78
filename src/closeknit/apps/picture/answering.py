"""Put answers into the book, one at a time, so that nothing is lost when somebody stops."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from closeknit.apps.people.unlocked import Unlocked
from closeknit.apps.picture import book as books
from closeknit.apps.picture.words import BARRIERS, SIGNS, BookWords, Guess, Sitting, Week
from closeknit.content.model import BARRIERS as ALL_BARRIERS
from closeknit.content.model import ITEMS, PILLARS
from closeknit.content.model import SIGNS as ALL_SIGNS

PARTS = (*PILLARS, SIGNS, BARRIERS)
# A sitting that was begun goes on for so long; afterwards a new one begins.
SITTING_DAYS = 14
_KEPT_SITTINGS, _KEPT_GUESSES = 8, 24
MINE, GUESSED = 1, 2


def length(part: str) -> int:
    return {SIGNS: len(ALL_SIGNS), BARRIERS: len(ALL_BARRIERS)}.get(part, ITEMS)


def week(book: BookWords, number: int) -> Week:
    found = next((one for one in book.weeks if one[0] == number), None)
    return found or (number, (0,) * books.PULSE, False)


def answer_week(me: Unlocked, number: int, place: int, answer: int) -> None:
    def alter(book: BookWords) -> BookWords:
        _number, answers, is_withheld = week(book, number)
        return _with_week(book, (number, _put(answers, place, answer), is_withheld))

    books.change(me, alter)


def keep_week(me: Unlocked, number: int, answers: Sequence[int]) -> None:
    """Put all answers of a week at once."""
    books.change(me, lambda book: _with_week(book, (number, tuple(answers), False)))


def keep_sitting(me: Unlocked, part: str, day: date, answers: Sequence[int]) -> None:
    """Put a whole sitting."""
    sitting = (part, day.isoformat(), tuple(answers))
    books.change(me, lambda book: replace(book, sittings=(*book.sittings, sitting)))


def withhold_week(me: Unlocked, number: int, *, is_withheld: bool) -> None:
    """Keep a week out of the picture of both, or let it in again."""

    def alter(book: BookWords) -> BookWords:
        return _with_week(book, (*week(book, number)[:2], is_withheld))

    books.change(me, alter)


def sitting(book: BookWords, part: str, today: date) -> Sitting:
    """Return the sitting that goes on, or a new one."""
    begun = (today - timedelta(days=SITTING_DAYS)).isoformat()
    found = [one for one in book.sittings if one[0] == part and one[1] > begun]
    return found[-1] if found else (part, today.isoformat(), (0,) * length(part))


def answer_sitting(me: Unlocked, part: str, place: int, answer: int, today: date) -> None:
    def alter(book: BookWords) -> BookWords:
        _part, day, answers = sitting(book, part, today)
        others = [one for one in book.sittings if one[:2] != (part, day)]
        same = [one for one in others if one[0] == part][1 - _KEPT_SITTINGS :]
        rest = [one for one in others if one[0] != part]
        return replace(book, sittings=(*rest, *same, (part, day, _put(answers, place, answer))))

    books.change(me, alter)


def open_signs(me: Unlocked, *, may_open: bool) -> None:
    """Let my signs open together with the other's, or take them back."""

    def alter(book: BookWords) -> BookWords:
        mine = books.latest(book, SIGNS)
        opens = (mine[1], books.bond_id(me)) if mine and may_open else ("", "")
        return replace(book, signs_open=opens)

    books.change(me, alter)


def guess(book: BookWords, month: str) -> Guess:
    found = next((one for one in book.guesses if one[0] == month), None)
    return found or (month, (0,) * ITEMS, (0,) * ITEMS, "")


def answer_guess(me: Unlocked, month: str, place: int, which: int, answer: int) -> None:
    """Put an answer of mine, or what I think that the other answered."""

    def alter(book: BookWords) -> BookWords:
        _month, mine, guessed, opens = guess(book, month)
        if which == MINE:
            mine = _put(mine, place, answer)
        else:
            guessed = _put(guessed, place, answer)
        return _with_guess(book, (month, mine, guessed, opens))

    books.change(me, alter)


def open_guess(me: Unlocked, month: str, *, may_open: bool) -> None:
    def alter(book: BookWords) -> BookWords:
        opens = books.bond_id(me) if may_open else ""
        return _with_guess(book, (*guess(book, month)[:3], opens))

    books.change(me, alter)


def _with_week(book: BookWords, changed: Week) -> BookWords:
    weeks = [one for one in book.weeks if one[0] != changed[0]]
    kept = [*weeks, changed] if any(changed[1]) else weeks
    return replace(book, weeks=tuple(sorted(kept)))


def _with_guess(book: BookWords, changed: Guess) -> BookWords:
    others = [one for one in book.guesses if one[0] != changed[0]]
    return replace(book, guesses=tuple(sorted([*others, changed])[-_KEPT_GUESSES:]))


def _put(answers: Sequence[int], place: int, answer: int) -> tuple[int, ...]:
    return (*answers[:place], answer, *answers[place + 1 :])
