"""The command itself: what it offers, and how it says no."""

import pytest

from closeknit import __version__
from closeknit.site import cli
from closeknit.site.refused import Refused
from tests.site import processes

COMMANDS = {"up", "worker", "demo", "doctor", "backup", "restore", "check"}
PUBLIC = {"CLOSEKNIT_ORIGIN": "https://two.example", "CLOSEKNIT_SECRET_KEY": "k7Wq3-zX9_" * 6}


def test_it_says_its_version(capsys):
    with pytest.raises(SystemExit) as ended:
        cli.main(["--version"])

    assert ended.value.code == 0
    assert capsys.readouterr().out.strip() == __version__


def test_help_names_every_command_and_nothing_hidden(capsys):
    with pytest.raises(SystemExit):
        cli.main(["--help"])

    said = capsys.readouterr().out
    assert all(f"\n    {command} " in said for command in COMMANDS)
    assert "SUPPRESS" not in said


def run_main(monkeypatch, do):
    monkeypatch.setattr(cli, "PRIVATE_UMASK", 0o022)
    monkeypatch.setattr(cli, "_doctor", do)
    with pytest.raises(SystemExit) as ended:
        cli.main(["doctor"])
    return ended.value.code


def test_a_refusal_is_a_sentence_and_no_trace(monkeypatch, capsys):
    def refuse(_):
        raise Refused("Not like this.")

    assert run_main(monkeypatch, refuse) == 2
    assert capsys.readouterr().err == "Not like this.\n"


def test_an_interruption_is_no_trace_either(monkeypatch, capsys):
    def interrupt(_):
        raise KeyboardInterrupt

    assert run_main(monkeypatch, interrupt) == 130
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("code", [0, 1])
def test_what_a_command_returns_is_how_it_ends(monkeypatch, code):
    assert run_main(monkeypatch, lambda _: code) == code


def test_check_is_content_with_a_public_server(tmp_path):
    tmp_path.chmod(0o700)
    costly = {"CLOSEKNIT_ARGON2_MEMORY_MIB": "64", "CLOSEKNIT_ARGON2_PASSES": "3"}

    done = processes.run(tmp_path, "check", **PUBLIC, **costly)

    assert done.returncode == 0, done.stderr


def test_check_names_what_is_not_for_a_public_server(tmp_path):
    tmp_path.chmod(0o700)
    weak = PUBLIC | {"CLOSEKNIT_ORIGIN": "http://two.example", "CLOSEKNIT_SIGN_UP": "closed"}

    done = processes.run(tmp_path, "check", **weak)

    assert done.returncode == 1
    assert "closeknit.W002" in done.stderr
    assert "Is CLOSEKNIT_SIGNUP meant?" in done.stderr
    assert "closeknit.W003" in done.stderr
    assert "closeknit.W004" in done.stderr


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("CLOSEKNIT_ARGON2_PASSES", "many", "CLOSEKNIT_ARGON2_PASSES"),
        ("CLOSEKNIT_SECRET_KEY", "short", "shorter than 32 characters"),
    ],
)
def test_a_wrong_setting_is_a_sentence(tmp_path, name, value, words):
    done = processes.run(tmp_path, "doctor", **{**PUBLIC, name: value})

    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr
