"""Put a backup back: verify all of it first, then replace everything or nothing."""

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core import serializers
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.color import no_style
from django.core.serializers.base import DeserializationError, DeserializedObject
from django.db import DatabaseError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from closeknit import __version__
from closeknit.apps.people.models import Person, Restoration
from closeknit.site import schema
from closeknit.site.backups import (
    FORMAT,
    MANIFEST,
    ROWS,
    Manifest,
    backup_aside,
    kept_models,
)
from closeknit.site.datafolder import keep_version_in_use, running
from closeknit.site.refused import Refused
from closeknit.site.speaking import gettext as _
from closeknit.site.speaking import ngettext


def restore(file: Path, *, force: bool = False) -> str:
    """Verify a backup, then put it in place of what is here, in one transaction."""
    manifest = verify(file)
    with running(settings.DATA, alone=True) as is_alone:
        if not is_alone:
            raise Refused(_("The server or its worker is running. Stop it, then restore."))
        schema.refuse_what_is_newer(MigrationLoader(connection))
        call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
        aside = _set_aside(force=force)
        _replace_all(file, manifest)
        keep_version_in_use(settings.DATA)
    said = ngettext(
        "%(rows)s rows from %(day)s are back. Everybody signs in again, open invites are gone, "
        "and people are told the date.",
        "%(rows)s rows from %(day)s are back. Everybody signs in again, open invites are gone, "
        "and people are told the date.",
        manifest.rows,
    ) % {"rows": manifest.rows, "day": manifest.made_on}
    return f"{said} {aside}".rstrip()


def _set_aside(*, force: bool) -> str:
    if not Person.objects.exists():
        return ""
    if not force:
        raise Refused(_("There are people here already. Add --force to replace everything."))
    return _("What was here before is in %(file)s.") % {"file": backup_aside("before-restore")}


def verify(file: Path) -> Manifest:
    """Read all of a backup and return its manifest, or refuse; nothing is written."""
    try:
        with zipfile.ZipFile(file) as zipped:
            manifest = Manifest(**json.loads(zipped.read(MANIFEST)))
            _day = manifest.day
            rows, digest = _count(zipped)
    except FileNotFoundError:
        raise Refused(_("%(file)s is not there.") % {"file": file}) from None
    except (OSError, EOFError, zipfile.BadZipFile, zlib.error) as error:
        raise Refused(
            _("%(file)s is damaged, or no backup. Nothing was changed.") % {"file": file}
        ) from error
    except (KeyError, TypeError, ValueError) as error:
        raise Refused(
            _("%(file)s is no backup of Closeknit. Nothing was changed.") % {"file": file}
        ) from error
    if manifest.format != FORMAT:
        raise Refused(
            _("%(file)s has format %(format)s. Install the version that made it.")
            % {"file": file, "format": manifest.format}
        )
    if (rows, digest) != (manifest.rows, manifest.sha256):
        raise Refused(
            _("%(file)s is damaged: its checksum does not fit. Use another backup.")
            % {"file": file}
        )
    if manifest.schema != schema.of_code():
        raise _misfit(file, manifest)
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
        raise _misfit(file, manifest) from error


def _misfit(file: Path, manifest: Manifest) -> Refused:
    return Refused(
        _(
            "%(file)s holds what version %(theirs)s stored and does not fit this one, which is "
            "%(ours)s. Install that version, restore, then update."
        )
        % {"file": file, "theirs": manifest.version, "ours": __version__}
    )


def _replace_all(file: Path, manifest: Manifest) -> None:
    try:
        with transaction.atomic():
            for model in schema.our_models():
                model._default_manager.all()._raw_delete(using="default")
            for record in _records(file, manifest):
                record.save(force_insert=True)
            _count_on_from_here()
            today = timezone.now().date()
            Restoration.objects.create(restored_on=today, made_on=manifest.day)
            connection.check_constraints()
    except DatabaseError as error:
        raise Refused(
            _("The backup cannot be put back (%(kind)s). Nothing was changed.")
            % {"kind": type(error).__name__}
        ) from error


def _count_on_from_here() -> None:
    """Let numbered rows go on after the highest number that came back."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), schema.our_models()):
            cursor.execute(statement)
