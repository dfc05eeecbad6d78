"""Which ways to talk there are for the two, ours and their own, and the course of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import get_language

from closeknit.apps.listening.models import OwnProtocol
from closeknit.apps.listening.words import OwnProtocolWords, Stepped
from closeknit.apps.people.unlocked import Unlocked
from closeknit.content import Library, library
from closeknit.content import Protocol as Ours
from closeknit.domain import listening
from closeknit.domain.listening import Step

SETTLE, THANK = "settle", "thank"
PICTURE = "from-the-picture"


@dataclass(frozen=True)
class Way:
    """A way to talk, as it is offered; `pk` and `is_mine` are those of one of their own."""

    id: str
    name: str
    text: str
    minutes: int
    is_conflict: bool
    shape: listening.Protocol
    own: tuple[tuple[str, str], ...] = ()
    pk: UUID | None = None
    is_mine: bool = False


def my_library() -> Library:
    return library(get_language() or "en")


def ways(me: Unlocked) -> list[Way]:
    """Return every way to talk, without those that I have switched off."""
    found = [*map(_ours, my_library().protocols.values()), *_own(me)]
    return [way for way in found if not (way.is_conflict and me.settings.talks_off)]


def way(me: Unlocked, wished: str) -> Way | None:
    return next((one for one in ways(me) if one.id == wished), None)


def course_of(way: Way, *, in_writing: bool) -> tuple[Stepped, ...]:
    return tuple(
        (step.id, step.who, step.seconds, step.again, step.writes, place.turn)
        for place in listening.course(way.shape, in_writing=in_writing)
        for step in (place.step,)
    )


def own_in(me: Unlocked, row: OwnProtocol) -> OwnProtocolWords | None:
    key = me.bond_keys(row.bond).get(row.key_version)
    return row.open_or_none(key) if key else None


def _ours(one: Ours) -> Way:
    shape = listening.Protocol(
        opening=_steps(one.opening),
        turn=_steps(one.turn),
        closing=_steps(one.closing),
        turns=one.turns,
        is_conflict=one.is_conflict,
    )
    return Way(one.id, one.name, one.text, one.minutes, one.is_conflict, shape)


def _own(me: Unlocked) -> Iterable[Way]:
    if me.bond is None or me.waits_for_key:
        return
    rows = OwnProtocol.objects.filter(bond=me.bond).select_related("bond").order_by("pk")
    for row in rows:
        if words := own_in(me, row):
            yield _own_way(row, words, is_mine=row.author_id == me.person.pk)


def _own_way(row: OwnProtocol, words: OwnProtocolWords, *, is_mine: bool) -> Way:
    """Settling and thanking belong to every talk, whoever has made it."""
    turn = tuple(
        Step(f"own-{number}", who, seconds, writes=True)
        for number, (who, _text, seconds) in enumerate(words.steps, 1)
    )
    shape = listening.Protocol(
        _steps((SETTLE,)),
        turn,
        _steps((THANK,)),
        turns=words.turns,
        is_conflict=words.is_conflict,
    )
    seconds = sum(step.seconds for step in (*shape.opening, *turn * words.turns))
    own = tuple((step.id, text) for step, (_who, text, _s) in zip(turn, words.steps, strict=True))
    return Way(
        id=str(row.pk),
        name=words.name,
        text="",
        minutes=-(-seconds // 60),
        is_conflict=words.is_conflict,
        shape=shape,
        own=own,
        pk=row.pk,
        is_mine=is_mine,
    )


def _steps(ids: Iterable[str]) -> tuple[Step, ...]:
    known = my_library().talk_steps
    found = (known[name] for name in ids)
    return tuple(Step(one.id, one.who, one.seconds, one.again, one.writes) for one in found)
