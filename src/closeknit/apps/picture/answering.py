"""Put answers into the book, one at a time, so that nothing is lost when somebody stops."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from closeknit.apps.people.unlocked import Unlocked
from closeknit.apps.picture import book as books
from closeknit.apps.picture.words import BARRIERS, SIGNS, BookWords, Guess, Sitting, Week
from closeknit.content.model import BARRIERS as ALL_BARRIERS
from closeknit.content.model import ITEMS, PILLARS
from closeknit.content.model import SIGNS as ALL_SIGNS
from closeknit.domain.measures import WEEKS_A_MONTH, week_of

PARTS = (*PILLARS, SIGNS, BARRIERS)
# A draft goes on for so long, and what was finished can be mended for so long.
SITTING_FOR, _MENDED_FOR = timedelta(days=14), timedelta(hours=12)
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


def keep_sitting(me: Unlocked, part: str, at: datetime, answers: Sequence[int]) -> None:
    """Put a whole sitting."""
    sitting = (part, at.isoformat(), tuple(answers), True)
    books.change(me, lambda book: replace(book, sittings=(*book.sittings, sitting)))


def withhold_week(me: Unlocked, number: int, *, is_withheld: bool, today: date) -> None:
    """Keep a week out of the picture of both, or let it in again.

    Four weeks that may have been drawn already go together: from two means, with and without it,
    the other could reckon what a single week was.
    """
    first = number - number % WEEKS_A_MONTH
    is_drawn = first + WEEKS_A_MONTH <= week_of(today)
    together = range(first, first + WEEKS_A_MONTH) if is_drawn else (number,)

    def alter(book: BookWords) -> BookWords:
        for one in together:
            book = _with_week(book, (*week(book, one)[:2], is_withheld))
        return book

    books.change(me, alter)


def sitting(book: BookWords, part: str, now: datetime) -> Sitting:
    """Return the draft that goes on, a sitting of these hours to be mended, or a new draft."""
    # Times of different offsets do not sort as text.
    ago = {one: now - datetime.fromisoformat(one[1]) for one in book.sittings if one[0] == part}
    going_on = [one for one in ago if ago[one] < (_MENDED_FOR if one[3] else SITTING_FOR)]
    return going_on[-1] if going_on else (part, now.isoformat(), (0,) * length(part), False)


def answer_sitting(me: Unlocked, part: str, place: int, answer: int, now: datetime) -> None:
    """Put an answer; the last one, given or skipped, makes the draft a sitting."""
    is_last = place + 1 == length(part)

    def alter(book: BookWords) -> BookWords:
        _part, at, answers, is_finished = sitting(book, part, now)
        changed = (part, at, _put(answers, place, answer), is_finished or is_last)
        others = [one for one in book.sittings if one[:2] != (part, at)]
        same = [one for one in others if one[0] == part and one[3]][1 - _KEPT_SITTINGS :]
        rest = [one for one in others if one[0] != part]
        return replace(book, sittings=(*rest, *same, *([changed] if any(changed[2]) else [])))

    books.change(me, alter)


def open_signs(me: Unlocked, *, may_open: bool) -> None:
    """Let my signs open together with the other's, or take them back."""

    def alter(book: BookWords) -> BookWords:
        mine = books.latest(book, SIGNS)
        began = me.seat.bond.began.isoformat() if me.seat else ""
        if may_open and (mine is None or mine[1][:10] < began):
            return book
        opens = (mine[1], books.bond_id(me)) if mine and may_open else ("", "")
        return replace(book, signs_open=opens)

    books.change(me, alter)


def guess(book: BookWords, month: str, bond: str) -> Guess:
    found = next((one for one in book.guesses if one[0] == month and one[4] == bond), None)
    return found or (month, (0,) * ITEMS, (0,) * ITEMS, False, bond)


def answer_guess(me: Unlocked, month: str, place: int, which: int, answer: int) -> None:
    """Put an answer of mine, or what I think that the other answered."""

    def alter(book: BookWords) -> BookWords:
        _month, mine, guessed, opens, bond = guess(book, month, books.bond_id(me))
        if which == MINE:
            mine = _put(mine, place, answer)
        else:
            guessed = _put(guessed, place, answer)
        return _with_guess(book, (month, mine, guessed, opens, bond))

    books.change(me, alter)


def open_guess(me: Unlocked, month: str, *, may_open: bool) -> None:
    def alter(book: BookWords) -> BookWords:
        _month, mine, guessed, _opens, bond = guess(book, month, books.bond_id(me))
        opens = may_open and (any(mine) or any(guessed))
        return _with_guess(book, (month, mine, guessed, opens, bond))

    books.change(me, alter)


def _with_week(book: BookWords, changed: Week) -> BookWords:
    weeks = [one for one in book.weeks if one[0] != changed[0]]
    # A week that is kept out stays so, whatever is answered later.
    kept = [*weeks, changed] if any(changed[1]) or changed[2] else weeks
    return replace(book, weeks=tuple(sorted(kept)))


def _with_guess(book: BookWords, changed: Guess) -> BookWords:
    others = [one for one in book.guesses if (one[0], one[4]) != (changed[0], changed[4])]
    return replace(book, guesses=tuple(sorted([*others, changed])[-_KEPT_GUESSES:]))


def _put(answers: Sequence[int], place: int, answer: int) -> tuple[int, ...]:
    return (*answers[:place], answer, *answers[place + 1 :])
