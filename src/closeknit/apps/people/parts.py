"""The few things that `site` asks of every app without knowing it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import QuerySet
from django.utils.functional import Promise

from closeknit.apps.people.models import Bond, Person
from closeknit.apps.people.unlocked import Unlocked

# The order on Today: who can open what, what came from the other, the question, my check-in,
# what is ahead.
KEYS, FROM_THE_OTHER, QUESTION, MINE, AHEAD = range(5)


@dataclass(frozen=True)
class Card:
    """What an app puts on Today: a template, what it needs, and where it stands.

    A line stands under the greeting instead, and may come along with a card; of several only the
    first is shown.
    """

    template: str
    order: int
    context: dict[str, Any] = field(default_factory=dict)
    is_line: bool = False
    line: "Card | None" = None


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

    def doors(self) -> dict[str, str]:
        """Return addresses that other apps may lead to without knowing this one, by name."""
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


def door_to(name: str) -> str:
    """Return the address that some app offers by this name, or nothing."""
    return next((part.doors()[name] for part in all_parts() if name in part.doors()), "")


def all_parts() -> Iterator[Part]:
    for app in apps.get_app_configs():
        if isinstance(part := getattr(app, "part", None), Part):
            yield part
