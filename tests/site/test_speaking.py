"""The command line speaks the language of the terminal, and English where there is no other."""

import struct
import subprocess
import sys
from pathlib import Path

import pytest

from closeknit.site import demo, speaking
from tests.site import processes

HEADER = "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n"
ROWS = "%(rows)s rows are in %(file)s. The words in it open only with people's own keys."
GERMAN = {
    "": HEADER,
    "A private space for two people.": "Ein privater Raum für zwei Menschen.",
    "replace what is here now": "alles hier ersetzen",
    "mend  %(finding)s": "heilen  %(finding)s",
    "Others may look into %(folder)s.": "Andere dürfen in %(folder)s hineinsehen.",
    "There is no data folder %(folder)s. Set CLOSEKNIT_DATA to the one in use; "
    "`closeknit up` makes a new one.": "Es gibt keinen Datenordner %(folder)s.",
    f"{ROWS}\0{ROWS}": "%(rows)s Zeile liegt in %(file)s.\0%(rows)s Zeilen liegen in %(file)s.",
    "y yes": "j ja",
}
# Runs the command with another folder of catalogues than that of the package.
PROGRAM = """
import sys
from pathlib import Path
from closeknit.site import speaking
speaking.LOCALE = Path(sys.argv[1])
from closeknit.site import cli
cli.main(sys.argv[2:])
"""


def compiled(texts: dict[str, str]) -> bytes:
    """Return a catalogue as msgfmt would compile it, for who has no gettext tools."""
    pairs = sorted((one.encode(), other.encode()) for one, other in texts.items())
    first, second = [one for one, _ in pairs], [other for _, other in pairs]
    start = 28 + 16 * len(pairs)
    table, words = b"", b""
    for text in (*first, *second):
        table += struct.pack("<II", len(text), start + len(words))
        words += text + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, start)
    return head + table + words


@pytest.fixture
def locale(tmp_path):
    """Return a folder of catalogues that knows a little German."""
    folder = tmp_path / "locale"
    (folder / "de" / "LC_MESSAGES").mkdir(parents=True)
    (folder / "de" / "LC_MESSAGES" / "django.mo").write_bytes(compiled(GERMAN))
    return folder


@pytest.fixture
def closeknit(tmp_path, locale):
    """Return a function that runs one command in a language."""

    def run(*words, data: Path = tmp_path / "data", **more):
        return subprocess.run(
            [sys.executable, "-c", PROGRAM, str(locale), *words],
            env=processes.surroundings(data, CLOSEKNIT_SECRET_KEY="k7Wq3-zX9_" * 6, **more),
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )

    return run


@pytest.fixture
def in_german(monkeypatch, locale):
    monkeypatch.setenv("LANGUAGE", "de")
    monkeypatch.setattr(speaking, "LOCALE", locale)
    speaking._catalog.cache_clear()
    yield
    speaking._catalog.cache_clear()


@pytest.mark.parametrize("language", ["de", "de_AT.UTF-8", "xx:de"])
def test_help_in_german(closeknit, language):
    said = closeknit("--help", LANGUAGE=language).stdout

    assert "Ein privater Raum für zwei Menschen." in said
    assert "\n    doctor " in said


def test_help_of_a_command_in_german(closeknit):
    said = closeknit("restore", "--help", LANGUAGE="de").stdout

    assert "alles hier ersetzen" in said
    assert "--force" in said


@pytest.mark.parametrize("language", ["xx", "en", "C"])
def test_help_in_english(closeknit, language):
    said = closeknit("--help", LANGUAGE=language).stdout

    assert "A private space for two people." in said
    assert "Raum" not in said


@pytest.mark.parametrize("name", ["LC_ALL", "LC_MESSAGES", "LANG"])
def test_the_language_of_the_terminal_is_enough(closeknit, name):
    unset = dict.fromkeys(("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"), "")

    said = closeknit("--help", **unset | {name: "de_DE.UTF-8"}).stdout

    assert "Ein privater Raum" in said


def test_a_refusal_in_german(closeknit, tmp_path):
    done = closeknit("doctor", LANGUAGE="de")

    assert done.returncode == 2
    assert done.stderr == f"Es gibt keinen Datenordner {tmp_path / 'data'}.\n"


def test_what_the_doctor_finds_in_german_and_what_has_no_german_yet_in_english(closeknit, tmp_path):
    data = tmp_path / "data"
    data.mkdir(mode=0o755)

    done = closeknit("doctor", LANGUAGE="de")

    assert done.returncode == 1
    assert f"heilen  Andere dürfen in {data} hineinsehen. Run: chmod 700 {data}\n" in done.stdout


def test_what_the_doctor_finds_in_english(closeknit, tmp_path):
    data = tmp_path / "data"
    data.mkdir(mode=0o755)

    done = closeknit("doctor", LANGUAGE="xx")

    assert f"mend  Others may look into {data}. Run: chmod 700 {data}\n" in done.stdout


@pytest.mark.parametrize(
    ("rows", "said"), [(1, "1 Zeile liegt in a.zip."), (2, "2 Zeilen liegen in a.zip.")]
)
def test_one_and_many_in_german(in_german, rows, said):
    assert speaking.ngettext(ROWS, ROWS, rows) % {"rows": rows, "file": "a.zip"} == said


@pytest.mark.parametrize("typed", ["", "j", "Ja", "y", "YES"])
def test_yes_in_german_or_english(in_german, monkeypatch, typed):
    assert wants(monkeypatch, typed)


@pytest.mark.parametrize("typed", ["n", "nein", "j ja"])
def test_anything_else_is_no(in_german, monkeypatch, typed):
    assert not wants(monkeypatch, typed)


def wants(monkeypatch, typed):
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _: typed)
    return demo._is_wanted()


@pytest.mark.parametrize(
    ("wished", "language"),
    [("en:de", "en"), ("en_US:en:de", "en"), ("fr:de", "de"), ("de_AT.UTF-8", "de"), ("C", "en")],
)
def test_the_first_language_that_there_is_counts(monkeypatch, locale, wished, language):
    monkeypatch.setattr(speaking, "LOCALE", locale)
    monkeypatch.setenv("LANGUAGE", wished)
    speaking._catalog.cache_clear()

    said = speaking.gettext("replace what is here now")

    assert (said == "alles hier ersetzen") is (language == "de")
    speaking._catalog.cache_clear()
