"""Who can open what: keys, how they are wrapped, and how words are sealed."""

from closeknit.keys.errors import CannotOpen, Stale
from closeknit.keys.key import Key

__all__ = ["CannotOpen", "Key", "Stale"]
