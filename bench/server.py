"""A real server in a process of its own."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from bench.browser import FORM_TOKEN, HOST

ROOT = Path(__file__).resolve().parent.parent
CLOSEKNIT = ("-m", "closeknit", "up", "--no-worker", "--port")
BARE = ("-m", "bench.bare")
LONGEST = 60


@dataclass(frozen=True)
class Server:
    pid: int
    port: int
    started_in: float

    def sign_in(self, address: str, password: str) -> str:
        """Sign in over the network and return the cookies that a browser would then send."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=LONGEST)
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": f"closeknit-form={FORM_TOKEN}",
            "X-CSRFToken": FORM_TOKEN,
        }
        form = urlencode({"address": address, "password": password})
        connection.request("POST", "/sign-in/", form, headers)
        answer = connection.getresponse()
        if answer.status != 302:
            raise RuntimeError(f"Signing in answered {answer.status}.")
        cookies = answer.headers.get_all("Set-Cookie", [])
        return "; ".join(cookie.partition(";")[0] for cookie in cookies)


def surroundings(data: Path) -> dict[str, str]:
    """Return an environment with no setting of ours but the data folder: defaults count."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CLOSEKNIT_")}
    return kept | {
        "CLOSEKNIT_DATA": str(data),
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "PYTHONPATH": str(ROOT),
    }


@contextmanager
def serving(data: Path, words: Sequence[str] = CLOSEKNIT) -> Iterator[Server]:
    """Run a server until the end of the block; it is there once it has answered with 200."""
    port = _free_port()
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *words, str(port)],
        cwd=ROOT,
        env=surroundings(data),
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait_for(process, port)
        yield Server(process.pid, port, time.perf_counter() - begun)
    finally:
        process.terminate()
        process.wait(LONGEST)


def _wait_for(process: subprocess.Popen[bytes], port: int) -> None:
    end = time.monotonic() + LONGEST
    while process.poll() is None and time.monotonic() < end:
        if _answers(port):
            return
        time.sleep(0.01)
    raise RuntimeError("The server did not start; what it said stands above.")


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection(HOST, port, timeout=LONGEST)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        return int(listener.getsockname()[1])
