"""Words as a frozen dataclass of plain values, to bytes and back."""

import json
from dataclasses import asdict, fields
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

W = TypeVar("W", bound="DataclassInstance")


def to_bytes(words: "DataclassInstance") -> bytes:
    return json.dumps(asdict(words), ensure_ascii=False, separators=(",", ":")).encode()


def from_bytes(kind: type[W], data: bytes) -> W:
    """Build `kind` again. Fields that are missing take their default, unknown ones are left out."""
    values: dict[str, Any] = json.loads(data.decode())
    known = _names(kind)
    return kind(**{name: _frozen(value) for name, value in values.items() if name in known})


@cache
def _names(kind: type["DataclassInstance"]) -> frozenset[str]:
    return frozenset(field.name for field in fields(kind))


def _frozen(value: Any) -> Any:
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value
