"""`closeknit up`: back up, migrate, gather static files, serve."""

import argparse
import hashlib
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import django
from django.conf import settings
from django.core.checks import run_checks
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from closeknit import __version__
from closeknit.site import checks, logs, reach, schema
from closeknit.site.datafolder import keep_version_in_use, running
from closeknit.site.refused import Refused
from closeknit.site.speaking import gettext as _

KEPT_BACKUPS = 3
WORKER_RESTS = 5
LAST_SECONDS = 10


def up(options: argparse.Namespace) -> int:
    with running(settings.DATA) as is_free:
        if not is_free:
            raise Refused(
                _("A restore is at work in this data folder. Start again when it is done.")
            )
        with reach.listen(options.host, options.port) as listener:
            _check()
            prepare()
            if options.offer_demo:
                from closeknit.site import demo

                _say(demo.offer())
            return _serve(listener, has_worker=not options.no_worker)


def _say(text: str) -> None:
    if text:
        print(text, flush=True)


def _check() -> None:
    """Say what is odd in the settings, and start with no error in them."""
    for message in run_checks(tags=[checks.OURS]):
        if message.is_serious():
            raise Refused(f"{message.id}: {message.msg} {message.hint or ''}".strip())
        print(f"{message.id}: {message.msg} {message.hint or ''}".strip(), file=sys.stderr)


def prepare() -> None:
    """Bring database and static files to this version; back up before a change of schema."""
    try:
        _migrate()
        keep_version_in_use(settings.DATA)
        gather_static()
    except (OSError, DatabaseError) as error:
        raise Refused(
            _(
                "What is needed cannot be written (%(reason)s). Make room on the disk, and see "
                "that this user may write to %(folder)s and reaches the database."
            )
            % {"reason": _reason(error), "folder": settings.DATA}
        ) from error


def _reason(error: Exception) -> str:
    # A database server's own words may quote its address.
    if settings.IS_SQLITE or isinstance(error, OSError):
        return getattr(error, "strerror", None) or str(error)
    return type(error).__name__


def _migrate() -> None:
    executor = MigrationExecutor(connection)
    schema.refuse_what_is_newer(executor.loader)
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not pending:
        return
    if executor.loader.applied_migrations:
        _back_up_first()
    call_command("migrate", interactive=False, verbosity=0, skip_checks=True)


def _back_up_first() -> None:
    from closeknit.site import backups

    backups.backup_aside("before-update")
    found = sorted((settings.DATA / "backups").glob("before-update-*.zip"))
    for old in found[:-KEPT_BACKUPS]:
        old.unlink()


def gather_static() -> None:
    """Collect and compress static files, once for each version of them."""
    folder = Path(settings.STATIC_ROOT)
    marker, wanted = folder / ".gathered", _fingerprint()
    if marker.is_file() and marker.read_text() == wanted:
        return
    call_command(
        "collectstatic", interactive=False, verbosity=0, clear=folder.exists(), skip_checks=True
    )
    marker.write_text(wanted)


def _fingerprint() -> str:
    files = sorted(file for file in settings.PACKAGE.rglob("static/**/*") if file.is_file())
    found = [f"{file} {file.stat().st_size} {file.stat().st_mtime_ns}" for file in files]
    digest = hashlib.sha256("\n".join(found).encode()).hexdigest()
    return f"{__version__} {django.__version__} {digest}"


@contextmanager
def _worker() -> Iterator[None]:
    worker = _Worker()
    worker.start()
    try:
        yield
    finally:
        worker.stop()


class _Worker(threading.Thread):
    """Keeps `closeknit worker` at work beside the server, and starts it again when it ends."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.is_over = threading.Event()
        self.process = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        # The worker stops when this pipe closes, which a killed server does too.
        command = [sys.executable, "-m", "closeknit", "worker", "--beside-server"]
        return subprocess.Popen(command, stdin=subprocess.PIPE)  # noqa: S603  # our own program

    def run(self) -> None:
        while True:
            self.process.wait()
            if self.is_over.wait(WORKER_RESTS):
                return
            self.process = self._start()

    def stop(self) -> None:
        self.is_over.set()
        self.process.terminate()
        self.join(LAST_SECONDS)


def _serve(listener: socket.socket, *, has_worker: bool) -> int:
    import uvicorn

    from closeknit.site.asgi import app

    class Server(uvicorn.Server):
        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            """Close the open streams first: waiting for them would take until the last second."""
            app.state.channel.hub.end_all()
            await super().shutdown(sockets)

    logs.keep_endings_wordless()
    # The server gives the signal back to us when it has answered everybody.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    config = uvicorn.Config(
        app,
        access_log=False,  # addresses and paths of private pages stand in it
        log_config=None,
        server_header=False,
        proxy_headers=False,
        ws="none",
        timeout_graceful_shutdown=LAST_SECONDS,
    )
    with _worker() if has_worker else nullcontext():
        _say(_("Closeknit is at %(origin)s. Stop it with Ctrl+C.") % {"origin": settings.ORIGIN})
        if not reach.is_loopback(listener.getsockname()[0]) and not settings.IS_HTTPS:
            _say(reach.BARE)
        Server(config).run(sockets=[listener])
    return 0
