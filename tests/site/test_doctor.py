"""`closeknit doctor` names what is wrong and how to mend it."""

from collections import namedtuple
from datetime import date
from unittest.mock import MagicMock

import pytest
from django.db import OperationalError

from closeknit.content import ContentError
from closeknit.site import checks, doctor


@pytest.fixture(autouse=True)
def _well(settings, tmp_path, db):
    """Everything is well, until a test spoils one thing."""
    settings.DATA = tmp_path / "data"
    settings.DATA.mkdir(mode=0o700)
    settings.HOST = "127.0.0.1"


def test_it_says_when_all_is_well(capsys):
    assert doctor.report() == 0
    assert capsys.readouterr().out == f"{doctor.WELL}\n"


def test_every_finding_is_a_line_to_mend(capsys, settings):
    settings.DATA.chmod(0o755)

    assert doctor.report() == 1
    assert capsys.readouterr().out.startswith("mend  Others may look into")


def the_finding():
    (finding,) = doctor.findings()
    return finding


def test_another_python(monkeypatch):
    monkeypatch.setattr(doctor.sys, "version_info", (3, 15, 0))

    assert "not 3.11, 3.12 or 3.13" in the_finding()


def test_a_key_that_others_may_read(settings):
    (settings.DATA / "secret-key").touch(mode=0o644)

    assert the_finding().endswith(f"Run: chmod 600 {settings.DATA / 'secret-key'}")


def test_a_disk_nearly_full(monkeypatch):
    usage = namedtuple("usage", "free")
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda _: usage(50 * 1024 * 1024))

    assert the_finding().startswith("Only 50 MB are free")


def test_a_database_of_another_version(monkeypatch):
    monkeypatch.setattr(doctor.MigrationExecutor, "migration_plan", lambda *_: ["a step"])

    assert "Run `closeknit up`: it backs up first." in the_finding()


def test_a_database_of_a_later_version(monkeypatch):
    monkeypatch.setattr(doctor.schema, "newer_than_code", lambda _: ["people.0099_later"])

    assert the_finding() == "A later version has shaped the database. Install that one."


def test_a_database_that_does_not_answer(monkeypatch):
    def fail(*_):
        raise OperationalError("password=secret")

    monkeypatch.setattr(doctor, "MigrationExecutor", fail)

    assert the_finding().startswith("The database does not answer (OperationalError).")


@pytest.mark.sqlite
def test_a_damaged_file(monkeypatch):
    cursor = MagicMock()
    cursor.return_value.__enter__.return_value.fetchone.return_value = ("row 3 is missing",)
    monkeypatch.setattr(doctor, "LOOKS", (doctor._sqlite,))
    monkeypatch.setattr(doctor, "connection", MagicMock(cursor=cursor))

    assert "restore the latest backup" in the_finding()


def test_words_that_cannot_be_read(monkeypatch):
    def fail():
        raise ContentError("needs.toml", 3, "This need has no id.", "Give it one.")

    monkeypatch.setattr(checks, "library", fail)
    monkeypatch.setattr(doctor, "library", fail)

    assert "needs.toml" in the_finding()
    assert "Give it one." in the_finding()


def test_old_helplines(monkeypatch):
    class Line:
        compiled = date(2020, 1, 1)

    class Library:
        helplines = (Line,)

    monkeypatch.setattr(doctor, "library", Library)

    assert "compiled over a year ago" in the_finding()


def test_plain_http_beyond_this_machine(settings):
    settings.HOST, settings.ORIGIN = "192.168.1.20", "http://192.168.1.20:8000"

    assert "phones cannot install it" in the_finding()
