"""Keep a check-in, share it, withdraw it, change it, delete it."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone

from closeknit.apps.checkins.choices import chosen_in
from closeknit.apps.checkins.models import CheckIn, SharedCheckIn
from closeknit.apps.checkins.pieces import stands_in
from closeknit.apps.checkins.words import CheckInWords, SharedWords
from closeknit.apps.notices.kinds import CAME
from closeknit.apps.notices.telling import forget, tell_other
from closeknit.apps.people.between import lock_living
from closeknit.apps.people.unlocked import Unlocked


def keep(me: Unlocked, pk: UUID, words: CheckInWords) -> CheckIn:
    """Seal a check-in for its author alone. A form sent twice keeps one, or two if it changed."""
    try:
        with transaction.atomic():
            return _create(me, pk, words)
    except IntegrityError:
        mine = CheckIn.objects.of(me.person).filter(pk=pk).first()
        is_same = mine is not None and _says(me, mine, words)
        return mine if mine and is_same else _create(me, uuid4(), words)


@transaction.atomic
def share(me: Unlocked, check_in: CheckIn, words: CheckInWords) -> SharedCheckIn | None:
    """Seal a copy for the two; None when nobody is there (any more) to share with."""
    bond = lock_living(me)
    if bond is None:
        return None
    found = SharedCheckIn.objects.filter(check_in=check_in).first()
    if found is not None:
        return found
    shared = SharedCheckIn.create_sealed(
        me.bond_key,
        shown_of(words),
        bond=bond,
        author=me.person,
        check_in=check_in,
        day=timezone.localdate(),
    )
    tell_other(me, CAME, shared)
    return shared


@transaction.atomic
def withdraw(me: Unlocked, check_in: CheckIn) -> None:
    """Take the shared copy away; whoever answered it keeps their own words."""
    for share in SharedCheckIn.objects.filter(check_in=check_in, author=me.person):
        forget(share.pk)
        share.delete()


@transaction.atomic
def change(
    me: Unlocked, check_in: CheckIn, old: CheckInWords, words: CheckInWords, over: int
) -> None:
    """Seal new words over the revision that was read, in the shared copy too, or raise Stale."""
    check_in.replace(me.key, words, over)
    share = SharedCheckIn.objects.filter(check_in=check_in).select_related("bond").first()
    if share is None or share.bond.ended_on is not None or shown_of(old) == shown_of(words):
        return
    share.seal(me.bond_key, replace(shown_of(words), edited=True)).save_sealed()


def shown_of(words: CheckInWords) -> SharedWords:
    """Return what the other may read: the sentence, and only words that are still in it."""
    chosen = chosen_in(words)
    kinds = {feeling.pleasant for feeling in chosen.named}
    return SharedWords(
        sentence=words.sentence,
        at=words.at,
        feelings=tuple(_said(chosen.feeling_words, words.sentence)),
        pleasant=kinds.pop() if len(kinds) == 1 and not chosen.own_feeling else None,
        need="".join(_said([chosen.need_word], words.sentence)),
        wish=words.wish,
        timing=words.timing,
        free=words.free,
    )


def _said(words: Iterable[str], sentence: str) -> list[str]:
    return [word for word in words if stands_in(word, sentence)]


def _says(me: Unlocked, check_in: CheckIn, words: CheckInWords) -> bool:
    key = me.keys.get(check_in.key_version)
    kept = check_in.open_or_none(key) if key else None
    return kept is not None and replace(kept, at=words.at) == words


def _create(me: Unlocked, pk: UUID, words: CheckInWords) -> CheckIn:
    day = timezone.localdate()
    return CheckIn.create_sealed(me.key, words, id=pk, person=me.person, day=day)
