"""Run `closeknit` as a process of its own, in a data folder of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx

PROGRAM = (sys.executable, "-m", "closeknit")
START_SECONDS = 40
FORM_TOKEN = "t" * 32
PASSWORD = "wool-and-linen-26"
MAKE_PEOPLE = """
import sys, django
django.setup()
from datetime import date
from closeknit.apps.people import accounts
from closeknit.apps.people.words import SettingsWords
for name in sys.argv[1:]:
    new = accounts.NewAccount(f"{name.lower()}@example.org", "wool-and-linen-26",
                              SettingsWords(name=name), date(2026, 1, 5))
    person = accounts.create_person(new).person
    person.kit_confirmed = True
    person.save(update_fields=["kit_confirmed"])
"""


def surroundings(data: Path, **more: str) -> dict[str, str]:
    """Return an environment without settings of ours but these, with cheap passwords."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CLOSEKNIT_")}
    return kept | {
        "DJANGO_SETTINGS_MODULE": "closeknit.site.settings",
        "LANGUAGE": "en",
        "CLOSEKNIT_DATA": str(data),
        "CLOSEKNIT_ARGON2_MEMORY_MIB": "1",
        "CLOSEKNIT_ARGON2_PASSES": "1",
        **more,
    }


def run(data: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run one command to its end and return what it said."""
    return subprocess.run(
        [*PROGRAM, *words],
        env=surroundings(data, **more),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def python(data: Path, script: str, *words: str, **more: str) -> str:
    """Run a script beside the same data and return what it printed."""
    done = subprocess.run(
        [sys.executable, "-c", script, *words],
        env=surroundings(data, **more),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@dataclass
class Server:
    process: subprocess.Popen[str]
    port: int
    said: Path
    browsers: list[httpx.Client] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def words(self) -> str:
        return self.said.read_text()

    def browser(self) -> httpx.Client:
        """Return a browser of which every form carries its token."""
        browser = httpx.Client(base_url=self.url, timeout=20, headers={"X-CSRFToken": FORM_TOKEN})
        browser.cookies.set("closeknit-form", FORM_TOKEN)
        self.browsers.append(browser)
        return browser

    def sign_in(self, name: str = "Ana") -> httpx.Client:
        browser = self.browser()
        sent = {"address": f"{name.lower()}@example.org", "password": PASSWORD}
        answer = browser.post("/sign-in/", data=sent)
        assert answer.status_code == 302, answer.text[:500]
        # Signing in changes the token.
        browser.cookies.delete("closeknit-form", domain="")
        browser.headers["X-CSRFToken"] = browser.cookies["closeknit-form"]
        return browser

    def children(self) -> list[int]:
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(pid) for pid in listed.split()]

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> int:
        self.process.terminate()
        return self.process.wait(20)


@contextmanager
def serving(data: Path, *words: str, **more: str) -> Iterator[Server]:
    """Run `closeknit up` until the end of the block."""
    port = free_port()
    data.parent.mkdir(parents=True, exist_ok=True)
    said = data.parent / f"said-{port}"
    with said.open("w") as out:
        command = [*PROGRAM, "up", "--port", str(port), *words]
        environment = surroundings(data, **more)
        process = subprocess.Popen(command, env=environment, stdout=out, stderr=out, text=True)
    server = Server(process, port, said)
    try:
        _wait_for(server)
        yield server
    finally:
        for browser in server.browsers:
            browser.close()
        with suppress(ProcessLookupError):
            process.terminate()
        process.wait(20)


def _wait_for(server: Server) -> None:
    end = time.monotonic() + START_SECONDS
    while True:
        assert server.process.poll() is None, server.words
        assert time.monotonic() < end, server.words
        with suppress(httpx.TransportError):
            httpx.get(f"{server.url}/offline/", timeout=10)
            return
        time.sleep(0.05)


def has_ended(pid: int, seconds: float = 10) -> bool:
    """Return whether a process is gone, or only waits to be counted out, before long."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return True
        if state == "Z":
            return True
        time.sleep(0.05)
    return False
