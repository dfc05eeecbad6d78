"""A restore verifies first, replaces everything or nothing, and people are told."""

import hashlib
import json
import os
import zipfile
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connection

from closeknit.apps.people import accounts, drafts, pairing, recovery
from closeknit.apps.people.models import (
    Bond,
    Invite,
    OneTimeCode,
    Person,
    Recovery,
    Restoration,
    Session,
)
from closeknit.site import backups, restores
from closeknit.site.datafolder import running
from closeknit.site.refused import Refused
from tests.site import processes

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "snapshot"])


@pytest.fixture(autouse=True)
def _own_data(settings, tmp_path):
    settings.DATA = tmp_path / "data"
    settings.DATA.mkdir()


@pytest.fixture
def file(tmp_path):
    return tmp_path / "file.zip"


@pytest.fixture
def empty():
    def make_empty():
        Bond.objects.all().delete()
        Person.objects.all().delete()

    return make_empty


def rewrite(file, *, rows=None, **changed):
    """Change a backup as its maker would have: with a checksum that fits, unless it is given."""
    with zipfile.ZipFile(file) as zipped:
        manifest = json.loads(zipped.read("manifest.json"))
        rows = zipped.read("rows.jsonl") if rows is None else rows(zipped.read("rows.jsonl"))
    manifest |= {"rows": rows.count(b"\n"), "sha256": hashlib.sha256(rows).hexdigest()} | changed
    with zipfile.ZipFile(file, "w") as zipped:
        zipped.writestr("rows.jsonl", rows)
        zipped.writestr("manifest.json", json.dumps(manifest))


def test_everything_comes_back_and_opens(file, bond, ana, unlock, empty):
    drafts.keep(unlock(ana), "note", {"words": "I miss our walks"})
    backups.backup(file)
    empty()

    said = restores.restore(file)

    assert drafts.read(unlock(ana), "note") == {"words": "I miss our walks"}
    assert unlock(ana).partner.name == "Bo"
    assert accounts.check_password(accounts.find(ana.address), "wool-and-linen-26")
    assert "people are told the date" in said


def test_a_backup_of_what_came_back_is_the_same(file, tmp_path, bond, empty):
    backups.backup(file)
    empty()
    restores.restore(file)

    backups.backup(tmp_path / "again.zip")

    assert restores.verify(tmp_path / "again.zip").sha256 == restores.verify(file).sha256


def test_sessions_invites_and_waits_do_not_come_back(file, ana, sign_in, unlock):
    backups.backup(file)
    sign_in(ana)
    pairing.invite(unlock(ana), first_words="I like your patience.", colour="madder")
    recovery.ask(ana.address)

    restores.restore(file, force=True)

    assert [model.objects.count() for model in (Session, Invite, Recovery)] == [0, 0, 0]


def test_people_see_the_date_for_two_weeks(file, ana, sign_in, time_machine):
    time_machine.move_to("2026-11-03 12:00Z")
    backups.backup(file)
    time_machine.move_to("2026-11-10 12:00Z")
    restores.restore(file, force=True)

    told = sign_in(ana).get("/today/").content.decode()
    time_machine.move_to("2026-11-25 12:00Z")
    later = sign_in(ana).get("/today/").content.decode()

    assert "On 10 November this server was put back to its backup of 3 November." in told
    assert "put back" not in later


def test_only_the_last_date_is_kept(file, ana):
    Restoration.objects.create(restored_on=date(2026, 1, 1), made_on=date(2026, 1, 1))
    backups.backup(file)

    restores.restore(file, force=True)
    restores.restore(file, force=True)

    assert Restoration.objects.count() == 1


def test_people_are_not_replaced_unasked(file, ana, bo):
    backups.backup(file)
    bo.delete()

    with pytest.raises(Refused, match="Add --force"):
        restores.restore(file)

    assert Person.objects.count() == 1


def test_what_was_here_before_is_set_aside(file, ana, bo):
    backups.backup(file)
    bo.delete()

    said = restores.restore(file, force=True)

    (aside,) = (django_settings.DATA / "backups").glob("before-restore-*.zip")
    assert Person.objects.count() == 2
    assert str(aside) in said
    restores.restore(aside, force=True)
    assert Person.objects.count() == 1


def test_numbered_rows_go_on_counting(file, ana):
    OneTimeCode.objects.create(person=ana, code_hash="a" * 64)
    backups.backup(file)
    restores.restore(file, force=True)

    OneTimeCode.objects.create(person=Person.objects.get(), code_hash="b" * 64)

    assert OneTimeCode.objects.count() == 2


def test_a_running_server_is_not_pulled_from_under(file, ana):
    backups.backup(file)

    with running(django_settings.DATA), pytest.raises(Refused, match="Stop it, then restore"):
        restores.restore(file, force=True)


def cut_off(file):
    file.write_bytes(file.read_bytes()[:-200])


def flip_a_bit(file):
    with zipfile.ZipFile(file) as zipped:
        start = zipped.getinfo("rows.jsonl").header_offset + 120
    data = bytearray(file.read_bytes())
    data[start] ^= 1
    file.write_bytes(data)


def change_a_row(file):
    with zipfile.ZipFile(file) as zipped:
        honest = json.loads(zipped.read("manifest.json"))["sha256"]
    rewrite(file, rows=lambda rows: rows.replace(b"ana@", b"eve@"), sha256=honest)


def drop_the_manifest(file):
    with zipfile.ZipFile(file, "w") as zipped:
        zipped.writestr("rows.jsonl", b"")


def forge(**changed):
    return lambda file: rewrite(file, **changed)


def forge_rows(change):
    return lambda file: rewrite(file, rows=change)


STRANGE_ROW = b'{"model": "auth.group", "pk": 1, "fields": {}}\n'


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (os.remove, "is not there"),
        (lambda file: file.write_text("a letter"), "is damaged, or no backup"),
        (cut_off, "is damaged, or no backup"),
        (flip_a_bit, "is damaged"),
        (change_a_row, "its checksum does not fit"),
        (drop_the_manifest, "is no backup of Closeknit"),
        (forge(more=1), "is no backup of Closeknit"),
        (forge(made_on="yesterday"), "is no backup of Closeknit"),
        (forge(schema=["people.0001_people"]), "Install that version, restore, then update"),
        (forge(format=2), "Install the version that made it"),
        (forge_rows(lambda rows: rows.replace(b"people.person", b"people.x")), "does not fit this"),
        (forge_rows(lambda rows: rows + STRANGE_ROW), "does not fit this one"),
        (forge_rows(lambda rows: rows.replace(b"2026-01-05", b"winter")), "does not fit this one"),
        (forge_rows(lambda rows: rows + b"\xff\n"), "does not fit this one"),
    ],
)
def test_a_spoilt_backup_changes_nothing(file, ana, bo, spoil, words):
    backups.backup(file)
    bo.delete()
    spoil(file)

    with pytest.raises(Refused, match=words):
        restores.restore(file, force=True)

    assert [person.address for person in Person.objects.all()] == ["ana@example.org"]
    assert not Restoration.objects.exists()


def test_a_backup_that_contradicts_itself_changes_nothing(file, ana, bo):
    backups.backup(file)
    bo.delete()
    rewrite(file, rows=lambda rows: rows + rows.splitlines(keepends=True)[0])

    with pytest.raises(Refused, match="cannot be put back"):
        restores.restore(file, force=True)

    assert [person.address for person in Person.objects.all()] == ["ana@example.org"]


def test_a_row_that_points_nowhere_changes_nothing(file, ana, bond):
    backups.backup(file)
    rewrite(file, rows=lambda rows: b"".join(rows.splitlines(keepends=True)[1:]))

    with pytest.raises(Refused, match="cannot be put back"):
        restores.restore(file, force=True)

    assert Person.objects.count() == 2


@pytest.mark.slow
@pytest.mark.sqlite
def test_the_command_moves_a_house_to_another_folder(tmp_path):
    old, new, file = tmp_path / "old", tmp_path / "new", str(tmp_path / "moved.zip")
    with processes.serving(old):
        processes.python(old, processes.MAKE_PEOPLE, "Ana")
        assert processes.run(old, "backup", file).returncode == 0
        refused = processes.run(old, "restore", file, "--force")

    moved = processes.run(new, "restore", file)

    assert "The server or its worker is running" in refused.stderr
    assert moved.returncode == 0, moved.stderr
    with processes.serving(new) as server:
        assert server.sign_in().get("/today/").status_code == 200


@pytest.mark.slow
@pytest.mark.postgresql
def test_the_command_moves_a_house_to_postgresql_and_back(tmp_path):
    there, back = str(tmp_path / "there.zip"), str(tmp_path / "back.zip")
    address = {"CLOSEKNIT_DATABASE_URL": new_database("moved")}
    with processes.serving(tmp_path / "old", "--no-worker"):
        processes.python(tmp_path / "old", processes.MAKE_PEOPLE, "Ana", "Bo")
    assert processes.run(tmp_path / "old", "backup", there).returncode == 0

    moved = processes.run(tmp_path / "new", "restore", there, **address)
    assert moved.returncode == 0, moved.stderr

    with processes.serving(tmp_path / "new", "--no-worker", **address) as server:
        assert server.sign_in().cookies
        assert processes.run(tmp_path / "new", "backup", back, **address).returncode == 0
    assert restores.verify(Path(back)).sha256 == restores.verify(Path(there)).sha256


def new_database(name):
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        cursor.execute(f"CREATE DATABASE {name}")
    place = connection.settings_dict
    return (
        f"postgresql://{place['USER']}:{place['PASSWORD']}@{place['HOST']}:{place['PORT']}/{name}"
    )
