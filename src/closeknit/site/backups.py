"""Back up while the server runs, in one format for SQLite and PostgreSQL."""

import hashlib
import json
import os
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core import serializers
from django.db import DatabaseError, connections, models, transaction
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from closeknit.apps.notices.models import Endpoint, Outbox
from closeknit.apps.people.models import Invite, Recovery, Restoration, Session
from closeknit.site import schema
from closeknit.site.datafolder import PRIVATE_FILE, PRIVATE_FOLDER, version_in_use
from closeknit.site.refused import Refused
from closeknit.site.speaking import gettext as _
from closeknit.site.speaking import ngettext

FORMAT = 1
SNAPSHOT = "snapshot"
ROWS, MANIFEST = "rows.jsonl", "manifest.json"
# What must not come back: open sessions and invites, and waits that people could no longer see.
# Nor notices that were sent since, and browsers that were allowed under this server's own key.
LEFT_OUT: tuple[type[models.Model], ...] = (
    *(Session, Invite, Recovery, Restoration),
    *(Endpoint, Outbox),
)


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself: `schema` names the migrations that shaped its rows."""

    format: int
    version: str
    schema: list[str]
    made_on: str
    rows: int
    sha256: str

    @property
    def day(self) -> date:
        return date.fromisoformat(self.made_on)


def backup(file: Path) -> str:
    """Write everything to a new file that only its owner may read; say what was written."""
    if file.exists():
        raise Refused(_("%(file)s exists already. Name a new file.") % {"file": file})
    unfinished = file.with_name(f".{file.name}.unfinished")
    try:
        rows = _write(unfinished)
        unfinished.replace(file)
    except OSError as error:
        raise Refused(
            _("%(file)s cannot be written (%(reason)s). Nothing is in it.")
            % {"file": file, "reason": error.strerror}
        ) from error
    except DatabaseError as error:
        raise Refused(_("The database cannot be read. `closeknit doctor` says more.")) from error
    finally:
        unfinished.unlink(missing_ok=True)
    return ngettext(
        "%(rows)s rows are in %(file)s. The words in it open only with people's own keys.",
        "%(rows)s rows are in %(file)s. The words in it open only with people's own keys.",
        rows,
    ) % {"rows": rows, "file": file}


def backup_aside(why: str) -> Path:
    """Keep what is here now in the data folder, before something replaces it."""
    folder: Path = settings.DATA / "backups"
    folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    file = folder / f"{why}-{timezone.now():%Y%m%d-%H%M%S-%f}.zip"
    backup(file)
    return file


def _write(file: Path) -> int:
    descriptor = os.open(file, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, PRIVATE_FILE)
    with os.fdopen(descriptor, "wb") as out:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
            manifest = _fill(zipped)
        out.flush()
        os.fsync(out.fileno())
    return manifest.rows


def _fill(zipped: zipfile.ZipFile) -> Manifest:
    rows, digest = 0, hashlib.sha256()
    with closing(connections[SNAPSHOT]), transaction.atomic(SNAPSHOT):
        loader = MigrationLoader(connections[SNAPSHOT])
        with zipped.open(ROWS, "w", force_zip64=True) as out:
            for line in _lines(_kept(loader)):
                digest.update(line)
                out.write(line)
                rows += 1
    made_on = timezone.now().date().isoformat()
    about = (version_in_use(settings.DATA), schema.ours(loader.applied_migrations), made_on)
    manifest = Manifest(FORMAT, *about, rows, digest.hexdigest())
    zipped.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1))
    return manifest


def _lines(stored: Iterable[type[models.Model]]) -> Iterator[bytes]:
    """Give every row as it was at one moment, without holding up who writes meanwhile."""
    for model in stored:
        for record in model._default_manager.using(SNAPSHOT).order_by("pk").iterator(500):
            yield serializers.serialize("jsonl", [record]).strip().encode() + b"\n"


def _kept(loader: MigrationLoader) -> list[type[models.Model]]:
    found = schema.stored_models(loader)
    if not found:
        raise Refused(_("There is no database here yet. `closeknit up` makes one."))
    left_out = {model._meta.label for model in LEFT_OUT}
    return [model for model in found if model._meta.label not in left_out]


def kept_models() -> list[type[models.Model]]:
    return [model for model in schema.our_models() if model not in LEFT_OUT]
