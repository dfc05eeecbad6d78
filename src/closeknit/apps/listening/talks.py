"""Invite to a talk, press, stop: each a transaction that moves it by one step at most."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from closeknit.apps.listening import models, protocols
from closeknit.apps.listening.models import Said, Talk
from closeknit.apps.listening.protocols import Way
from closeknit.apps.listening.words import KEPT, SaidWords, TalkWords
from closeknit.apps.notices.kinds import ASKED, CAME, TIME
from closeknit.apps.notices.telling import acted, forget, remind, tell_other
from closeknit.apps.people import looking
from closeknit.apps.people.between import living_bond_or_404, seat_of
from closeknit.apps.people.models import Bond
from closeknit.apps.people.unlocked import Unlocked
from closeknit.domain import listening
from closeknit.keys import CannotOpen

MILLISECONDS = 1000
HOUR = 3_600_000
_PHASES = {
    listening.INVITED: models.INVITED,
    listening.RUNNING: models.RUNNING,
    listening.PAUSED: models.PAUSED,
    listening.OVER: models.OVER,
}
Move = Callable[[listening.Talk], listening.Talk]
Seat = Callable[[listening.Talk], int]


class OneGoesOn(Exception):
    """Another talk of this kind is under way; `args[0]` is its row."""


class HasPassed(Exception):
    """The step for which this was written is over."""


def now_ms() -> int:
    return int(timezone.now().timestamp() * MILLISECONDS)


def moment(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / MILLISECONDS, UTC)


def words_in(me: Unlocked, row: Talk) -> TalkWords | None:
    key = me.bond_keys(row.bond).get(row.key_version)
    return row.open_or_none(key) if key else None


def state_of(row: Talk, words: TalkWords) -> listening.Talk:
    """Return where a talk is now: what nobody touched for long has lapsed by itself."""
    talk = words.talk(in_writing=row.is_written).lapse(now_ms())
    # The end of a bond, or another talk, may have closed it without its key.
    return talk.stop() if row.phase == models.OVER else talk


@dataclass(frozen=True)
class Wish:
    """How somebody would like to talk: the row's id, who speaks first, about what, and where."""

    pk: UUID
    first: int
    topic: str = ""
    in_writing: bool = False
    at_one_phone: bool = False


@transaction.atomic
def begin(me: Unlocked, way: Way, wish: Wish) -> Talk:
    """Invite the other; at one phone begin at once. A form that is sent twice invites once."""
    bond = living_bond_or_404(me)
    there = Talk.objects.filter(pk=wish.pk, bond=bond).first()
    if there is not None:
        return there
    _take_back_mine(me, bond)
    words = _first_words(me, way, wish)
    talk = words.talk(in_writing=wish.in_writing)
    # Whoever does not want such talks is asked on their own phone, and need not answer.
    if wish.at_one_phone and not way.is_conflict:
        _refuse_second(me, bond, in_writing=False)
        talk, words = talk.start(now_ms()), replace(words, at_one=True)
    row = Talk(id=wish.pk, bond=bond, day=timezone.localdate(), is_written=wish.in_writing)
    _put(me, row, words, talk).save(force_insert=True)
    looking.look_again(bond, row)
    if talk.phase == listening.INVITED:
        tell_other(me, ASKED, row, _invitations(bond, seat_of(me)))
    return row


def _invitations(bond: Bond, seat: int) -> UUID:
    """All invitations of one of the two are one thing: nobody is told of them twice a day."""
    return uuid5(bond.pk, f"invitation {seat}")


def _first_words(me: Unlocked, way: Way, wish: Wish) -> TalkWords:
    return TalkWords(
        course=protocols.course_of(way, in_writing=wish.in_writing),
        protocol="" if way.pk else way.id,
        name=way.name if way.pk else "",
        own=way.own,
        own_by=seat_of(me) if way.is_mine else 1 - seat_of(me),
        first=wish.first,
        by=seat_of(me),
        topic=wish.topic,
        is_conflict=way.is_conflict,
        rounds=way.shape.rounds,
        touched=now_ms(),
        began=timezone.now().isoformat(),
    )


@transaction.atomic
def press(me: Unlocked, pk: UUID, move: Move) -> listening.Talk:
    """Apply a press to what is stored now; one that no longer fits changes nothing."""
    row, words, before = _locked(me, pk)
    after = move(before)
    if after.phase == listening.RUNNING and before.phase == listening.INVITED:
        _refuse_second(me, row.bond, in_writing=row.is_written)
    if after != words.talk(in_writing=row.is_written):
        _save(me, row, words, after, is_told=not _is_quiet(before, after))
        _settle_notices(me, row, before, after)
        _remind(me, row, before, after)
    return after


@transaction.atomic
def write(me: Unlocked, pk: UUID, visit: int, text: str) -> None:
    """Keep what somebody wrote in a step that is theirs, and move on."""
    row, words, before = _locked(me, pk)
    after = before.press_done(seat_of(me), visit, now_ms())
    if not row.is_written or not before.step.writes or after == before:
        if _is_written(me, row, visit, text):
            return
        raise HasPassed
    said = SaidWords(
        before.step.id, before.here.turn, before.round, text, timezone.now().isoformat()
    )
    Said.create_sealed(me.bond_key, said, talk=row, author=me.person, visit=visit)
    _save(me, row, words, after)
    tell_other(me, CAME, row)


def _settle_notices(me: Unlocked, row: Talk, before: listening.Talk, after: listening.Talk) -> None:
    """Nobody is told any more of what is answered or over."""
    if before.phase == listening.INVITED:
        forget(_invitations(row.bond, before.by))
    if after.is_over:
        forget(row.pk)
    if before.phase == listening.INVITED and after.phase == listening.RUNNING:
        acted(me)


def _remind(me: Unlocked, row: Talk, before: listening.Talk, after: listening.Talk) -> None:
    """Both are told when a pause is over, unless they have come back before."""
    if after.phase == listening.PAUSED and before.phase != listening.PAUSED and after.back_at:
        back_at = moment(after.back_at)
        for member in row.bond.members.select_related("person"):
            remind(member.person, TIME, row.pk, back_at, moment(after.until))
    elif before.phase == listening.PAUSED and after.phase != listening.PAUSED:
        forget(row.pk)


def clean_up(now: datetime) -> None:
    """Delete invitations that nobody took up, and end what has lapsed, so that it is found."""
    Talk.objects.run_out(now).delete()
    Talk.objects.filter(phase__in=models.UNDER_WAY, until__lte=now).update(phase=models.OVER)


def _is_written(me: Unlocked, row: Talk, visit: int, text: str) -> bool:
    """Whether this came twice."""
    there = Said.objects.filter(talk=row, visit=visit, author=me.person).first()
    key = me.bond_keys(row.bond).get(there.key_version) if there else None
    said = there.open_or_none(key) if there and key else None
    return said is not None and said.text == text


def _locked(me: Unlocked, pk: UUID) -> tuple[Talk, TalkWords, listening.Talk]:
    living_bond_or_404(me)
    rows = Talk.objects.select_for_update().filter(bond=me.bond)
    row = get_object_or_404(rows, pk=pk)
    words = _words(me, row)
    return row, words, state_of(row, words)


def _words(me: Unlocked, row: Talk) -> TalkWords:
    words = words_in(me, row)
    if words is None:
        raise CannotOpen("This talk does not open.")
    return words


def _save(
    me: Unlocked, row: Talk, words: TalkWords, talk: listening.Talk, *, is_told: bool = True
) -> None:
    _put(me, row, words, talk).save_sealed("phase", "until")
    if is_told:
        looking.look_again(row.bond, row)


def _is_quiet(before: listening.Talk, after: listening.Talk) -> bool:
    """Whether one of the two has answered what each is asked privately: nobody hears of that."""
    same = (before.place, before.phase) == (after.place, after.phase)
    return before.step == listening.CHECK and same


def _put(me: Unlocked, row: Talk, words: TalkWords, talk: listening.Talk) -> Talk:
    row.phase = _PHASES[talk.phase]
    if talk.ending in {listening.NOT_NOW, listening.TAKEN_BACK}:
        row.phase = models.DECLINED
    if not talk.is_over:
        # To the full hour: the clear column is not to tell when somebody pressed.
        row.until = moment(-(-talk.until // HOUR) * HOUR)
    return row.seal(me.bond_key, replace(words, **{name: getattr(talk, name) for name in KEPT}))


def _take_back_mine(me: Unlocked, bond: Bond) -> None:
    """One invitation of mine at a time: a new one takes the place of the old."""
    for row in Talk.objects.filter(bond=bond, phase=models.INVITED):
        words = words_in(me, row)
        if words is None or words.by == seat_of(me):
            row.delete()


def _refuse_second(me: Unlocked, bond: Bond, *, in_writing: bool) -> None:
    """Only one talk of a kind at a time; one that has lapsed does not stand in the way."""
    rows = Talk.objects.filter(bond=bond, is_written=in_writing, phase__in=models.UNDER_WAY)
    for row in rows.select_related("bond"):
        words = words_in(me, row)
        if words is not None and not state_of(row, words).is_over:
            raise OneGoesOn(row)
        rows.filter(pk=row.pk).update(phase=models.OVER)
