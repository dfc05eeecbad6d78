import pytest
from hypothesis import given
from hypothesis import strategies as st

from closeknit.keys import CannotOpen, sealing

KEY = b"k" * 32


@given(st.binary(max_size=20_000))
def test_what_is_sealed_opens_again(plain):
    assert sealing.open_padded(KEY, sealing.seal_padded(KEY, plain, "here"), "here") == plain


@given(st.integers(min_value=0, max_value=511))
def test_short_texts_all_have_the_same_sealed_length(length):
    assert len(sealing.seal_padded(KEY, b"x" * length, "here")) == 1 + 24 + 512 + 16


@pytest.mark.parametrize(
    ("length", "padded"),
    [(0, 512), (511, 512), (512, 2048), (2047, 2048), (2048, 8192), (8192, 16384), (16384, 32768)],
)
def test_padding_steps(length, padded):
    assert sealing.padded_size(length) == padded


def test_a_floor_hides_small_records_among_large_ones():
    assert sealing.padded_size(3, floor=8192) == 8192


@pytest.mark.parametrize("place", ["elsewhere", "", "here ", "here\x1f"])
def test_it_does_not_open_at_another_place(place):
    sealed = sealing.seal(KEY, b"words", "here")

    with pytest.raises(CannotOpen):
        sealing.open_sealed(KEY, sealed, place)


def test_it_does_not_open_with_another_key():
    sealed = sealing.seal(KEY, b"words", "here")

    with pytest.raises(CannotOpen):
        sealing.open_sealed(b"q" * 32, sealed, "here")


@given(st.data())
def test_no_changed_byte_goes_unnoticed(data):
    sealed = bytearray(sealing.seal(KEY, b"words", "here"))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= data.draw(st.integers(1, 255))

    with pytest.raises(CannotOpen):
        sealing.open_sealed(KEY, bytes(sealed), "here")


@given(st.binary(max_size=60))
def test_rubbish_never_crashes(rubbish):
    with pytest.raises(CannotOpen):
        sealing.open_sealed(KEY, rubbish, "here")


def test_the_same_words_never_look_the_same_twice():
    assert sealing.seal(KEY, b"words", "here") != sealing.seal(KEY, b"words", "here")


def test_purposes_have_keys_of_their_own():
    assert sealing.subkey(KEY, "records") != sealing.subkey(KEY, "wrapping")
