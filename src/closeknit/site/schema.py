"""Which tables are ours, and which migrations shaped them."""

from collections.abc import Iterable

from django.apps import AppConfig, apps
from django.conf import settings
from django.db import models
from django.db.migrations.loader import MigrationLoader

from closeknit import __version__
from closeknit.site.datafolder import version_in_use
from closeknit.site.refused import Refused
from closeknit.site.speaking import gettext as _

Migration = tuple[str, str]


def our_apps() -> list[AppConfig]:
    return [app for app in apps.get_app_configs() if app.name.startswith("closeknit.")]


def our_models() -> list[type[models.Model]]:
    return [model for app in our_apps() for model in app.get_models()]


def ours(migrations: Iterable[Migration]) -> list[str]:
    """Return the names of those migrations that belong to our apps."""
    labels = {app.label for app in our_apps()}
    return sorted(f"{label}.{name}" for label, name in migrations if label in labels)


def of_code() -> list[str]:
    return ours(MigrationLoader(None).disk_migrations or ())


def newer_than_code(loader: MigrationLoader) -> list[str]:
    """Return what shaped the database and is unknown here: a later version has been at work."""
    return ours(set(loader.applied_migrations) - set(loader.disk_migrations or ()))


def refuse_what_is_newer(loader: MigrationLoader) -> None:
    """Leave a database alone that a later version has shaped."""
    if newer_than_code(loader):
        reason = _(
            "The database was shaped by version %(later)s, later than this one, %(this)s. Install "
            "that version. To go back, move the database aside and restore a backup that this "
            "version made."
        )
        raise Refused(reason % {"later": version_in_use(settings.DATA), "this": __version__})


def stored_models(loader: MigrationLoader) -> list[type[models.Model]]:
    """Return our models as the database has them: older than the code while an update is due."""
    applied = [node for node in loader.applied_migrations if node in loader.graph.nodes]
    labels = {app.label for app in our_apps()}
    stored = loader.project_state(applied).apps.get_models()
    return [model for model in stored if model._meta.app_label in labels]
