"""Pages of a long list, without telling how long it is."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import Model, QuerySet

SIZE = 20
_MOST_DIGITS = 6
M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Page(Generic[M]):
    rows: list[M]
    newer: int | None
    older: int | None


def page_of(rows: QuerySet[M, Any], asked: str) -> Page[M]:
    """Return the page of ordered rows that was asked for; the first when that names none."""
    number = number_of(asked)
    start = (number - 1) * SIZE
    found = list(rows[start : start + SIZE + 1])
    return Page(
        rows=found[:SIZE],
        newer=number - 1 if number > 1 else None,
        older=number + 1 if len(found) > SIZE else None,
    )


def number_of(asked: str) -> int:
    """Return the number of the page that was asked for; 1 when that names none."""
    is_number = asked.isascii() and asked.isdigit() and len(asked) <= _MOST_DIGITS
    return max(int(asked), 1) if is_number else 1
