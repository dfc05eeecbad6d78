"""What people answer about their closeness: each one's book, and what of it the bond may draw.

Everything of a person is one record of one size, so that no row shows how much they have answered,
and a week that was withheld leaves the same traces as one without answers.
"""

from typing import ClassVar

from django.db import models

from closeknit.apps.people.models import Bond, Person
from closeknit.apps.picture import words
from closeknit.keys.models import SealedRecord

ROOM = 65536


class Book(SealedRecord[words.BookWords]):
    """One person's answers (person key); an older one stays for when an older key comes back."""

    words = words.BookWords
    padding = ROOM
    person = models.ForeignKey(Person, models.CASCADE, related_name="books")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "key_version"], name="one_book_a_key")
        ]


class Released(SealedRecord[words.ReleasedWords]):
    """What a member has let into the picture of both (bond key). Both have one from the start."""

    words = words.ReleasedWords
    padding = ROOM
    bond = models.ForeignKey(Bond, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")

    class Meta:
        verbose_name_plural = "released"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["bond", "person"], name="one_release_a_member")
        ]
