"""`closeknit coach`: JSON lines in, JSON lines out, in order."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from closeknit.coach import FEELINGS, MOVES
from closeknit.coach.lines import answers


def ask(reader, *asked):
    lines = [one if isinstance(one, (str, bytes)) else json.dumps(one) for one in asked]
    return [json.loads(line) for line in answers(lines, reader)]


def test_each_task_has_its_own_shape(reader):
    depth, moves, feelings, vague = ask(
        reader,
        {"task": "question", "text": "What are you most afraid to lose?"},
        {"task": "reply", "text": "That sounds heavy.", "to": "I am so tired."},
        {"task": "feeling", "text": "I miss you."},
        {"task": "vague", "text": "fine"},
    )

    assert set(depth) == {"depth"}
    assert 0 <= depth["depth"] <= 1
    assert tuple(moves["moves"]) == MOVES
    assert tuple(feelings["feelings"]) == FEELINGS
    assert set(vague) == {"vague"}
    for value in (*moves["moves"].values(), *feelings["feelings"].values(), vague["vague"]):
        assert 0 <= value <= 1


def test_a_reply_may_come_without_its_message(reader):
    assert set(ask(reader, {"task": "reply", "text": "ok"})[0]) == {"moves"}


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "{",
        "[]",
        '"text"',
        "null",
        b"\xff\xfe\x00",
        "[" * 100_000,
        {"task": "question"},
        {"task": "weather", "text": "x"},
        {"task": ["reply"], "text": "x"},
        {"text": "x"},
        {"task": "vague", "text": 5},
        {"task": "reply", "text": "x", "to": None},
    ],
)
def test_a_bad_line_gets_a_sentence_and_the_rest_goes_on(reader, bad):
    wrong, right = ask(reader, bad, {"task": "vague", "text": "fine"})

    assert set(wrong) == {"error"}
    assert len(wrong["error"]) > 10
    assert "vague" in right


def test_the_command_answers_line_by_line_without_settings_or_data(tmp_path):
    command = Path(sys.executable).with_name("closeknit")
    lines = b'{"task": "vague", "text": "fine"}\nno json\n{"task": "question", "text": "Why?"}\n'

    done = subprocess.run(
        [command, "coach"], input=lines, capture_output=True, cwd=tmp_path, env={}, check=False
    )

    assert done.returncode == 0, done.stderr
    assert [set(json.loads(line)) for line in done.stdout.splitlines()] == [
        {"vague"},
        {"error"},
        {"depth"},
    ]
    assert not any(tmp_path.iterdir())


def test_without_the_extra_the_command_says_what_to_do(monkeypatch, capsys):
    from closeknit.coach import loading
    from closeknit.site import cli

    monkeypatch.setattr(loading, "is_there", lambda: False)
    monkeypatch.setattr("os.umask", lambda _mask: 0)
    with pytest.raises(SystemExit) as stopped:
        cli.main(["coach"])

    assert stopped.value.code == 2
    assert "closeknit[coach]" in capsys.readouterr().err
