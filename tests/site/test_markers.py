"""No typed word lies in the clear anywhere, and choices do not show in what is stored."""

import base64
import re
import sqlite3
import zipfile
import zlib
from contextlib import closing

import pytest
from django.core import signing

from tests.site import walk as walking
from tests.site.processes import run, serving

pytestmark = pytest.mark.sqlite

FIRST = walking.Choices(
    feeling="overwhelmed",
    need="support",
    strength="5",
    wish="company",
    timing="none",
    ceiling="4",
    evenings="3",
    stage="long",
    tags=(),
    answers=("7", "1", "6", "2", "5", "3", "4", "7", "7", "7"),
    is_shared=True,
    is_kept_out=True,
    talk="after-an-argument",
    moment="play",
    talks_off=True,
)
SECOND = walking.Choices(
    feeling="calm",
    need="rest",
    strength="1",
    wish="hug",
    timing="when_you_can",
    ceiling="1",
    evenings="7",
    stage="early",
    tags=("children", "faith", "money"),
    answers=(),
    is_shared=False,
    is_kept_out=False,
    talk="good-news",
    moment="appreciation",
    talks_off=False,
)


@pytest.fixture(scope="module")
def walked(tmp_path_factory):
    """Everything was typed once, the server still runs, and a backup was made beside it."""
    data = tmp_path_factory.mktemp("walk") / "data"
    with serving(data) as server:
        walk, ana, _ = walking.go(server, FIRST)
        backup = data.parent / "backup.zip"
        assert run(data, "backup", str(backup)).returncode == 0
        yield data, walk, ana, backup, server


def haystacks(data, backup, server):
    """Yield all that a host could read: database, WAL, every other file, backup, output.

    Sessions are packed, so they are looked through as a host would unpack them.
    """
    yield from sessions_in(data / "closeknit.sqlite3")
    for file in data.rglob("*"):
        if file.is_file() and "static" not in file.parts:
            yield file.name, file.read_bytes()
    with zipfile.ZipFile(backup) as zipped:
        for name in zipped.namelist():
            yield f"backup {name}", zipped.read(name)
    yield "output", server.words.encode()


def shapes(mark):
    """The mark as it could lie somewhere: UTF-8, UTF-16, hex and base64 at its three offsets."""
    plain = mark.encode()
    yield plain
    yield from (mark.encode("utf-16-le"), mark.encode("utf-16-be"))
    yield from (plain.hex().encode(), plain.hex().upper().encode())
    for offset in range(3):
        encoded = base64.b64encode(b"\0" * offset + plain)
        # Without the characters that its neighbours have a share in.
        yield encoded[4 if offset else 0 : -4]


def found_in(mark, stacks):
    return [name for name, stack in stacks if any(shape in stack for shape in shapes(mark))]


def test_no_marked_word_lies_anywhere_in_the_clear(walked):
    data, walk, _, backup, server = walked
    stacks = list(haystacks(data, backup, server))

    found = {
        label: where for mark, label in walk.marks.items() if (where := found_in(mark, stacks))
    }

    assert len(walk.marks) >= 18
    assert found == {}


def test_the_search_would_find_a_word_in_the_clear(walked):
    data, _, ana, backup, server = walked
    stacks = list(haystacks(data, backup, server))

    where = found_in(ana.address, stacks)

    assert any("sqlite3" in name for name in where)
    assert any("backup" in name for name in where)


@pytest.mark.parametrize("offset", range(3))
def test_the_search_sees_base64_at_every_offset(offset):
    mark = "bcdfghjklmnpqrstvwxzbcdf"

    stack = base64.b64encode(b"x" * offset + mark.encode() + b"yy")

    assert found_in(mark, [("stack", stack)])


def test_the_search_sees_what_a_session_holds(walked):
    """Words put into a session, packed as ours are, are found once it is unpacked."""
    data, *_ = walked
    mark = "bcdfghjklmnpqrstvwxzbcdf"
    packed = signing.Signer(key="x").sign_object({"draft": mark * 3}, compress=True)

    assert found_in(mark, [("row", packed.encode())]) == []
    assert found_in(mark, [("row", unpacked(packed))])
    assert any(b"parked" in held for _name, held in sessions_in(data / "closeknit.sqlite3"))


def test_every_form_for_words_was_fed(walked):
    _, walk, *_ = walked

    assert walk.seen - walk.fed == set()


def test_choices_and_scores_do_not_show_in_counts_order_lengths_and_clear_columns(walked, tmp_path):
    """Two walks that differ only in what was chosen."""
    data = tmp_path / "data"
    with serving(data) as server:
        walking.go(server, SECOND)
    first, second = shape_of(walked[0] / "closeknit.sqlite3"), shape_of(data / "closeknit.sqlite3")

    assert first.keys() == second.keys()
    for table, rows in first.items():
        assert rows == second[table], table


def sessions_in(file):
    with closing(sqlite3.connect(file)) as connection:
        rows = connection.execute("SELECT session_data FROM people_session").fetchall()
    for (packed,) in rows:
        yield "session", unpacked(packed)


def unpacked(packed):
    data = packed.rpartition(":")[0]
    plain = base64.urlsafe_b64decode(data.lstrip(".") + "=" * (-len(data.lstrip(".")) % 4))
    return zlib.decompress(plain) if data.startswith(".") else plain


def shape_of(file):
    """Each table's rows in their order, with random values replaced by their length."""
    with closing(sqlite3.connect(file)) as connection:
        connection.row_factory = sqlite3.Row
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        apps = (
            "people_",
            "checkins_",
            "questions_",
            "picture_",
            "listening_",
            "notices_",
            "together_",
        )
        ours = [n[0] for n in names if n[0].startswith(apps)]
        return {
            # In the order in which they were written.
            table: [
                tuple(map(_shape, row.keys(), row))
                for row in connection.execute(f"SELECT * FROM {table} ORDER BY rowid")
            ]
            for table in ours
        }


# The length of a session's data varies by chance: it holds random bytes, compressed. `until` is
# counted from the second of the walk.
BY_CHANCE = {
    *("revision", "address", "password", "session_key", "session_data", "secret_hash", "until"),
}


def _shape(column, value):
    if isinstance(value, bytes):
        return column, len(value)
    if column in BY_CHANCE:
        return column, type(value).__name__
    if isinstance(value, str) and re.fullmatch(r"[0-9a-f]{32}", value):
        return column, "id"
    return column, value
