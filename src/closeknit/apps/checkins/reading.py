"""Open what a person may read; what does not open is None, and its page says so."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from closeknit.apps.checkins.choices import Choices, chosen_in
from closeknit.apps.checkins.models import CheckIn, Mend, Reply, SharedCheckIn
from closeknit.apps.checkins.words import (
    FINE,
    KEPT,
    UNKNOWN,
    CheckInWords,
    SharedWords,
)
from closeknit.apps.people.between import can_share, others_name
from closeknit.apps.people.models import Person
from closeknit.apps.people.past import past_of
from closeknit.apps.people.unlocked import Unlocked


@dataclass(frozen=True)
class Entry:
    """A check-in as its author reads it."""

    row: CheckIn
    words: CheckInWords | None

    @property
    def chosen(self) -> Choices:
        return chosen_in(self.words) if self.words else Choices()

    @property
    def is_plain(self) -> bool:
        return self.words is not None and self.words.kind in {FINE, UNKNOWN}

    @property
    def is_kept(self) -> bool:
        """Whether these words were written as an answer or a mend, and came home."""
        return self.words is not None and self.words.kind == KEPT

    @property
    def share(self) -> SharedCheckIn | None:
        return getattr(self.row, "share", None)

    @property
    def written(self) -> datetime | None:
        return moment(self.words)


@dataclass(frozen=True)
class Said:
    """What one of the two wrote to the other, as the reader sees it."""

    row: SharedCheckIn | Reply | Mend
    words: Any
    is_mine: bool
    name: str
    answers: list["Said"] = field(default_factory=list)

    @property
    def order(self) -> tuple[date, str]:
        return self.row.day, self.words.at if self.words else ""

    @property
    def kind(self) -> str:
        return {SharedCheckIn: "share", Reply: "reply", Mend: "mend"}[type(self.row)]


def entry(me: Unlocked, row: CheckIn) -> Entry:
    key = me.keys.get(row.key_version)
    return Entry(row, row.open_or_none(key) if key else None)


def entries(me: Unlocked, rows: Iterable[CheckIn]) -> list[Entry]:
    """Return check-ins, the newest first; within a day by the time that is sealed in them."""
    found = [entry(me, row) for row in rows]
    return sorted(found, key=lambda one: (one.row.day, one.words.at if one.words else ""))[::-1]


def shared_words(me: Unlocked, row: SharedCheckIn) -> SharedWords | None:
    key = me.bond_keys(row.bond).get(row.key_version)
    return row.open_or_none(key) if key else None


def said(me: Unlocked, row: SharedCheckIn | Reply | Mend, names: Mapping[UUID, str]) -> Said:
    """Open one row; `names` holds the other's name by bond."""
    key = me.bond_keys(row.bond).get(row.key_version)
    words: Any = row.open_or_none(key) if key else None
    is_mine = row.author_id == me.person.pk
    return Said(row, words, is_mine, me.name if is_mine else names.get(row.bond_id, ""))


def thread(me: Unlocked, shared: SharedCheckIn) -> list[Said]:
    """Return the replies to a shared check-in with what answers or mends each, oldest first."""
    names = {shared.bond_id: others_name(me, shared.bond)}
    replies = Reply.objects.readable_by(me.person).filter(shared=shared).select_related("bond")
    mends = Mend.objects.filter(reply__shared=shared).select_related("bond")
    found = {row.pk: said(me, row, names) for row in replies}
    for row in replies:
        if row.parent_id in found:
            found[row.parent_id].answers.append(found[row.pk])
    for mend in mends:
        if mend.reply_id in found:
            found[mend.reply_id].answers.append(said(me, mend, names))
    for one in found.values():
        one.answers.sort(key=lambda answer: answer.order)
    return sorted((found[row.pk] for row in replies if row.parent_id is None), key=_by_time)


def names(me: Unlocked) -> dict[UUID, str]:
    """The other's name by bond, living and past."""
    found = {past.bond.pk: past.other.name or _("Your partner") for past in past_of(me)}
    if me.bond is not None and can_share(me):
        found[me.bond.pk] = others_name(me, me.bond)
    return found


def thread_url(row: Reply, reader: Person) -> str:
    """The page on which a thread is read: one's own entry, or what the other shared."""
    if row.shared is None:
        return reverse("checkins:entries")
    if row.shared.author_id == reader.pk:
        return reverse("checkins:entry", args=[row.shared.check_in_id]) + "#replies"
    return reverse("checkins:theirs", args=[row.shared_id]) + "#replies"


def moment(words: Any) -> datetime | None:
    return datetime.fromisoformat(words.at) if words else None


def _by_time(one: Said) -> tuple[date, str]:
    return one.order
