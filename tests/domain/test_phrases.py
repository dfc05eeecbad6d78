import pytest

from closeknit.domain.phrases import begins, holds, longest, plain, without


def test_plain_leaves_words_alone():
    assert plain("  Don’t—worry,  it's FINE! ") == "dont worry its fine"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("not that bad", True),
        ("not so bad", True),
        ("its not so bad really", True),
        ("not badly", False),
        ("thats lazy", True),
        ("thats just so very lazy", True),
        ("thats one two three four lazy", False),
    ],
)
def test_phrases_have_choices_and_gaps(text, found):
    assert holds(text, ("not that/so bad", "thats * lazy")) is found


def test_begins_looks_only_at_the_start():
    assert begins("you could go", ("you could",))
    assert not begins("if you could go", ("you could",))


def test_what_is_taken_out_does_not_join_its_neighbours():
    assert not holds(without("you never ever could", ("never ever",)), ("you could",))


def test_the_longest_phrase_is_measured():
    assert longest("not good", ("good", "not good")) == len("not good")
    assert longest("else", ("good",)) == 0


def test_no_phrases_find_nothing():
    assert not holds("anything", ())
    assert without("anything", ()) == "anything"
