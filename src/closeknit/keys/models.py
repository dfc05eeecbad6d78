"""The one way in which a model holds words: as one sealed record."""

import secrets
import uuid
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Self, TypeVar

from django.db import models

from closeknit.keys import records, sealing
from closeknit.keys.errors import CannotOpen, Stale
from closeknit.keys.key import Key

W = TypeVar("W", bound=Any)


if TYPE_CHECKING:

    class Holds(Generic[W]):
        """Names the dataclass that a model holds, for the type checker."""

else:

    class Holds:
        # Migrations cannot inherit from Generic.
        def __class_getitem__(cls, kind):
            return cls


def new_revision() -> int:
    """A random number: it binds a value to its row's latest state without counting edits."""
    return secrets.randbits(62)


class SealedRecord(models.Model, Holds[W]):
    """A row whose words, choices and exact times are one sealed value.

    A concrete model names the dataclass in `words`. All other columns are in the clear and have to
    be listed in docs/what-the-host-sees.md. `padding` is the smallest padded size in bytes. Words
    with choices among them have a method `room`: the bytes by which other choices could be longer.
    """

    words: ClassVar[type[Any]]
    padding: ClassVar[int] = sealing.SIZES[0]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key_version = models.PositiveSmallIntegerField(default=1, editable=False)
    revision = models.PositiveBigIntegerField(default=new_revision, editable=False)
    sealed = models.BinaryField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    def seal(self, key: Key, words: W) -> Self:
        """Put the words into this row, under a new revision; the caller saves."""
        if not isinstance(words, self.words):
            raise TypeError(f"{type(self).__name__} holds {self.words.__name__} only.")
        self.key_version, self.revision = key.version, new_revision()
        plain, place = records.to_bytes(words), self._place(key)
        room = words.room() if hasattr(words, "room") else 0
        self.sealed = sealing.seal_padded(key.for_records, plain, place, self.padding, room)
        return self

    def open(self, key: Key) -> W:
        """Return the words, or raise CannotOpen when key, place or revision do not fit."""
        plain = sealing.open_padded(key.for_records, bytes(self.sealed), self._place(key))
        words: W = records.from_bytes(self.words, plain)
        return words

    @classmethod
    def create_sealed(cls, key: Key, words: W, **clear: Any) -> Self:
        record = cls(**clear).seal(key, words)
        record.save(force_insert=True)
        return record

    def open_or_none(self, key: Key) -> W | None:
        """Return the words, or None where a page says that this cannot be opened."""
        try:
            return self.open(key)
        except CannotOpen:
            return None

    def save_sealed(self, *also: str) -> None:
        """Write the sealed value and the named columns, nothing else."""
        self.save(update_fields=["sealed", "revision", "key_version", *also])

    def replace(self, key: Key, words: W, over: int) -> None:
        """Seal new words over the revision that their writer saw, or raise Stale and keep all."""
        self.seal(key, words)
        changed = (
            type(self)
            ._default_manager.filter(pk=self.pk, revision=over)
            .update(sealed=self.sealed, revision=self.revision, key_version=self.key_version)
        )
        if not changed:
            raise Stale("This was changed somewhere else in the meantime.")

    def _place(self, key: Key) -> str:
        # Hexadecimal, since a UUID takes four times as long to write itself with its hyphens.
        row, owner = self.id.hex, key.owner.hex
        return f"{self._meta.db_table}\x1f{row}\x1f{owner}\x1f{self.key_version}\x1f{self.revision}"


class SealedFile(models.Model):
    """A row of bytes, sealed with a secret of its own that lies in sealed words.

    So they are sealed once, whoever may open them: words are shared as a copy, and the secret goes
    with them.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    def seal_file(self, secret: bytes, column: str, plain: bytes) -> None:
        """Put bytes into a column of this row; the caller saves."""
        setattr(self, column, sealing.seal_padded(secret, plain, self._place(column)))

    def open_file(self, secret: bytes, column: str) -> bytes:
        """Return the bytes of a column, or raise CannotOpen."""
        return sealing.open_padded(secret, bytes(getattr(self, column)), self._place(column))

    def _place(self, column: str) -> str:
        return f"{self._meta.db_table}\x1f{self.id.hex}\x1f{column}"
