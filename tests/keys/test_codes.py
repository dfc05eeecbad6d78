import pytest

from closeknit.keys import codes


def test_a_code_has_its_groups():
    assert [len(group) for group in codes.new_code(8).split("-")] == [4] * 8


@pytest.mark.parametrize(
    "typed", ["abcd-e0f1", "ABCDE0F1", " abcd eof1 ", "abcd–eoFl", "ABCD.EOFI"]
)
def test_a_code_may_be_typed_as_people_type(typed):
    assert codes.tidy(typed) == "ABCD-E0F1"


def test_the_stored_hash_is_not_the_key():
    code = codes.new_code(6)

    assert codes.code_hash(code, "invite") != codes.code_key(code, "invite").hex()


def test_purposes_have_keys_of_their_own():
    code = codes.new_code(6)

    assert codes.code_key(code, "invite") != codes.code_key(code, "recovery")


def test_the_same_secret_gives_the_same_code():
    code = codes.code_from(bytes(range(32)), 6)

    assert code == codes.code_from(bytes(range(32)), 6)
    assert code != codes.code_from(bytes(range(1, 33)), 6)
    assert codes.tidy(code) == code
