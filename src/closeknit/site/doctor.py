"""`closeknit doctor`: what is wrong here, and how to mend it."""

import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta

from django.conf import settings
from django.core.checks import run_checks
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from closeknit.coach import coach, is_there
from closeknit.content import ContentError, library
from closeknit.site import schema
from closeknit.site.speaking import gettext as _

LEAST_FREE = 200 * 1024 * 1024
OLDEST_HELPLINES = timedelta(days=365)
WELL = _("All is well: settings, data folder, secret key, disk, database, words, helplines.")


def report() -> int:
    """Print one line for each finding; 1 when something has to be mended."""
    found = list(findings())
    for finding in found:
        print(_("mend  %(finding)s") % {"finding": finding})
    if not found:
        print(WELL)
    return 1 if found else 0


def findings() -> Iterator[str]:
    for look in LOOKS:
        yield from look()


def _python() -> Iterator[str]:
    if not (3, 11) <= sys.version_info[:2] <= (3, 13):
        yield _("This Python is not 3.11, 3.12 or 3.13. Install one of these and set up again.")


def _settings() -> Iterator[str]:
    for message in run_checks():
        yield f"{message.msg} {message.hint or ''}".strip()


def _coach() -> Iterator[str]:
    if is_there() and coach() is None:
        yield _("The coach cannot be loaded; plain rules read drafts. Install Closeknit again.")


def _room() -> Iterator[str]:
    if (free := shutil.disk_usage(settings.DATA).free) < LEAST_FREE:
        yield _("Only %(left)s MB are free for %(folder)s. Make room, or words cannot be kept.") % {
            "left": free // 2**20,
            "folder": settings.DATA,
        }


def _database() -> Iterator[str]:
    try:
        executor = MigrationExecutor(connection)
        if schema.newer_than_code(executor.loader):
            yield _("A later version has shaped the database. Install that one.")
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            yield _("The database is not at this version. Run `closeknit up`: it backs up first.")
        if settings.IS_SQLITE:
            yield from _sqlite()
    except DatabaseError as error:
        kind = type(error).__name__
        place = settings.DATABASES["default"]["NAME"] if settings.IS_SQLITE else _("its server")
        yield _(
            "The database does not answer (%(kind)s). See whether %(place)s can be reached and "
            "read."
        ) % {"kind": kind, "place": place}


def _sqlite() -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check")
        if cursor.fetchone() != ("ok",):
            yield _("The database file is damaged. Stop the server and restore the latest backup.")


def _helplines() -> Iterator[str]:
    try:
        lines = library().helplines
    except ContentError:
        return  # the settings' checks say so
    if lines and timezone.now().date() - min(line.compiled for line in lines) > OLDEST_HELPLINES:
        yield _(
            "Some helplines were compiled over a year ago. Update Closeknit, or check each one."
        )


def _reach() -> Iterator[str]:
    if not settings.IS_HTTPS and settings.HOST not in {"127.0.0.1", "localhost", "[::1]"}:
        yield _(
            "%(origin)s is plain http: phones cannot install it, security keys do not "
            "work, and that network can read along. docs/operate.md shows how to get a certificate."
        ) % {"origin": settings.ORIGIN}


LOOKS: tuple[Callable[[], Iterator[str]], ...] = (
    _python,
    _settings,
    _coach,
    _room,
    _database,
    _helplines,
    _reach,
)
