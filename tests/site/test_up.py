"""`closeknit up` as people run it: a process of its own."""

import errno
import os
import resource
import socket
import subprocess

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from closeknit.site import reach, schema
from closeknit.site.refused import Refused
from tests.site import processes

pytestmark = pytest.mark.sqlite


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    data = tmp_path_factory.mktemp("up") / "house" / "data"
    with processes.serving(data) as server:
        server.data = data
        yield server


def test_first_start_makes_what_is_needed_for_its_owner_only(server):
    kept = [server.data, *(file for file in server.data.iterdir())]

    assert {oct(path.stat().st_mode & 0o077) for path in kept} == {"0o0"}
    assert oct((server.data / "secret-key").stat().st_mode & 0o777) == "0o600"
    assert len((server.data / "secret-key").read_text()) > 60


def test_it_says_where_it_is(server):
    assert f"Closeknit is at {server.url}." in server.words


def test_pages_and_their_style_come_from_the_same_place(server):
    page = server.browser().get("/offline/")
    style = page.text.split('rel="stylesheet" href="')[1].split('"')[0]

    assert server.browser().get(style).headers["cache-control"].startswith("max-age=315360000")


def test_it_also_answers_to_localhost(server):
    page = server.browser().get("/offline/", headers={"Host": f"localhost:{server.port}"})

    assert page.status_code == 200


def test_a_host_that_nobody_named_is_refused(server):
    page = server.browser().get("/offline/", headers={"Host": "elsewhere.example"})

    assert page.status_code == 400


def test_it_writes_nobody_down(server):
    before = server.words

    server.browser().get("/offline/?marker-in-a-path-8f3k")
    server.browser().get("/marker-in-a-path-8f3k/", headers={"Host": "elsewhere.example"})
    server.browser().post("/draft/", data={"words": "marker in words 8f3k"})

    said = server.words.removeprefix(before)
    assert "8f3k" not in said
    assert "127.0.0.1" not in said


def test_more_than_fits_at_once_is_refused_in_a_sentence(server):
    answer = server.browser().post("/draft/", content=b"x" * (1024 * 1024 + 1))

    assert answer.status_code == 413
    assert "your words are still in the form" in answer.text


def test_a_port_in_use_is_one_sentence(server):
    done = processes.run(server.data, "up", "--port", str(server.port))

    assert done.returncode == 2
    assert done.stderr == (
        f"Closeknit cannot listen on 127.0.0.1, port {server.port}: something listens there "
        "already; choose another --port.\n"
    )


def test_plain_http_beyond_this_machine_is_refused_with_the_reason(tmp_path):
    done = processes.run(tmp_path / "data", "up", "--host", "0.0.0.0")

    assert done.returncode == 2
    assert "anybody there could read" in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "data").exists()


def test_plain_http_beyond_this_machine_is_served_when_told(server):
    origin = {"CLOSEKNIT_ORIGIN": "http://192.168.7.7:8000"}
    told = ("--host", "0.0.0.0", "--plain-http", "--no-worker")
    with processes.serving(server.data, *told, **origin) as another:
        page = another.browser().get("/offline/", headers={"Host": "192.168.7.7:8000"})

        assert page.status_code == 200
        assert "This is plain http" in another.words
        assert another.children() == []


def test_a_wildcard_address_needs_the_one_that_phones_open(tmp_path):
    done = processes.run(tmp_path / "data", "up", "--host", "0.0.0.0", "--plain-http")

    assert done.returncode == 2
    assert "Set CLOSEKNIT_ORIGIN" in done.stderr


def test_a_data_folder_that_cannot_be_made_is_one_sentence(tmp_path):
    (tmp_path / "file").touch()

    done = processes.run(tmp_path / "file" / "data", "up")

    assert done.returncode == 2
    assert done.stderr.startswith(f"The data folder {tmp_path / 'file' / 'data'} cannot be written")
    assert done.stderr.count("\n") == 1


def test_a_full_disk_is_one_sentence(tmp_path):
    room = 20_000
    done = subprocess.run(
        [*processes.PROGRAM, "up", "--port", str(processes.free_port())],
        env=processes.surroundings(tmp_path / "data"),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == 2, done.stderr
    assert "Make room on" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_database_of_a_later_version_is_left_alone(db):
    loader = MigrationLoader(connection)
    loader.applied_migrations["people", "0099_later"] = None

    with pytest.raises(Refused, match="was shaped by version"):
        schema.refuse_what_is_newer(loader)


def test_a_termination_ends_server_and_worker_in_peace(server):
    with processes.serving(server.data) as another:
        (worker,) = another.children()

        assert another.stop() == 0
        assert processes.has_ended(worker)
        assert "error" not in another.words


def test_a_killed_server_leaves_no_worker_behind(server):
    with processes.serving(server.data) as another:
        (worker,) = another.children()

        another.kill()

        assert processes.has_ended(worker)


@pytest.mark.parametrize(
    ("host", "is_ours"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.1.2", False),
        ("two.example", False),
    ],
)
def test_only_loopback_stays_on_this_machine(host, is_ours):
    assert reach.is_loopback(host) is is_ours


def test_behind_a_proxy_the_refusal_speaks_of_the_proxy(monkeypatch):
    monkeypatch.setenv("CLOSEKNIT_ORIGIN", "https://two.example")

    with pytest.raises(Refused, match="When the proxy is on another machine"):
        reach.refuse_plain_http("0.0.0.0", plain_http=False)


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("127.0.0.1", "http://127.0.0.1:8765"),
        ("::1", "http://[::1]:8765"),
        ("192.168.1.20", "http://192.168.1.20:8765"),
    ],
)
def test_the_address_is_where_we_listen(monkeypatch, host, origin):
    monkeypatch.setenv("CLOSEKNIT_ORIGIN", "")

    reach.choose_origin(host, 8765)

    assert os.environ["CLOSEKNIT_ORIGIN"] == origin


def test_an_address_that_was_set_stays(monkeypatch):
    monkeypatch.setenv("CLOSEKNIT_ORIGIN", "https://two.example")

    reach.choose_origin("0.0.0.0", 8765)

    assert os.environ["CLOSEKNIT_ORIGIN"] == "https://two.example"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.EACCES, "above 1023"),
        (errno.EADDRNOTAVAIL, "no such address"),
        (errno.EBADF, "check --host"),
    ],
)
def test_every_reason_not_to_listen_has_words(monkeypatch, number, words):
    def refuse(*_):
        raise OSError(number, "no")

    monkeypatch.setattr(socket.socket, "bind", refuse)

    with pytest.raises(Refused, match=words):
        reach.listen("127.0.0.1", 0)
