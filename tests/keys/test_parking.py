from uuid import UUID

import pytest

from closeknit.keys import CannotOpen, parking

ME, KIM = UUID(int=1), UUID(int=2)


def test_both_halves_together_give_the_secret():
    parked = parking.park(b"person key", ME, "session")

    assert parking.fetch(parked.sealed, parked.half, ME, "session") == b"person key"


@pytest.mark.parametrize(("owner", "purpose"), [(KIM, "session"), (ME, "second step")])
def test_it_opens_for_nobody_and_nothing_else(owner, purpose):
    parked = parking.park(b"person key", ME, "session")

    with pytest.raises(CannotOpen):
        parking.fetch(parked.sealed, parked.half, owner, purpose)


def test_neither_half_holds_the_secret():
    parked = parking.park(b"person key", ME, "session")

    assert b"person key" not in parked.sealed + parked.half
