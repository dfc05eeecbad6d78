"""Seal photos, open them, count them against what the server keeps for each person."""

from uuid import UUID, uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q, Sum
from django.db.models.functions import Length
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from closeknit.apps.people.unlocked import Unlocked
from closeknit.apps.together.developing import LARGEST, Developed
from closeknit.apps.together.models import Moment, Photo, SharedMoment
from closeknit.apps.together.words import MomentWords, PhotoWords
from closeknit.keys import CannotOpen, sealing

MOST = 4
SIZES = ("full", "small")
MEBI = 1024 * 1024
# What a request that brings a photo may weigh, words included, and how long it may take.
BODY, SECONDS = LARGEST + MEBI // 8, 300


class NoRoom(ValidationError):
    """There is no room for this photo; its sentence says why, and what to do."""


HAS_ALL = _("There are four photos in it already. Take one out to put this one in.")
NONE_ARE_KEPT = _("This server keeps no photos.")
IS_FULL = _(
    "There is no room left for your photos on this server. Take some out of older moments, or ask "
    "whoever runs it."
)


def are_kept() -> bool:
    """Whether this server keeps photos at all."""
    return bool(settings.PHOTOS_MIB)


def seal(moment: Moment, developed: Developed, caption: str, pk: UUID | None = None) -> PhotoWords:
    """Keep a photo under a secret of its own, and return what its moment's words hold of it."""
    secret = sealing.new_secret()
    row = Photo(id=pk or uuid4(), moment=moment)
    row.seal_file(secret, "full", developed.full)
    row.seal_file(secret, "small", developed.small)
    taken = len(row.full) + len(row.small)
    if taken_by(moment.person_id) + taken > settings.PHOTOS_MIB * MEBI:
        raise NoRoom(IS_FULL)
    row.save(force_insert=True)
    return PhotoWords(row.pk.hex, secret.hex(), developed.width, developed.height, caption)


def taken_by(person: UUID) -> int:
    """Return how many bytes a person's photos take as they are sealed."""
    sizes = Photo.objects.filter(moment__person=person).aggregate(
        full=Sum(Length("full")), small=Sum(Length("small"))
    )
    return (sizes["full"] or 0) + (sizes["small"] or 0)


def open_or_404(me: Unlocked, pk: UUID, size: str) -> bytes:
    """Return the dots of a photo of mine, or of one in a moment that is shared with me."""
    mine = Q(moment__person=me.person)
    shared = Q(moment__share__bond__members__person=me.person)
    rows = Photo.objects.filter(mine | shared, pk=pk).select_related("moment")
    row = rows.defer(*(one for one in SIZES if one != size)).first()
    if row is None:
        raise Http404
    words = _words_of(me, row.moment)
    held = next((one for one in words.photos if one.pk == row.pk), None)
    if held is None:
        raise Http404
    return row.open_file(bytes.fromhex(held.secret), size)


def _words_of(me: Unlocked, moment: Moment) -> MomentWords:
    words = words_in(me, moment) if moment.person_id == me.person.pk else None
    share = SharedMoment.objects.filter(moment=moment).select_related("bond").first()
    words = words or (shared_words_in(me, share) if share else None)
    if words is None:
        raise CannotOpen("This photo does not open.")
    return words


def words_in(me: Unlocked, row: Moment) -> MomentWords | None:
    """Return my words, if my key still opens them."""
    key = me.keys.get(row.key_version)
    return row.open_or_none(key) if key else None


def shared_words_in(me: Unlocked, row: SharedMoment) -> MomentWords | None:
    key = me.bond_keys(row.bond).get(row.key_version)
    return row.open_or_none(key) if key else None
