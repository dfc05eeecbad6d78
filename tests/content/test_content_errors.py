"""A mistake in a content file is told with its file, line, key and what to do."""

import pytest

from closeknit.content import ContentError, library, set_overlay

FEELING = """\
# an operator's own word

[[feeling]]
id = "windswept"
word = "windswept"
family = "glad"
meaning = "the wind went right through me, and it was good"
body = "whole"
body_hint = "cold cheeks, deep breath"
energy = "high"
pleasant = true
strength = 2
near = [
  "alive",
  "free",
]
"""
QUESTION = """\
[[question]]
id = "own-one"
text = "What was good today?"
depth = 1
pillar = "openness"
deck = "days"
stages = ["early"]

[[question]]
id = "own-two"
text = "What was hard today?"
depth = 5
pillar = "openness"
deck = "days"
"""


def told(overlay, name, text):
    path = overlay(name, text)
    with pytest.raises(ContentError) as caught:
        library()
    return str(caught.value).replace(f"{path}, ", "").replace(f"{path}: ", "")


@pytest.mark.parametrize(
    ("written", "instead", "error"),
    [
        (
            "strength = 2",
            "strength = 5",
            "line 12: strength is 5; write a whole number from 1 to 3",
        ),
        ("strength = 2", "strength = true", "line 12: strength is true; write a whole number"),
        ("strength = 2\n", "", "line 3: strength is missing; write a whole number from 1 to 3"),
        ('energy = "high"', 'energy = "wild"', 'line 10: energy is "wild"; write one of low, mid'),
        ("pleasant = true", 'pleasant = "yes"', 'line 11: pleasant is "yes"; write true or false'),
        ('"glad"', '"gladd"', 'line 6: there is no family "gladd"; write one of calm, glad'),
        (
            '  "free",',
            '  "nowhere",',
            'line 13: there is no feeling "nowhere"; write the id of a feeling',
        ),
        ('  "free",', '  "windswept",', 'line 13: near holds "windswept" itself; remove it'),
        ('  "free",', '  "alive",', 'line 13: near holds "alive" twice; remove one of them'),
        ('  "free",\n', "", "line 13: near names 1; name 2 to 4"),
        (
            '"the wind went right through me, and it was good"',
            '" "',
            "line 7: meaning is empty; write",
        ),
        (
            "and it was good",
            "wow!",
            "line 7: meaning holds an exclamation mark; end it with a full",
        ),
        ("it was good", "it should stay", 'line 7: meaning says "should"; offer it instead'),
        ("it was good", "it was {good}", "line 7: meaning holds {good}; write plain words there"),
        (
            'id = "windswept"',
            'id = "Wind swept"',
            'line 4: id is "Wind swept"; write small letters',
        ),
        (
            'word = "windswept"',
            'word = "happy"',
            'line 5: "happy" is there already; see en/feelings.',
        ),
        ('word = "windswept"', "word = 7", "line 5: word is 7; write a text in quotes"),
        ("body_hint", "bodyhint", "line 3: body_hint is missing; write a text in quotes"),
        (
            "strength = 2",
            "strength = 2\ncolour = 3",
            "line 13: colour is not a key of feeling; use b",
        ),
        (
            "[[feeling]]",
            "[[feling]]",
            "line 3: feling is not read here; write [[family]] or [[feeling",
        ),
        (
            '"windswept"\nword',
            '"windswept\nword',
            "line 4: illegal character '\\n'; write it as TOML",
        ),
    ],
)
def test_a_mistake_is_told_with_its_line(written, instead, error, overlay):
    assert written in FEELING

    message = told(overlay, "en/feelings.toml", FEELING.replace(written, instead))

    assert message.startswith(error)


def test_the_second_entry_is_told_by_its_own_line(overlay):
    message = told(overlay, "en/questions/own.toml", QUESTION)

    assert message == "line 12: depth is 5; write a whole number from 1 to 4"


def test_the_error_carries_what_it_says(overlay):
    path = overlay("en/questions/own.toml", QUESTION)

    with pytest.raises(ContentError) as caught:
        library()

    assert (caught.value.file, caught.value.line, caught.value.key) == (str(path), 12, "depth")
    assert caught.value.advice == "write a whole number from 1 to 4"


def test_an_id_stands_once_in_a_folder(overlay):
    first = overlay("en/questions/a.toml", QUESTION.replace("depth = 5", "depth = 2"))

    message = told(overlay, "en/questions/b.toml", QUESTION)

    assert message == f'line 2: id "own-one" is there twice; choose another, {first}, line 2 has it'


def test_a_file_that_nobody_reads_is_told(overlay):
    message = told(overlay, "en/feeling.toml", FEELING)

    assert message.startswith("no file of this name is read; use feelings, needs, mends")


def test_a_file_that_is_not_utf8_is_told(overlay):
    path = overlay("en/mends.toml", "")
    path.write_bytes(b'[[mend]]\nid = "caf\xe9"\n')

    with pytest.raises(ContentError, match="line 2: this is not UTF-8; save the file as UTF-8"):
        library()


def test_a_folder_that_is_not_there_is_told(tmp_path):
    set_overlay(tmp_path / "nowhere")
    try:
        with pytest.raises(ContentError, match="nowhere: this folder is not there"):
            library()
    finally:
        set_overlay(None)


def test_an_opener_may_hold_only_its_placeholders(overlay):
    text = '[[opener]]\nid = "own"\ntext = "You feel {mood}."\nwishes = ["hug"]\n'

    message = told(overlay, "en/openers.toml", text)

    assert message == "line 3: text holds {mood}; write {feeling}, {need} there"


def test_a_wish_that_is_none_is_told(overlay):
    text = '[[opener]]\nid = "own"\ntext = "I hear you."\nwishes = ["cake"]\n'

    message = told(overlay, "en/openers.toml", text)

    assert message.startswith('line 4: wishes holds "cake"; write only company, ideas')
