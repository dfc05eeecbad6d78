"""Texts that others are compared with: the content's own, read once."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from closeknit.coach.model import Coach

    Rows = NDArray[np.float32]


class Shelf:
    """Where texts lie among meanings, and which feelings are in them.

    What all of them share says nothing about one, so everything is seen from their middle.
    """

    def __init__(self, coach: "Coach", texts: Sequence[str]) -> None:
        self._coach = coach
        meanings, shades = coach.places(texts)
        self._middle, self._common = meanings.mean(0), shades.mean(0)
        self._meanings = _unit(meanings - self._middle)
        self._shades = _unit(shades - self._common)

    def likeness(self, text: str) -> list[float]:
        """Return for each text how near it lies to this one in meaning, -1 to 1."""
        meanings, _ = self._coach.places([text])
        return self._along(self._meanings, meanings - self._middle)

    def kinship(self, text: str) -> list[float]:
        """Return for each text how alike the feelings in both are, -1 to 1."""
        _, shades = self._coach.places([text])
        return self._along(self._shades, shades - self._common)

    def _along(self, rows: "Rows", one: "Rows") -> list[float]:
        found: list[float] = (rows @ _unit(one)[0]).tolist()
        return found


def _unit(rows: "Rows") -> "Rows":
    import numpy as np

    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    found: Rows = rows / np.maximum(lengths, 1e-6)
    return found
