"""Put phones away together, come back, and say a sentence about it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from closeknit.apps.notices.telling import acted
from closeknit.apps.people import looking
from closeknit.apps.people.between import living_bond_or_404, seat_of
from closeknit.apps.people.unlocked import Unlocked
from closeknit.apps.together.models import ASKED, OVER, UNDER_WAY, Away, Felt
from closeknit.apps.together.words import MINUTE, AwayWords, FeltWords
from closeknit.keys import CannotOpen

# How long the one waits for the other to put theirs away, too.
WAITS = 15 * MINUTE
_STEP = 5 * MINUTE


def now_ms() -> int:
    return int(timezone.now().timestamp() * 1000)


def words_in(me: Unlocked, row: Away) -> AwayWords | None:
    key = me.bond_keys(row.bond).get(row.key_version)
    return row.open_or_none(key) if key else None


def open_in(me: Unlocked) -> tuple[Away, AwayWords] | None:
    """Return the time that waits or is under way, if there is one."""
    rows = Away.objects.open(timezone.now()).filter(bond=me.bond).select_related("bond")
    for row in rows.order_by("-phase", "pk"):
        if words := words_in(me, row):
            return row, words
    return None


@transaction.atomic
def begin(me: Unlocked, pk: UUID, minutes: int, *, at_one_phone: bool) -> Away:
    """Put mine away; where the other has begun already, it begins for both."""
    bond = living_bond_or_404(me)
    there = open_in(me)
    if there is not None:
        row, words = there
        if words.began is None and (words.by != seat_of(me) or at_one_phone):
            _begin_for_both(me, row, words)
            looking.look_again(bond, row)
        return row
    now = now_ms()
    words = AwayWords(minutes, seat_of(me), now)
    row = Away(id=pk, bond=bond, day=timezone.localdate(), until=_moment(now + WAITS))
    row.seal(me.bond_key, words).save(force_insert=True)
    if at_one_phone:
        _begin_for_both(me, row, words)
    looking.look_again(bond, row)
    return row


@transaction.atomic
def join(me: Unlocked, pk: UUID) -> None:
    row, words = _locked(me, pk)
    if words.began is None and words.by != seat_of(me) and row.until > timezone.now():
        _begin_for_both(me, row, words)
        looking.look_again(row.bond, row)


@transaction.atomic
def come_back(me: Unlocked, pk: UUID) -> None:
    """End it for both, or take it back while nobody has joined. Nobody is told meanwhile."""
    row, words = _locked(me, pk)
    if words.began is None:
        # It has run out, and is deleted with what runs out.
        row.until = _moment(now_ms() - _STEP)
        _save(me, row, replace(words, ended=now_ms()), ASKED)
    elif words.ended is None:
        _save(me, row, replace(words, ended=now_ms()), OVER)


@transaction.atomic
def say(me: Unlocked, pk: UUID, text: str, felt: int) -> None:
    """Keep my sentence for both, and how close it felt for me alone."""
    row, words = _locked(me, pk)
    ended = words.ended if words.ended is not None else now_ms()
    _save(me, row, replace(_with_sentence(words, seat_of(me), text), ended=ended), OVER)
    _keep(me, row, felt)


@transaction.atomic
def take_back(me: Unlocked, row: Away) -> None:
    """Take my sentence away from the other, in a bond of any time; it stays with me."""
    row = Away.objects.select_for_update().select_related("bond").get(pk=row.pk)
    words, seat = words_in(me, row), me.seat_in(row.bond)
    mine = dict(words.sentences).get(seat.membership.seat) if words and seat else None
    if words is None or seat is None or mine is None:
        return
    left = tuple(one for one in words.sentences if one[0] != seat.membership.seat)
    row.seal(seat.keys[row.key_version], replace(words, sentences=left)).save_sealed()
    _keep(me, row, kept_in(me, row).felt, mine)


def clean_up(now: datetime) -> None:
    """Delete what nobody joined: it is kept nowhere that somebody did not come."""
    Away.objects.filter(phase=ASKED, until__lte=now).delete()


def _with_sentence(words: AwayWords, seat: int, text: str) -> AwayWords:
    others = tuple(one for one in words.sentences if one[0] != seat)
    before = dict(words.sentences).get(seat)
    is_edited = before is not None and bool(text) and before != text
    edited = tuple(sorted({*words.edited, seat})) if is_edited else words.edited
    return replace(words, sentences=(*others, (seat, text)) if text else others, edited=edited)


def _keep(me: Unlocked, row: Away, felt: int, text: str = "") -> None:
    """Keep what is mine alone of this time."""
    text = text or kept_in(me, row).text
    Felt.objects.filter(away=row, person=me.person).delete()
    if felt or text:
        words = FeltWords(felt, timezone.now().isoformat(), text)
        Felt.create_sealed(me.key, words, away=row, person=me.person)


def unsaid_in(me: Unlocked) -> Away | None:
    """Return the latest that is over since yesterday and of which I have said nothing yet."""
    since = timezone.localdate() - timedelta(days=1)
    rows = Away.objects.filter(bond=me.bond, day__gte=since).exclude(felt__person=me.person)
    for row in rows.exclude(phase=ASKED).select_related("bond").order_by("-until"):
        words = words_in(me, row)
        if words is not None and words.began is not None and _is_over(row):
            return None if seat_of(me) in dict(words.sentences) else row
    return None


def _is_over(row: Away) -> bool:
    return row.phase == OVER or row.until <= timezone.now()


def kept_in(me: Unlocked, row: Away) -> FeltWords:
    """Return what is mine alone of this time; empty when there is nothing."""
    found = Felt.objects.filter(away=row, person=me.person).first()
    key = me.keys.get(found.key_version) if found else None
    words = found.open_or_none(key) if found and key else None
    return words or FeltWords(0, "")


def _begin_for_both(me: Unlocked, row: Away, words: AwayWords) -> None:
    now = now_ms()
    row.until = _moment(now + words.minutes * MINUTE)
    acted(me)
    _save(me, row, replace(words, began=now), UNDER_WAY)


def _save(me: Unlocked, row: Away, words: AwayWords, phase: int) -> None:
    row.phase = phase
    row.seal(me.bond_key, words).save_sealed("phase", "until")


def _locked(me: Unlocked, pk: UUID) -> tuple[Away, AwayWords]:
    bond = living_bond_or_404(me)
    row = get_object_or_404(Away.objects.select_for_update().filter(bond=bond), pk=pk)
    row.bond = bond
    words = words_in(me, row)
    if words is None:
        raise CannotOpen("This time does not open.")
    return row, words


def _moment(milliseconds: int) -> datetime:
    """Return the next full five minutes: the clear column is not to tell when somebody pressed."""
    return datetime.fromtimestamp(-(-milliseconds // _STEP) * _STEP / 1000, UTC)
