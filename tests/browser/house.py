"""The real server in a process of its own, the neutral page beside it, and hands that prepare."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from tests.site.processes import PASSWORD, PROGRAM, free_port, surroundings

HANDS = Path(__file__).with_name("hands.py")
CLOCKED = Path(__file__).with_name("clocked.py")
LAST_SECONDS = 20


class Hands:
    """Prepares people and their words through the public services, on the server's own database."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def do(self, what: str, **given: Any) -> Any:
        assert self.process.stdin and self.process.stdout
        print(json.dumps({"do": what, **given}), file=self.process.stdin, flush=True)
        answer = self.process.stdout.readline()
        assert answer, "the hands have stopped; what they said last stands above"
        return json.loads(answer)


@dataclass
class House:
    url: str
    neutral: str
    hands: Hands
    server: subprocess.Popen[str]
    data: Path
    numbers: Iterator[int] = field(default_factory=count)
    again: Callable[[], AbstractContextManager[subprocess.Popen[str]]] = nullcontext
    later: ExitStack = field(default_factory=ExitStack)

    def restart(self) -> None:
        """Kill the server in the middle of whatever it does, and start it again."""
        self.server.kill()
        self.server.wait(LAST_SECONDS)
        self.server = self.later.enter_context(self.again())
        self.later.enter_context(_up(self.server))

    def move_clock(self, to: datetime) -> None:
        """Move the clock of a house that was opened with one."""
        assert self.server.stdin
        print(to.isoformat(), file=self.server.stdin, flush=True)
        end = time.monotonic() + LAST_SECONDS
        while parsedate_to_datetime(self._date()) < to:
            assert time.monotonic() < end, "the server's clock did not move"

    def _date(self) -> str:
        # What the server says of its time comes with every answer.
        with urlopen(f"{self.url}/offline/", timeout=LAST_SECONDS) as answer:
            return str(answer.headers["Date"])

    def address(self, name: str) -> str:
        """Return an address that nobody has here yet."""
        return f"{name.lower()}-{next(self.numbers)}@example.org"

    def person(self, name: str) -> str:
        """Make a person with a confirmed kit; return their address."""
        address = self.address(name)
        self.hands.do("person", name=name, address=address)
        return address

    def pair(self) -> tuple[str, str]:
        """Make Ana and Bo with a bond; return their addresses."""
        ana, bo = self.person("Ana"), self.person("Bo")
        self.hands.do("pair", ana=ana, bo=bo)
        return ana, bo


@contextmanager
def serving(data: Path, clock: datetime | None = None, **more: str) -> Iterator[House]:
    """Serve an empty house; with a clock, time begins there and stands as it is moved."""
    port = free_port()
    program = [sys.executable, str(CLOCKED), clock.isoformat()] if clock else PROGRAM
    with _neutral() as neutral:
        environment = surroundings(
            data,
            # Browsers offer security keys on localhost, not on a bare network address.
            CLOSEKNIT_ORIGIN=f"http://localhost:{port}",
            CLOSEKNIT_LEAVE_TO=neutral,
            PYTHONPATH=str(HANDS.parents[2]),
            **more,
        )
        command = [*program, "up", "--port", str(port), "--no-worker"]
        with (
            _running(command, environment) as server,
            _up(server),
            _running([sys.executable, str(HANDS)], environment) as hands,
        ):
            house = House(f"http://localhost:{port}", neutral, Hands(hands), server, data)
            house.again = partial(_running, command, environment)
            with house.later:
                yield house


@contextmanager
def _running(command: list[str], environment: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, text=True)
    try:
        yield process
    finally:
        process.terminate()
        process.communicate(timeout=LAST_SECONDS)


@contextmanager
def _up(server: subprocess.Popen[str]) -> Iterator[None]:
    """Wait for the line that says where the server is; connections queue from then on."""
    assert server.stdout
    said = server.stdout.readline()
    assert "Closeknit is at" in said, said + server.stdout.read()
    yield


@contextmanager
def _neutral() -> Iterator[str]:
    """Serve the page to which Leave quickly goes."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<!doctype html><title>Weather</title><h1>Mild, some clouds</h1>")

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


__all__ = ["PASSWORD", "Hands", "House", "serving"]
