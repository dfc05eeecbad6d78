"""Back up while the server runs, verify, restore. One format for SQLite and PostgreSQL."""

import hashlib
import io
import json
import os
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core import serializers
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.color import no_style
from django.core.serializers.base import DeserializationError, DeserializedObject
from django.db import DatabaseError, connection, connections, models, transaction
from django.utils import timezone

from closeknit import __version__
from closeknit.apps.people.models import Invite, Person, Recovery, Restoration, Session
from closeknit.site.datafolder import PRIVATE_FILE, PRIVATE_FOLDER, running
from closeknit.site.refused import Refused

FORMAT = 1
SNAPSHOT = "snapshot"
ROWS, MANIFEST = "rows.jsonl", "manifest.json"
# What must not come back: open sessions and invites, and waits that people could no longer see.
LEFT_OUT: tuple[type[models.Model], ...] = (Session, Invite, Recovery, Restoration)


@dataclass(frozen=True)
class Manifest:
    format: int
    version: str
    made_on: str
    rows: int
    sha256: str

    @property
    def day(self) -> date:
        return date.fromisoformat(self.made_on)


def backup(file: Path) -> str:
    """Write everything to a new file that only its owner may read; say what was written."""
    if file.exists():
        raise Refused(f"{file} exists already. Name a new file.")
    unfinished = file.with_name(f".{file.name}.unfinished")
    try:
        rows = _write(unfinished)
        unfinished.replace(file)
    except OSError as error:
        raise Refused(f"{file} cannot be written ({error.strerror}). Nothing is in it.") from error
    except DatabaseError as error:
        raise Refused("The database cannot be read. `closeknit doctor` says more.") from error
    finally:
        unfinished.unlink(missing_ok=True)
    return f"{rows} rows are in {file}. The words in it open only with people's own keys."


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
    with zipped.open(ROWS, "w", force_zip64=True) as out:
        for line in _lines():
            digest.update(line)
            out.write(line)
            rows += 1
    made_on = timezone.now().date().isoformat()
    manifest = Manifest(FORMAT, __version__, made_on, rows, digest.hexdigest())
    zipped.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1))
    return manifest


def _lines() -> Iterator[bytes]:
    """Give every row as it was at one moment, without holding up who writes meanwhile."""
    with closing(connections[SNAPSHOT]), transaction.atomic(SNAPSHOT):
        for model in kept_models():
            for record in model._default_manager.using(SNAPSHOT).order_by("pk").iterator(500):
                yield serializers.serialize("jsonl", [record]).strip().encode() + b"\n"


def kept_models() -> list[type[models.Model]]:
    return [model for model in _our_models() if model not in LEFT_OUT]


def _our_models() -> list[type[models.Model]]:
    ours = (app for app in apps.get_app_configs() if app.name.startswith("closeknit."))
    return [model for app in ours for model in app.get_models()]


def restore(file: Path, *, force: bool = False) -> str:
    """Verify a backup, then put it in place of what is here, in one transaction."""
    manifest = verify(file)
    with running(settings.DATA, alone=True) as is_alone:
        if not is_alone:
            raise Refused("The server or its worker is running. Stop it, then restore.")
        call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
        aside = _set_aside(force=force)
        _replace_all(file, manifest)
    return (
        f"{manifest.rows} rows from {manifest.made_on} are back. Everybody signs in again, open "
        f"invites are gone, and people are told the date.{aside}"
    )


def _set_aside(*, force: bool) -> str:
    if not Person.objects.exists():
        return ""
    if not force:
        raise Refused("There are people here already. Add --force to replace everything.")
    return f" What was here before is in {backup_aside('before-restore')}."


def verify(file: Path) -> Manifest:
    """Read all of a backup and return its manifest, or refuse; nothing is written."""
    try:
        with zipfile.ZipFile(file) as zipped:
            manifest = Manifest(**json.loads(zipped.read(MANIFEST)))
            _ = manifest.day
            rows, digest = _count(zipped)
    except FileNotFoundError:
        raise Refused(f"{file} is not there.") from None
    except (OSError, EOFError, zipfile.BadZipFile, zlib.error) as error:
        raise Refused(f"{file} is damaged, or no backup. Nothing was changed.") from error
    except (KeyError, TypeError, ValueError) as error:
        raise Refused(f"{file} is no backup of Closeknit. Nothing was changed.") from error
    if manifest.format != FORMAT:
        raise Refused(f"{file} has format {manifest.format}. Install the version that made it.")
    if (rows, digest) != (manifest.rows, manifest.sha256):
        raise Refused(f"{file} is damaged: its checksum does not fit. Use another backup.")
    for _record in _records(file, manifest):
        pass
    return manifest


def _count(zipped: zipfile.ZipFile) -> tuple[int, str]:
    rows, digest = 0, hashlib.sha256()
    with zipped.open(ROWS) as lines:
        for line in lines:
            digest.update(line)
            rows += 1
    return rows, digest.hexdigest()


def _records(file: Path, manifest: Manifest) -> Iterator[DeserializedObject]:
    ours = set(kept_models())
    try:
        with zipfile.ZipFile(file) as zipped, zipped.open(ROWS) as lines:
            for record in serializers.deserialize("jsonl", io.TextIOWrapper(lines, "utf-8")):
                if type(record.object) not in ours:
                    raise DeserializationError(type(record.object).__name__)
                yield record
    except (DeserializationError, UnicodeDecodeError, ValidationError) as error:
        raise Refused(
            f"{file} was made by version {manifest.version} and does not fit this one, which is "
            f"{__version__}. Install that version, restore, then update."
        ) from error


def _replace_all(file: Path, manifest: Manifest) -> None:
    try:
        with transaction.atomic():
            for model in _our_models():
                model._default_manager.all()._raw_delete(using="default")
            for record in _records(file, manifest):
                record.save(force_insert=True)
            _count_on_from_here()
            today = timezone.now().date()
            Restoration.objects.create(restored_on=today, made_on=manifest.day)
            connection.check_constraints()
    except DatabaseError as error:
        raise Refused(
            f"The backup cannot be put back ({type(error).__name__}). Nothing was changed."
        ) from error


def _count_on_from_here() -> None:
    """Let numbered rows go on after the highest number that came back."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), _our_models()):
            cursor.execute(statement)
