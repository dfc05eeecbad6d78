"""What leaves with a person, and what they may carry away."""

from dataclasses import asdict, replace
from typing import Any

from closeknit.apps.people.models import Bond
from closeknit.apps.people.unlocked import Seat, Unlocked
from closeknit.apps.picture import book as books
from closeknit.apps.picture.models import Released
from closeknit.apps.picture.words import BookWords, ReleasedWords
from closeknit.content.model import PILLARS, SIDES
from closeknit.domain.measures import monday_of


def leave(me: Unlocked, bond: Bond, *, withdraw: bool) -> None:
    """Stop sharing; what was released stays readable unless it is withdrawn."""
    if withdraw:
        mine = Released.objects.filter(bond=bond, person=me.person)
        for row in mine:
            if key := me.bond_keys(bond).get(row.key_version):
                row.seal(key, ReleasedWords()).save_sealed()
    me.change_settings(lambda now: replace(now, picture_with="", barriers_with=""))


def export(me: Unlocked) -> dict[str, Any]:
    """Return all that I answered, and what the other let into the picture of both."""
    seats = [*([me.seat] if me.seat else []), *me.past_seats]
    return _answers(books.read(me)) | {"shared": [_released(me, seat) for seat in seats]}


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
            {"part": part, "day": day, "answers": list(answers)}
            for part, day, answers in book.sittings
        ],
        "guesses": [
            {"month": month, "answers": list(answers), "guesses": list(guessed)}
            for month, answers, guessed, _opens in book.guesses
        ],
    }


def _told(names: tuple[str, ...], answers: tuple[int, ...]) -> dict[str, int | None]:
    return {name: answer or None for name, answer in zip(names, answers, strict=True)}


def _released(me: Unlocked, seat: Seat) -> dict[str, Any]:
    """Return what both released in one bond, as far as I may open it."""
    found: dict[str, Any] = {"began": seat.bond.began.isoformat()}
    for row in Released.objects.filter(bond=seat.bond):
        key = seat.keys.get(row.key_version)
        words = row.open_or_none(key) if key else None
        name = "mine" if row.person_id == me.person.pk else "theirs"
        found[name] = asdict(words) if words else None
    return found
