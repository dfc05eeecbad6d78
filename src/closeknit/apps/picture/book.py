"""Read and change somebody's book, and put into the bond what they release of it."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db import DatabaseError, transaction

from closeknit.apps.people.models import Membership, Settings
from closeknit.apps.people.unlocked import Unlocked
from closeknit.apps.picture.models import ROOM, Book, Released
from closeknit.apps.picture.words import BARRIERS, SIGNS, BookWords, ReleasedWords, Sitting
from closeknit.content import library
from closeknit.content.model import PILLARS, SIDES
from closeknit.domain import measures
from closeknit.keys.records import to_bytes

PULSE_PILLARS = len(PILLARS)
PULSE = PULSE_PILLARS + len(SIDES)
_SPARK_TAG = "body"
_SPARK, _KNOWN = PULSE_PILLARS + SIDES.index("spark"), PULSE_PILLARS + SIDES.index("known")


def read(me: Unlocked) -> BookWords:
    """Return my book, with what older keys of mine open laid under it."""
    book = BookWords()
    for _row, older in _opened(me):
        book = _laid_over(book, older)
    return book


@transaction.atomic
def change(me: Unlocked, alter: Callable[[BookWords], BookWords]) -> None:
    """Change what is stored now, so that of two devices at once neither undoes the other."""
    note(me, alter)
    release(me)


@transaction.atomic
def note(me: Unlocked, alter: Callable[[BookWords], BookWords]) -> None:
    """Change what concerns me alone. What older keys open goes into the book of the key in use."""
    Book.objects.select_for_update().filter(person=me.person).first()
    opened = _opened(me)
    book = BookWords()
    for _row, older in opened:
        book = _laid_over(book, older)
    opened[-1][0].seal(me.key, _fitting(alter(book))).save_sealed()
    for row, _words in opened[:-1]:
        row.delete()


@transaction.atomic
def release(me: Unlocked) -> None:
    """Let the bond have what I share now, no less and no more."""
    if me.seat is None or me.waits_for_key:
        return
    # What another device has just stopped stays stopped.
    settings = Settings.objects.select_for_update().get(person=me.person)
    me.settings = settings.open(me.key)
    row = _released(me, me.person.pk)
    words = _to_release(me, read(me), me.seat.bond.began)
    key = me.bond_keys(me.seat.bond).get(row.key_version)
    if key is None or row.open_or_none(key) != words:
        row.seal(me.bond_key, words).save_sealed()


def settle(me: Unlocked, book: BookWords) -> None:
    """Let go of what the bond still has of mine and I share no more, as after a lost key."""
    if me.seat is None or me.waits_for_key:
        return
    row = _released(me, me.person.pk)
    key = me.bond_keys(me.seat.bond).get(row.key_version)
    if (row.open_or_none(key) if key else None) != _to_release(me, book, me.seat.bond.began):
        # A page that is only read waits for no busy database.
        with suppress(DatabaseError):
            release(me)


def theirs(me: Unlocked) -> ReleasedWords:
    """Return what the other has released; empty looks the same whatever the reason."""
    if me.seat is None or me.waits_for_key or me.partner_membership is None:
        return ReleasedWords()
    row = _released(me, me.partner_membership.person_id)
    key = me.bond_keys(me.seat.bond).get(row.key_version)
    return (row.open_or_none(key) if key else None) or ReleasedWords()


def is_shared(me: Unlocked) -> bool:
    is_chosen = bool(bond_id(me)) and me.settings.picture_with == bond_id(me)
    return is_chosen and not me.waits_for_key


def bond_id(me: Unlocked) -> str:
    """Name the living bond: what is let into one is not let into the next."""
    return str(me.seat.bond.pk) if me.seat else ""


def turned(answers: Iterable[int]) -> tuple[int, ...]:
    """Return a week's five pillar answers so that more is closer."""
    items = library().pulse()
    return tuple(
        measures.turned(answer, is_reversed=item.reversed)
        for item, answer in zip(items[:PULSE_PILLARS], answers, strict=False)
    )


def finished(book: BookWords, part: str) -> list[Sitting]:
    """Return the sittings of a part that are no drafts, in which anything was answered."""
    found = [one for one in book.sittings if one[0] == part and one[3] and any(one[2])]
    return sorted(found, key=lambda one: one[1])


def latest(book: BookWords, part: str) -> Sitting | None:
    return next(reversed(finished(book, part)), None)


def scores(book: BookWords, pillar: str) -> list[measures.Score]:
    """Return my scores of a pillar, of those sittings that have one."""
    found = (pillar_score(pillar, one[2]) for one in finished(book, pillar))
    return [score for score in found if score]


def opened_signs(book: BookWords, bond: str) -> tuple[int, ...]:
    """Return the signs that I let open in this bond, empty while I do not."""
    opens = (one[2] for one in finished(book, SIGNS) if book.signs_open == (one[1], bond))
    return next(opens, ())


def pillar_score(pillar: str, answers: Iterable[int]) -> measures.Score | None:
    items = library().sitting(pillar)
    return measures.score(
        [
            measures.turned(answer, is_reversed=item.reversed)
            for item, answer in zip(items, answers, strict=True)
        ]
    )


def began(me: Unlocked) -> int:
    """Return the first week that may be about the other of my bond: none of an earlier one."""
    if me.seat is None:
        return 0
    first = measures.week_of(me.seat.bond.began)
    ended = [seat.bond.ended_on for seat in me.past_seats if seat.bond.ended_on]
    return max([first, *(measures.week_of(day) + 1 for day in ended)])


def _opened(me: Unlocked) -> list[tuple[Book, BookWords]]:
    """Return my rows that open, oldest key first; the last is that of the key in use."""
    rows = {row.key_version: row for row in Book.objects.filter(person=me.person)}
    if me.key.version not in rows:
        rows[me.key.version] = _begin(me)
    return [
        (rows[version], words)
        for version in sorted(rows)
        if version in me.keys and (words := rows[version].open_or_none(me.keys[version]))
    ]


def _begin(me: Unlocked) -> Book:
    new = Book(person=me.person).seal(me.key, BookWords())
    # Two devices may begin at once; the constraint lets one of them in.
    Book.objects.bulk_create([new], ignore_conflicts=True)
    return Book.objects.get(person=me.person, key_version=me.key.version)


def _released(me: Unlocked, person: UUID) -> Released:
    """Return a member's row. Both rows begin together, so that neither tells who looked first."""
    rows = Released.objects.filter(bond=me.bond)
    if (found := rows.filter(person=person).first()) is None:
        members = Membership.objects.filter(bond=me.bond).values_list("person", flat=True)
        empty = [
            Released(bond=me.bond, person_id=one).seal(me.bond_key, ReleasedWords())
            for one in members
        ]
        Released.objects.bulk_create(empty, ignore_conflicts=True)
        found = rows.get(person=person)
    return found


def _to_release(me: Unlocked, book: BookWords, began: date) -> ReleasedWords:
    bond = bond_id(me)
    shared = is_shared(me)
    # What was answered before this bond began may be about somebody else.
    since = replace(book, sittings=tuple(one for one in book.sittings if one[1][:10] >= str(began)))
    barriers = latest(since, BARRIERS)
    return ReleasedWords(
        is_shared=shared,
        weeks=_weeks(me, book) if shared else (),
        pillars=_pillars(since) if shared else (),
        signs=opened_signs(since, bond),
        barriers=barriers[2] if barriers and me.settings.barriers_with == bond else (),
        guesses=tuple(one[:3] for one in book.guesses if one[3] and one[4] == bond),
    )


def _weeks(me: Unlocked, book: BookWords) -> tuple[tuple[int, int, int, int, int], ...]:
    first, is_asked = began(me), _SPARK_TAG not in me.settings.tags_off
    kept = (one for one in book.weeks if one[0] >= first and not one[2] and any(one[1]))
    return tuple(
        (
            number,
            sum(turned(answers)),
            sum(answer > 0 for answer in answers[:PULSE_PILLARS]),
            answers[_SPARK] if is_asked else 0,
            answers[_KNOWN],
        )
        for number, answers, _is_withheld in kept
    )


def _pillars(book: BookWords) -> tuple[tuple[str, float, float], ...]:
    return tuple(
        (pillar, round(found[-1].mean, 2), round(found[-1].error, 2))
        for pillar in PILLARS
        if (found := scores(book, pillar))
    )


def _laid_over(older: BookWords, newer: BookWords) -> BookWords:
    weeks = {one[0]: one for one in (*older.weeks, *newer.weeks)}
    guesses = {(one[0], one[4]): one for one in (*older.guesses, *newer.guesses)}
    sittings = {one[:2]: one for one in (*older.sittings, *newer.sittings)}
    return replace(
        newer,
        weeks=tuple(weeks[number] for number in sorted(weeks)),
        sittings=tuple(sorted(sittings.values(), key=lambda one: one[1])),
        guesses=tuple(guesses[one] for one in sorted(guesses)),
        signs_open=newer.signs_open if newer.signs_open[0] else older.signs_open,
    )


def _fitting(book: BookWords) -> BookWords:
    if len(to_bytes(book)) >= ROOM:
        book = replace(book, drawn_of="", drawn=(), told=())
    while len(to_bytes(book)) >= ROOM and book.weeks:
        book = replace(book, weeks=book.weeks[1:])
    return book
