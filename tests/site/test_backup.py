"""A backup holds one moment of everything, and nobody else may read it."""

import json
import subprocess
import sys
import zipfile

import pytest
from django.db import DatabaseError

from closeknit import __version__
from closeknit.apps.people.models import Person, Session
from closeknit.site import backups
from closeknit.site.refused import Refused
from tests.site import processes

both = pytest.mark.django_db(transaction=True, databases=["default", "snapshot"])
WRITE_WITHOUT_END = """
import time, django
django.setup()
from datetime import date
from closeknit.apps.people import accounts
from closeknit.apps.people.words import SettingsWords
number = 0
while True:
    number += 1
    who = (f"a{number}@example.org", "wool-and-linen-26", SettingsWords(name="Ana"))
    accounts.create_person(accounts.NewAccount(*who, date(2026, 1, 5)))
    print(number, flush=True)
    time.sleep(0.01)
"""

TO_AN_OLDER_SCHEMA = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", "questions", "zero", verbosity=0)
"""


def rows_in(file):
    with zipfile.ZipFile(file) as zipped:
        return [json.loads(line) for line in zipped.read("rows.jsonl").splitlines()]


def models_in(file):
    return [row["model"] for row in rows_in(file)]


@both
def test_it_holds_every_row_that_is_kept(tmp_path, bond):
    said = backups.backup(tmp_path / "file.zip")

    found = models_in(tmp_path / "file.zip")
    wanted = {"person": 2, "settings": 2, "draftdesk": 2, "bond": 1, "membership": 2, "bondkey": 2}
    assert {name: found.count(f"people.{name}") for name in wanted} == wanted
    assert said.startswith(f"{len(found)} rows are in {tmp_path / 'file.zip'}.")


@both
def test_sessions_and_invites_stay_out(tmp_path, ana, sign_in, unlock):
    from closeknit.apps.people import pairing

    sign_in(ana)
    pairing.invite(unlock(ana), first_words="I like your patience.", colour="madder")

    backups.backup(tmp_path / "file.zip")

    assert Session.objects.exists()
    assert not {"people.session", "people.invite"} & set(models_in(tmp_path / "file.zip"))


@both
def test_only_its_owner_may_read_it(tmp_path, ana):
    backups.backup(tmp_path / "file.zip")

    assert oct((tmp_path / "file.zip").stat().st_mode & 0o777) == "0o600"
    assert [file.name for file in tmp_path.iterdir()] == ["file.zip"]


@both
def test_a_file_that_is_there_stays_as_it_is(tmp_path):
    (tmp_path / "file.zip").write_text("mine")

    with pytest.raises(Refused, match="exists already"):
        backups.backup(tmp_path / "file.zip")

    assert (tmp_path / "file.zip").read_text() == "mine"


@both
def test_a_folder_that_is_not_there_is_one_sentence(tmp_path):
    with pytest.raises(Refused, match="cannot be written"):
        backups.backup(tmp_path / "nowhere" / "file.zip")


@both
def test_a_failing_database_leaves_no_half_a_backup(tmp_path, monkeypatch, ana):
    def fail(*_):
        raise DatabaseError("disk I/O error")

    monkeypatch.setattr(backups.serializers, "serialize", fail)

    with pytest.raises(Refused, match="closeknit doctor"):
        backups.backup(tmp_path / "file.zip")

    assert list(tmp_path.iterdir()) == []


@both
def test_what_is_written_meanwhile_is_not_in_it(tmp_path, make_person, monkeypatch):
    make_person("Ana")
    whole, calls = backups.serializers.serialize, []

    def slowly(*arguments):
        if not calls:
            calls.append(make_person("Bo"))
        return whole(*arguments)

    if backups.settings.IS_SQLITE:
        pytest.skip("a database in memory has no view of its own; the next test shows it in a file")
    monkeypatch.setattr(backups.serializers, "serialize", slowly)

    backups.backup(tmp_path / "file.zip")

    assert Person.objects.count() == 2
    assert models_in(tmp_path / "file.zip").count("people.settings") == 1


@pytest.mark.slow
@pytest.mark.sqlite
def test_it_is_consistent_while_another_process_writes(tmp_path):
    data, files = tmp_path / "data", [tmp_path / f"{number}.zip" for number in range(2)]
    with processes.serving(data, "--no-worker"):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITE_WITHOUT_END],
            env=processes.surroundings(data),
            stdout=subprocess.PIPE,
            text=True,
        )
        with writer:
            for file in files:
                before = int(writer.stdout.readline())
                done = processes.run(data, "backup", str(file))
                assert done.returncode == 0, done.stderr
            writer.kill()
            assert len(writer.stdout.readlines()) > 5

    for file in files:
        found = models_in(file)
        counts = {found.count(f"people.{name}") for name in ("person", "settings", "draftdesk")}
        assert len(counts) == 1
    assert models_in(files[1]).count("people.person") >= before


@pytest.mark.sqlite
def test_without_a_data_folder_none_is_made(tmp_path):
    done = processes.run(tmp_path / "slip", "backup", str(tmp_path / "file.zip"))

    assert done.returncode == 2
    assert done.stderr.startswith(f"There is no data folder {tmp_path / 'slip'}.")
    assert not (tmp_path / "slip").exists()


@pytest.mark.sqlite
def test_without_a_database_it_says_so(tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    (data / "secret-key").write_text("s" * 64)

    done = processes.run(data, "backup", str(tmp_path / "file.zip"))

    assert done.returncode == 2
    assert done.stderr == "There is no database here yet. `closeknit up` makes one.\n"
    assert not (tmp_path / "file.zip").exists()


@pytest.mark.slow
@pytest.mark.sqlite
def test_it_reads_a_database_that_is_older_than_the_code(tmp_path):
    """`closeknit up` backs up before it migrates, while tables are still missing."""
    data = tmp_path / "data"
    with processes.serving(data, "--no-worker"):
        processes.python(data, processes.MAKE_PEOPLE, "Ana")
    (data / "version").write_text("0.0.9")
    processes.python(data, TO_AN_OLDER_SCHEMA)

    with processes.serving(data, "--no-worker") as server:
        assert server.sign_in().get("/today/").status_code == 200

    (file,) = (data / "backups").iterdir()
    refused = processes.run(tmp_path / "other", "restore", str(file))
    assert models_in(file).count("people.person") == 1
    assert "holds what version 0.0.9 stored" in refused.stderr
    assert (data / "version").read_text() == __version__
