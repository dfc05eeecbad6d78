"""What the model reads in place of what was typed."""

import pytest

from closeknit.coach.plain import plain


@pytest.mark.parametrize(
    "same",
    [
        ("He told his wife", "She told her husband", "They told their partner"),
        ("ask your mum", "Ask your dad", "ask ur mother", "ASK YOUR FATHER"),
        ("I can’t realise it", "i cant realize it"),
        ("goin' home", "going home"),
        ("sooooo tired", "soo tired", "sooo TIRED"),
        ("you  are\nright", "u r right"),
    ],
)
def test_who_somebody_is_and_how_it_is_spelled_makes_no_difference(same):
    assert len({plain(text) for text in same}) == 1


def test_an_emoji_is_read_by_its_name():
    assert plain("ok 😭") == "okay loudly crying face"
    assert plain("👍🏽") == plain("👍🏻") == "thumbs up sign"


def test_what_cannot_be_seen_does_not_count():
    assert plain("fi\u200bne\x00\u202e \ud800") == "fine"


def test_long_texts_lose_their_middle():
    found = plain("a" + " b" * 50_000 + " c")

    assert found.startswith("a b")
    assert found.endswith("b c")
    assert len(found) < 2_100


def test_a_sign_that_stands_for_many_letters_stays_short():
    assert len(plain("\ufdfa" * 10_000)) < 2_100
