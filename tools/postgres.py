"""Run a command beside a throw-away PostgreSQL server, whose address it gets in its environment.

python tools/postgres.py -- .venv/bin/pytest -m "not browser"

The server listens on this machine alone, keeps its files in a temporary folder, never waits for
the disk, and is gone when the command ends.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HOST = "127.0.0.1"
NAME = "closeknit"
START_SECONDS = 30
STOP_SECONDS = 20
# Nothing here is worth keeping, so nothing waits for the disk.
HASTE = ("fsync=off", "full_page_writes=off", "synchronous_commit=off")


class CannotStart(Exception):
    """A sentence that says why there is no server."""


@dataclass(frozen=True)
class Server:
    programs: Path
    folder: Path
    port: int
    owner: str | None

    @property
    def url(self) -> str:
        return f"postgresql://{NAME}@{HOST}:{self.port}/{NAME}"

    @property
    def log(self) -> Path:
        return self.folder / "log"

    def start(self, program: str, *words: str, **more: Any) -> subprocess.Popen[bytes]:
        """Start one of PostgreSQL's programs, as a user whom it accepts."""
        account: dict[str, Any] = {}
        if self.owner:
            account = {"user": self.owner, "group": pwd.getpwnam(self.owner).pw_gid}
            account["extra_groups"] = []
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [str(self.programs / program), *words],
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                **account,
                **more,
            )

    def do(self, program: str, *words: str) -> None:
        if self.start(program, *words).wait() != 0:
            raise CannotStart(f"{program} failed: {self.last_words()}")

    def answers(self) -> bool:
        return self.start("pg_isready", "-q", "-h", HOST, "-p", str(self.port)).wait() == 0

    def last_words(self) -> str:
        lines = self.log.read_text(errors="replace").strip().splitlines()
        return lines[-1] if lines else "it said nothing"


def find_programs() -> Path:
    """Return the folder of the newest PostgreSQL on this machine."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    versions = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(versions, key=lambda file: int(file.parts[-3]), default=None)
    if newest is None:
        raise CannotStart(
            "PostgreSQL is not installed here (on Debian: apt-get install postgresql)."
        )
    return newest.parent


def find_owner() -> str | None:
    """Return whom the server runs as when we are root, which it refuses to run as."""
    if os.geteuid() != 0:
        return None
    known = {account.pw_name for account in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        return int(listener.getsockname()[1])


def wait_for(server: Server, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + START_SECONDS
    while not server.answers():
        if process.poll() is not None or time.monotonic() > end:
            raise CannotStart(f"PostgreSQL did not start: {server.last_words()}")
        time.sleep(0.05)


def stop(process: subprocess.Popen[bytes]) -> None:
    """Ask the server to stop at once; end it if it does not."""
    process.send_signal(signal.SIGINT)
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGQUIT)
        process.wait()


@contextmanager
def running(folder: Path) -> Iterator[Server]:
    server = Server(find_programs(), folder, free_port(), find_owner())
    if server.owner:
        shutil.chown(folder, server.owner)
    auth = ("--username", NAME, "--auth", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8")
    server.do("initdb", "--pgdata", str(folder / "data"), "--no-sync", *auth)
    place = (f"listen_addresses={HOST}", f"port={server.port}", "unix_socket_directories=")
    options = [word for option in (*place, *HASTE) for word in ("-c", option)]
    # A session of its own, so that Ctrl-C reaches the command first and the server last.
    process = server.start("postgres", "-D", str(folder / "data"), *options, start_new_session=True)
    try:
        wait_for(server, process)
        server.do("createdb", "-h", HOST, "-p", str(server.port), "-U", NAME, NAME)
        yield server
    finally:
        stop(process)


def run(command: list[str], url: str) -> int:
    """Run the command to its end, through a Ctrl-C that it handles itself."""
    process = subprocess.Popen(command, env=os.environ | {"CLOSEKNIT_DATABASE_URL": url})
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue
        except SystemExit:
            process.terminate()
            process.wait()
            raise


def main() -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    command = sys.argv[sys.argv.index("--") + 1 :] if "--" in sys.argv else []
    if not command:
        print(__doc__)
        return 2
    with tempfile.TemporaryDirectory(prefix="closeknit-postgres-") as folder:
        try:
            with running(Path(folder)) as server:
                return run(command, server.url)
        except CannotStart as reason:
            print(reason, file=sys.stderr)
            return 1


if __name__ == "__main__":
    sys.exit(main())
