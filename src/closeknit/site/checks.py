"""Numbered system checks. Each says what is wrong and how to mend it."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import models

from closeknit.keys.models import SealedRecord

_WORDY = (models.CharField, models.TextField, models.JSONField, models.FileField)
# Columns of sealed records that hold no words: a hash that finds an invite again.
_ALLOWED = {"people.Invite.secret_hash"}
SIGNUPS = ("open", "invite", "closed")


@register(Tags.models)
def records_hold_no_clear_words(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    return [
        Error(
            f"{label} could hold words in the clear, in a model that seals its words.",
            hint="Move it into the dataclass named by `words`.",
            obj=model,
            id="closeknit.E001",
        )
        for model in apps.get_models()
        if issubclass(model, SealedRecord)
        for field in model._meta.get_fields()
        if isinstance(field, _WORDY)
        and (label := f"{model._meta.label}.{field.name}") not in _ALLOWED
    ]


@register(Tags.security)
def signup_is_known(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    if settings.SIGNUP in SIGNUPS:
        return []
    hint = "Set it to open, invite or closed."
    return [Error(f"CLOSEKNIT_SIGNUP is {settings.SIGNUP!r}.", hint=hint, id="closeknit.E002")]
