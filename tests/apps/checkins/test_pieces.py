from closeknit.apps.checkins.pieces import Piece, pieces


def test_feelings_and_need_are_set_off():
    found = pieces("I feel tired, and I need rest.", ["tired"], "rest")

    assert found == [
        Piece("I feel "),
        Piece("tired", "feeling"),
        Piece(", and I need "),
        Piece("rest", "need"),
        Piece("."),
    ]


def test_a_word_inside_another_is_left_alone():
    assert pieces("I feel tiredness.", ["tired"]) == [Piece("I feel tiredness.")]


def test_a_need_that_sounds_like_a_feeling_is_found_at_the_end():
    found = pieces("I feel calm, and I need calm.", ["calm"], "calm")

    assert [piece.kind for piece in found if piece.kind] == ["feeling", "need"]


def test_a_word_that_stands_only_once_is_set_off_once():
    found = pieces("I need calm.", ["calm"], "calm")

    assert found == [Piece("I need "), Piece("calm", "need"), Piece(".")]


def test_signs_with_a_meaning_to_patterns_are_plain_text():
    assert pieces("I feel (odd", ["(odd"]) == [Piece("I feel "), Piece("(odd", "feeling")]


def test_nothing_is_lost_on_the_way():
    sentence = "I feel torn and tired, because I am tired of it, and I need rest."

    found = pieces(sentence, ["torn", "tired"], "rest")

    assert "".join(piece.text for piece in found) == sentence
