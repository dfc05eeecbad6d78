"""The few things that `site` asks of every app without knowing it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise

from closeknit.apps.people.models import Bond, Person
from closeknit.apps.people.unlocked import Unlocked


@dataclass(frozen=True)
class Way:
    """How a page leads somewhere: an address, or a form where no address may tell what opens."""

    url: str
    sent: tuple[tuple[str, str], ...] = ()


Door = Callable[[str], Way]

# The order on Today: who can open what, what came from the other, the question, my check-in,
# what is ahead.
KEYS, FROM_THE_OTHER, QUESTION, MINE, AHEAD = range(5)


@dataclass(frozen=True)
class Card:
    """What an app puts on Today: a template, what it needs, and where it stands.

    A line stands under the greeting instead, and may come along with a card; of several only the
    first is shown. A daily card gives way to one that replaces it, so that nothing is added.
    """

    template: str
    order: int
    context: dict[str, Any] = field(default_factory=dict)
    is_line: bool = False
    line: "Card | None" = None
    is_daily: bool = False
    replaces_daily: bool = False


@dataclass(frozen=True)
class Place:
    """A place in the house. The bar holds five; whatever else there is has its way from Today."""

    name: str
    label: str | Promise
    url: str
    order: int
    in_bar: bool = True


@dataclass(frozen=True)
class Reminder:
    """Something that a person may want to be told of at a time: `kind` is one of notices."""

    kind: str
    subject: UUID
    due: datetime


class Part:
    """One app as the rest of the house sees it. An app overrides what concerns it."""

    def places(self) -> list[Place]:
        return []

    def doors(self) -> dict[str, Door]:
        """Return by name where other apps may lead to without knowing this one.

        Each makes a way of the id of what is opened there, which may be empty.
        """
        return {}

    def today(self, me: Unlocked) -> Card | None:
        return None

    def reminders(self, me: Unlocked) -> list[Reminder]:
        """Return what lies ahead of the person alone, at most one of a kind."""
        return []

    def is_busy(self, person: Person, now: datetime) -> bool:
        """Whether no notice may disturb the person now, as far as it is known without their key."""
        return False

    def export(self, me: Unlocked) -> dict[str, Any]:
        """Return everything of this app that the person may read, as plain data."""
        return {}

    def handoff(self, me: Unlocked) -> list[Any]:
        """Return items that the person may tick for a therapist."""
        return []

    def on_leave(self, me: Unlocked, bond: Bond, *, withdraw: bool) -> None:
        """Settle the leaver's shared words: keep them readable for the other or withdraw them."""

    def under_own_key(self, person: Person) -> list[QuerySet[Any]]:
        """Return rows that only the person's own key opens.

        They are deleted by key version when that key is gone for good, so rows under a bond key
        do not belong here.
        """
        return []

    def erase(self, person: Person) -> None:
        """Delete what the database does not delete along with the person."""


def way_to(name: str, what: str = "") -> Way | None:
    """Return the way that some app offers by this name, or None."""
    doors = (part.doors() for part in all_parts())
    return next((found[name](what) for found in doors if name in found), None)


def plain_door(view: str) -> Door:
    """Return a door behind which nothing certain is opened."""
    return lambda _what: Way(reverse(view))


def door_with(view: str, key: str) -> Door:
    """Return a door whose address names in its query what is opened."""
    return lambda what: Way(reverse(view, query={key: what} if what else None))


def posted_door(view: str, key: str) -> Door:
    """Return a door that is a form, so that no address, and so no history, tells what is opened."""
    return lambda what: Way(reverse(view), ((key, what),))


def all_parts() -> Iterator[Part]:
    for app in apps.get_app_configs():
        if isinstance(part := getattr(app, "part", None), Part):
            yield part
