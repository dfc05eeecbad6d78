"""Moments as one of the two looks back on them, by kind, by year, and by who may see them."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from closeknit.apps.people.between import others_name
from closeknit.apps.people.models import Bond
from closeknit.apps.people.unlocked import Unlocked
from closeknit.apps.together import photos
from closeknit.apps.together.models import Moment, Photo, SharedMoment
from closeknit.apps.together.words import (
    APPRECIATION,
    MEMORY,
    NEWS,
    PLAY,
    MomentWords,
    PhotoWords,
)

KINDS: dict[str, Promise] = {
    MEMORY: _("A memory"),
    APPRECIATION: _("An appreciation"),
    PLAY: _("Play"),
    NEWS: _("Good news"),
}
PRIVATE, SHARED = "private", "shared"


@dataclass(frozen=True)
class Shown:
    """A moment for one reader: my own, or one that the other shares with me."""

    row: Moment | SharedMoment
    words: MomentWords | None
    name: str
    share: SharedMoment | None = None
    kept: frozenset[UUID] = field(default_factory=frozenset)

    @property
    def is_mine(self) -> bool:
        return isinstance(self.row, Moment)

    @property
    def kind(self) -> str | Promise:
        return KINDS.get(self.words.kind, "") if self.words else ""

    @cached_property
    def on(self) -> date:
        """The day that it was on; the day it was written where that does not open."""
        return date.fromisoformat(self.words.on) if self.words else self.row.day

    @property
    def month(self) -> tuple[int, int]:
        return self.on.year, self.on.month

    @property
    def written(self) -> tuple[date, str]:
        return self.row.day, self.words.at if self.words else ""

    @property
    def order(self) -> tuple[date, str]:
        return self.on, self.words.at if self.words else ""

    @property
    def photos(self) -> list[PhotoWords]:
        """The photos that are still there: one that was taken out is gone from every copy."""
        return [one for one in (self.words.photos if self.words else ()) if one.pk in self.kept]


class LookForm(forms.Form):
    """What to look back on; each may stay open."""

    kind = forms.ChoiceField(
        label=_("What"), choices=[("", _("everything")), *KINDS.items()], required=False
    )
    who = forms.ChoiceField(
        label=_("Who sees it"),
        choices=[("", _("all")), (SHARED, _("both of us")), (PRIVATE, _("only me"))],
        required=False,
    )
    year = forms.TypedChoiceField(label=_("When"), coerce=int, required=False)

    def __init__(self, *args: Any, years: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = [(str(year), str(year)) for year in years]
        self.fields["year"].choices = [("", _("any year")), *found]  # type: ignore[attr-defined]

    @property
    def is_sifting(self) -> bool:
        return any(self.data.get(name) for name in self.fields)

    def fits(self, one: Shown) -> bool:
        # What is no choice is left out, and every other wish holds.
        self.is_valid()
        sent = getattr(self, "cleaned_data", {})
        kind, who, year = (sent.get(name) for name in self.fields)
        is_shared = not one.is_mine or one.share is not None
        return (
            (not kind or (one.words is not None and one.words.kind == kind))
            and (not who or is_shared == (who == SHARED))
            and (not year or one.on.year == year)
        )


def all_of(me: Unlocked) -> list[Shown]:
    """Return every moment that I may see, the latest first: the days are sealed, so all open."""
    mine = Moment.objects.filter(person=me.person).select_related("share__bond")
    theirs = SharedMoment.objects.readable_by(me.person).by_the_other(me.person)
    found = [own(me, row) for row in mine]
    found += [given(me, row) for row in theirs.select_related("bond")]
    return sorted(found, key=lambda one: one.order, reverse=True)


def own(me: Unlocked, row: Moment) -> Shown:
    share = getattr(row, "share", None)
    words = photos.words_in(me, row) or (photos.shared_words_in(me, share) if share else None)
    return Shown(row, words, me.name, share)


def given(me: Unlocked, row: SharedMoment) -> Shown:
    return Shown(row, photos.shared_words_in(me, row), "", row)


def with_photos(me: Unlocked, found: Iterable[Shown]) -> list[Shown]:
    """Return the same with the photos that are there, and the name of who wrote each."""
    shown = list(found)
    about = [_moment_id(one) for one in shown]
    rows = Photo.objects.filter(moment__in=about).values_list("pk", flat=True)
    kept, names = frozenset(rows), dict[UUID, str]()
    return [
        replace(one, kept=kept, name=one.name if one.is_mine else _name(me, one.row, names))
        for one in shown
    ]


def _moment_id(one: Shown) -> UUID:
    return one.row.moment_id if isinstance(one.row, SharedMoment) else one.row.pk


def _name(me: Unlocked, row: Any, names: dict[UUID, str]) -> str:
    bond: Bond = row.bond
    if bond.pk not in names:
        names[bond.pk] = others_name(me, bond)
    return names[bond.pk]
