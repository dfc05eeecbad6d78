import pytest

from closeknit.keys import CannotOpen
from closeknit.keys.passwords import Cost, Verifier, new_verifier, wrapping_key

CHEAP = Cost(memory=1, passes=1)


def test_the_right_password_gives_the_wrapping_key_again():
    verifier, key = new_verifier("wool and linen", CHEAP)

    assert wrapping_key("wool and linen", Verifier.parse(str(verifier))) == key


def test_a_wrong_password_gives_nothing():
    verifier, _ = new_verifier("wool and linen", CHEAP)

    assert wrapping_key("wool and cotton", verifier) is None


def test_the_stored_half_is_not_the_wrapping_key():
    verifier, key = new_verifier("wool and linen", CHEAP)

    assert verifier.half != key
    assert key.hex() not in str(verifier)


def test_a_composed_and_a_decomposed_letter_are_the_same_password():
    verifier, key = new_verifier("caf\u00e9 am See", CHEAP)

    assert wrapping_key("cafe\u0301 am See", verifier) == key


@pytest.mark.parametrize("text", ["", "a$b", "md5$1$1$AA==$AA==", "argon2id-split$x$1$AA==$AA=="])
def test_a_damaged_verifier_is_said_to_be_damaged(text):
    with pytest.raises(CannotOpen):
        Verifier.parse(text)


def test_the_default_cost_is_64_mib_and_three_passes():
    assert Cost() == Cost(memory=64, passes=3)
