class CannotOpen(Exception):
    """The key is wrong, or the value was changed, moved or rolled back."""


class Stale(Exception):
    """Somebody, perhaps oneself on another device, has written over what was read."""
