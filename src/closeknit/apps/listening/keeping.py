"""Keep what is taken along from a talk, for oneself or for both, and take it out again."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from closeknit.apps.listening import reading, talks
from closeknit.apps.listening.models import AfterTalk, OwnProtocol, Said, Takeaway, Talk
from closeknit.apps.listening.protocols import own_in
from closeknit.apps.listening.words import (
    KeptWords,
    OwnProtocolWords,
    TakeawayWords,
    TalkWords,
)
from closeknit.apps.people.between import living_bond_or_404
from closeknit.apps.people.unlocked import Unlocked

Change = Callable[[KeptWords], KeptWords]


@transaction.atomic
def keep(me: Unlocked, row: Talk, text: str, *, felt: int, is_shared: bool) -> None:
    """Put my sentence where its readers are: under my key, or under the bond's."""
    row = Talk.objects.select_for_update().get(pk=row.pk)
    before = _shared_before(me, row)
    Takeaway.objects.filter(talk=row, author=me.person).delete()
    now = timezone.now().isoformat()
    if is_shared and text:
        is_edited = before is not None and (before.edited or before.text != text)
        words = TakeawayWords(text, now, is_edited)
        Takeaway.create_sealed(me.bond_key, words, talk=row, author=me.person)
    own = "" if is_shared else text
    _change(me, row, lambda then: replace(then, felt=felt, text=own, at=now))


@transaction.atomic
def withdraw(me: Unlocked, rows: Iterable[Talk]) -> None:
    """Move what I wrote in talks from the bond's key under my own."""
    for row in rows:
        mine = _texts(me, row)
        if mine:
            _change(me, row, partial(_with_said, mine))
        _take_out(me, row, _without_mine)
        Said.objects.filter(talk=row, author=me.person).delete()
        Takeaway.objects.filter(talk=row, author=me.person).delete()


@transaction.atomic
def take_away(me: Unlocked, row: OwnProtocol) -> None:
    """Delete a way to talk of my own, and take it out of past talks that followed it."""
    if words := own_in(me, row):
        steps = tuple(text for _who, text, _seconds in words.steps)
        over = Talk.objects.filter(bond=row.bond).over().select_for_update(of=("self",))
        for talk in over.select_related("bond"):
            _take_out(me, talk, lambda then, mine: _without_way(then, mine, steps))
    row.delete()


def _take_out(me: Unlocked, row: Talk, change: Callable[[TalkWords, int], TalkWords]) -> None:
    """Seal a talk's own words without something of mine; `change` gets them and my seat."""
    words, seat = talks.words_in(me, row), me.seat_in(row.bond)
    if words is None or seat is None:
        return
    new = change(words, seat.membership.seat)
    if new != words:
        row.seal(seat.keys[row.key_version], new).save_sealed()


def _without_mine(words: TalkWords, mine: int) -> TalkWords:
    """Leave out what I named it, and the steps that I wrote."""
    topic = "" if words.by == mine else words.topic
    return _without_way(replace(words, topic=topic), mine)


def _without_way(words: TalkWords, mine: int, steps: tuple[str, ...] | None = None) -> TalkWords:
    """Leave out a way to talk that I wrote: the one of these steps, or any."""
    texts = tuple(text for _step, text in words.own)
    is_it = words.own_by == mine and bool(texts) and steps in {None, texts}
    return replace(words, own=(), name="") if is_it else words


@transaction.atomic
def keep_protocol(me: Unlocked, pk: UUID, words: OwnProtocolWords) -> None:
    """Keep a way to talk of their own. A form that is sent twice adds one."""
    bond = living_bond_or_404(me)
    there = OwnProtocol.objects.filter(pk=pk).first()
    if there is not None and there.bond_id == bond.pk and there.author_id == me.person.pk:
        there.seal(me.bond_key, words).save_sealed()
        return
    OwnProtocol.create_sealed(
        me.bond_key, words, id=uuid4() if there else pk, bond=bond, author=me.person
    )


def _shared_before(me: Unlocked, row: Talk) -> TakeawayWords | None:
    found = Takeaway.objects.filter(talk=row, author=me.person).first()
    key = me.bond_keys(row.bond).get(found.key_version) if found else None
    return found.open_or_none(key) if found and key else None


def _with_said(more: tuple[str, ...], then: KeptWords) -> KeptWords:
    return replace(then, said=(*then.said, *more))


def _texts(me: Unlocked, row: Talk) -> tuple[str, ...]:
    one = reading.shown(me, row)
    if one is None:
        return ()
    found = [*reading.voices(me, one), *reading.takeaways(me, one)]
    return tuple(voice.text for voice in found if voice.is_mine and voice.text)


def _change(me: Unlocked, row: Talk, change: Change) -> None:
    found = AfterTalk.objects.select_for_update().filter(talk=row, person=me.person).first()
    key = me.keys.get(found.key_version) if found else None
    then = (found.open_or_none(key) if found and key else None) or KeptWords()
    new = change(then)
    if found is not None:
        found.seal(me.key, new).save_sealed()
    elif new != KeptWords(at=new.at):
        AfterTalk.create_sealed(me.key, new, talk=row, person=me.person)
