"""How sending can fail so that it is known that nothing has arrived."""


class Refused(Exception):
    """Not taken now; it may be tried again later."""


class Gone(Exception):
    """Never taken: there is no such place any more."""
