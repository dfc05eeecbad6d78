"""Numbered system checks. Each says what is wrong and how to mend it."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import models

from closeknit.content import ContentError, library
from closeknit.keys.models import SealedRecord
from closeknit.site import environment
from closeknit.site.datafolder import is_private
from closeknit.site.speaking import gettext as _
from closeknit.site.speaking import ngettext

_WORDY = (models.CharField, models.TextField, models.JSONField, models.FileField)
# Columns of sealed records that hold no words: a hash that finds an invite again.
_ALLOWED = {"people.Invite.secret_hash"}
OURS = "closeknit"
SIGNUPS = ("open", "invite", "closed")
# The least that OWASP names for Argon2id: memory in MiB, passes.
LEAST_MEMORY, LEAST_PASSES = 19, 2

Configs = Sequence[AppConfig] | None


@register(Tags.models, OURS)
def records_hold_no_clear_words(app_configs: Configs, **kwargs: Any) -> list[CheckMessage]:
    return [
        Error(
            _("%(column)s could hold words in the clear, in a model that seals its words.")
            % {"column": label},
            hint=_("Move it into the dataclass named by `words`."),
            obj=model,
            id="closeknit.E001",
        )
        for model in apps.get_models()
        if issubclass(model, SealedRecord)
        for field in model._meta.get_fields()
        if isinstance(field, _WORDY)
        and (label := f"{model._meta.label}.{field.name}") not in _ALLOWED
    ]


@register(Tags.security, OURS)
def signup_is_known(app_configs: Configs, **kwargs: Any) -> list[CheckMessage]:
    if settings.SIGNUP in SIGNUPS:
        return []
    said = _("CLOSEKNIT_SIGNUP is %(value)r.") % {"value": settings.SIGNUP}
    hint = _("Set it to open, invite or closed. Until then nobody can sign up.")
    return [Error(said, hint=hint, id="closeknit.E002")]


@register(Tags.security, OURS)
def the_way_out_leads_somewhere(app_configs: Configs, **kwargs: Any) -> list[CheckMessage]:
    parts = urlsplit(settings.LEAVE_TO)
    if parts.scheme in {"http", "https"} and parts.hostname:
        return []
    said = _("CLOSEKNIT_LEAVE_TO is %(value)r.") % {"value": settings.LEAVE_TO}
    hint = _("Name a whole address of a page that surprises nobody, such as a weather report.")
    return [Error(said, hint=hint, id="closeknit.E003")]


@register(Tags.files, OURS)
def own_words_are_there(app_configs: Configs, **kwargs: Any) -> list[CheckMessage]:
    folder = settings.CONTENT
    if folder is None or folder.is_dir():
        return []
    said = _("CLOSEKNIT_CONTENT is %(folder)s: no folder.") % {"folder": folder}
    hint = _("Name a folder shaped like closeknit/content, or leave it out.")
    return [Error(said, hint=hint, id="closeknit.E004")]


@register(Tags.files, OURS)
def words_can_be_read(app_configs: Configs, **kwargs: Any) -> list[CheckMessage]:
    try:
        library()
    except ContentError as error:
        return [Error(str(error), id="closeknit.E006")]
    return []


@register(Tags.security, OURS)
def the_secret_key_is_private(app_configs: Configs, **kwargs: Any) -> list[CheckMessage]:
    file = settings.DATA / "secret-key"
    if not file.exists() or is_private(file):
        return []
    said = _("Others on this machine may read %(file)s.") % {"file": file}
    hint = _("Run: chmod 600 %(file)s") % {"file": file}
    return [Error(said, hint=hint, id="closeknit.E005")]


@register(Tags.security, OURS)
def the_data_folder_is_private(app_configs: Configs, **kwargs: Any) -> list[CheckMessage]:
    folder = settings.DATA
    if not folder.exists() or is_private(folder):
        return []
    said = _("Others may look into %(folder)s.") % {"folder": folder}
    hint = _("Run: chmod 700 %(folder)s") % {"folder": folder}
    return [Warning(said, hint=hint, id="closeknit.W001")]


@register(Tags.compatibility, OURS)
def settings_mean_something(app_configs: Configs, **kwargs: Any) -> list[CheckMessage]:
    return [
        Warning(
            _("%(name)s means nothing here.") % {"name": name},
            hint=_nearest(near),
            id="closeknit.W002",
        )
        for name, near in environment.unknown().items()
    ]


def _nearest(name: str) -> str:
    if name:
        return _("Is %(name)s meant?") % {"name": name}
    return _("docs/configuration.md lists what there is.")


@register(Tags.security, OURS, deploy=True)
def guessing_is_costly(app_configs: Configs, **kwargs: Any) -> list[CheckMessage]:
    memory, passes = settings.ARGON2_MEMORY, settings.ARGON2_PASSES
    if memory >= LEAST_MEMORY and passes >= LEAST_PASSES:
        return []
    return [
        Warning(
            ngettext(
                "A guess at a password costs %(memory)s MiB and %(passes)s passes only.",
                "A guess at a password costs %(memory)s MiB and %(passes)s passes only.",
                passes,
            )
            % {"memory": memory, "passes": passes},
            hint=_("Leave out CLOSEKNIT_ARGON2_MEMORY_MIB and CLOSEKNIT_ARGON2_PASSES."),
            id="closeknit.W003",
        )
    ]


@register(Tags.security, OURS, deploy=True)
def words_travel_encrypted(app_configs: Configs, **kwargs: Any) -> list[CheckMessage]:
    if settings.IS_HTTPS:
        return []
    said = _("%(origin)s is plain http.") % {"origin": settings.ORIGIN}
    hint = _("docs/operate.md shows a proxy that gets a certificate. Then name it: https://…")
    return [Warning(said, hint=hint, id="closeknit.W004")]
