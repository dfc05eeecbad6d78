"""Keep a moment, share it, take it back, change it, and lay photos into it."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone

from closeknit.apps.notices.kinds import CAME
from closeknit.apps.notices.telling import forget, tell_other
from closeknit.apps.people.between import lock_living
from closeknit.apps.people.models import Person
from closeknit.apps.people.unlocked import Unlocked
from closeknit.apps.together import photos
from closeknit.apps.together.developing import Developed
from closeknit.apps.together.models import Moment, Photo, SharedMoment
from closeknit.apps.together.photos import NoRoom
from closeknit.apps.together.words import MomentWords
from closeknit.keys import CannotOpen, Stale

Change = Callable[[MomentWords], MomentWords]


@dataclass(frozen=True)
class Laid:
    """A photo to be laid into a moment; `id` keeps a form that is sent twice from laying two."""

    developed: Developed
    caption: str = ""
    id: UUID | None = None


def keep(me: Unlocked, pk: UUID, words: MomentWords, laid: Laid | None = None) -> Moment:
    """Seal a moment for its author alone. A form sent twice keeps one, or two if it changed."""
    if not Moment.objects.filter(pk=pk).exists():
        # Of two at once the database lets one in.
        with suppress(IntegrityError):
            return _create(me, pk, words, laid)
    there = Moment.objects.filter(pk=pk, person=me.person).first()
    is_same = there is not None and _says(me, there, words)
    return there if there and is_same else _create(me, uuid4(), words, laid)


@transaction.atomic
def share(me: Unlocked, pk: UUID) -> None:
    """Seal a copy for the two, if there is somebody (still) to share with."""
    bond, row = lock_living(me), _locked(me, pk)
    if bond is None or SharedMoment.objects.filter(moment=row).exists():
        return
    words = replace(_opened(me, row), edited=False)
    row.seal(me.key, words).save_sealed()
    SharedMoment.create_sealed(
        me.bond_key, words, bond=bond, author=me.person, moment=row, day=timezone.localdate()
    )
    # Taken back and shared again it is the same thing: nobody is told of it twice a day.
    tell_other(me, CAME, row)


@transaction.atomic
def withdraw(me: Unlocked, pk: UUID) -> None:
    """Take the copy away. Where it alone still opened, after a lost key, it comes home first."""
    row = _locked(me, pk)
    if photos.words_in(me, row) is None:
        with suppress(CannotOpen):
            row.seal(me.key, _opened(me, row)).save_sealed()
    SharedMoment.objects.filter(moment=row).delete()
    forget(row.pk)


@transaction.atomic
def delete(me: Unlocked, pk: UUID) -> None:
    """Delete a moment with its photos and its copy."""
    _locked(me, pk).delete()
    forget(pk)


@transaction.atomic
def lay(me: Unlocked, pk: UUID, laid: Laid) -> None:
    """Lay a photo into a moment, or raise NoRoom."""
    row = _locked(me, pk)
    if laid.id is None or not Photo.objects.filter(pk=laid.id).exists():
        _lay(me, row, laid)


@transaction.atomic
def take_out(me: Unlocked, pk: UUID) -> Moment:
    """Delete a photo of mine, out of every copy of its moment."""
    photos_of_mine = Photo.objects.filter(moment__person=me.person)
    photo = photos_of_mine.only("id", "moment_id").filter(pk=pk).first()
    if photo is None:
        raise Http404
    row = _locked(me, photo.moment_id)
    _change(me, row, lambda words: _without(words, pk))
    photo.delete()
    return row


@transaction.atomic
def change(me: Unlocked, pk: UUID, over: int, change: Change) -> None:
    """Change the words over the revision that was read, or raise Stale and keep all."""
    row = _locked(me, pk)
    if row.revision != over:
        raise Stale("This was changed somewhere else in the meantime.")
    _change(me, row, change)


@transaction.atomic
def _create(me: Unlocked, pk: UUID, words: MomentWords, laid: Laid | None) -> Moment:
    day = timezone.localdate()
    row = Moment.create_sealed(me.key, words, id=pk, person=me.person, day=day)
    if laid is not None:
        _lay(me, row, laid)
    return row


def _says(me: Unlocked, row: Moment, words: MomentWords) -> bool:
    """Whether this came before, whatever has been laid into it since."""
    kept = photos.words_in(me, row)
    return kept is not None and replace(words, at=kept.at, photos=kept.photos) == kept


def _lay(me: Unlocked, row: Moment, laid: Laid) -> None:
    # Of two that come at once, each is counted.
    Person.objects.select_for_update().get(pk=me.person.pk)
    if len(_opened(me, row).photos) >= photos.MOST:
        raise NoRoom(photos.HAS_ALL)
    held = photos.seal(row, laid.developed, laid.caption, laid.id)
    _change(me, row, lambda words: replace(words, photos=(*words.photos, held)), is_edit=False)


def _change(me: Unlocked, row: Moment, change: Change, *, is_edit: bool = True) -> None:
    """Seal my words anew, and the copy of them in a bond that goes on."""
    old = _opened(me, row)
    new = change(old)
    if new == old:
        return
    share = SharedMoment.objects.filter(moment=row).select_related("bond").first()
    is_living = share is not None and share.bond.ended_on is None
    new = replace(new, edited=old.edited or (is_edit and is_living))
    row.seal(me.key, new).save_sealed()
    if share is not None and is_living:
        share.seal(me.bond_key, new).save_sealed()


def _without(words: MomentWords, pk: UUID) -> MomentWords:
    return replace(words, photos=tuple(one for one in words.photos if one.pk != pk))


def _locked(me: Unlocked, pk: UUID) -> Moment:
    row = Moment.objects.select_for_update().filter(pk=pk, person=me.person).first()
    if row is None:
        raise Http404
    return row


def _opened(me: Unlocked, row: Moment) -> MomentWords:
    """Return my words, by the copy in the bond where my own key is new."""
    words = photos.words_in(me, row)
    share = SharedMoment.objects.filter(moment=row).select_related("bond").first()
    words = words or (photos.shared_words_in(me, share) if share else None)
    if words is None:
        raise CannotOpen("This moment does not open.")
    return words
