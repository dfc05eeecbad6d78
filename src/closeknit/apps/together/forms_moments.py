"""Forms for moments and their photos."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4, uuid5

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from closeknit.apps.people.fields import LineField, WordsField
from closeknit.apps.together import photos
from closeknit.apps.together.developing import (
    LARGEST,
    Busy,
    Developed,
    NotAPhoto,
    TooManyDots,
    develop,
)
from closeknit.apps.together.moments import Laid
from closeknit.apps.together.timeline import KINDS, PRIVATE, SHARED
from closeknit.apps.together.words import MEMORY, MomentWords, PhotoWords

FIRST_DAY = date(1900, 1, 1)
LONGEST_CAPTION = 140
WHAT_IS_ON_IT = _("Read out to those who do not see it. It may stay empty.")


class PhotoField(forms.FileField):
    """A photo, made anew: JPEG, PNG or WebP of at most 10 MB."""

    default_error_messages = {
        "invalid": _("No photo came with this. Choose it once more."),
        "missing": _("No photo came with this. Choose it once more."),
        "empty": _("This file is empty. Choose another photo."),
        "large": _("This photo is larger than 10 MB. Choose a smaller copy of it."),
        "dots": _("This photo has too many dots to be made anew here. Choose a smaller copy."),
        "other": _("This cannot be read as a photo. Choose a JPEG, PNG or WebP."),
        "busy": _("The server is busy with other photos. Choose it once more in a moment."),
    }
    widget = forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"})

    def clean(self, data: Any, initial: Any = None) -> Developed | None:
        file = super().clean(data, initial)
        if not file:
            return None
        if file.size > LARGEST:
            raise forms.ValidationError(self.error_messages["large"], "large")
        try:
            return develop(file.read())
        except TooManyDots as error:
            raise forms.ValidationError(self.error_messages["dots"], "dots") from error
        except Busy as error:
            raise forms.ValidationError(self.error_messages["busy"], "busy") from error
        except NotAPhoto as error:
            raise forms.ValidationError(self.error_messages["other"], "other") from error


class MomentForm(forms.Form):
    """What it was, and when."""

    kind = forms.ChoiceField(
        label=_("What is it?"), choices=KINDS.items(), initial=MEMORY, widget=forms.RadioSelect
    )
    text = WordsField(
        label=_("In your words"),
        help_text=_("One or two sentences are plenty."),
        required=False,
    )
    on = forms.DateField(
        label=_("When was it?"),
        widget=forms.DateInput(attrs={"type": "date"}),
        initial=timezone.localdate,
    )

    kept_on = ""

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        # Where it was written it may be tomorrow already.
        if day.isoformat() == self.kept_on:
            return day
        if not FIRST_DAY <= day <= timezone.localdate():
            raise forms.ValidationError(_("Choose a day up to today."))
        return day

    def fill(self, words: MomentWords) -> MomentWords:
        sent = self.cleaned_data
        return replace(words, kind=sent["kind"], text=sent["text"], on=sent["on"].isoformat())


class KeepMomentForm(MomentForm):
    """A new moment, with a first photo, for oneself or for both.

    It names the bond for which it was opened: nothing is shared with somebody who came later.
    """

    id = forms.UUIDField(widget=forms.HiddenInput)
    bond = forms.UUIDField(widget=forms.HiddenInput, required=False)
    photo = PhotoField(
        label=_("A photo"),
        help_text=_("Where it was taken, when and with what is removed. Up to four fit."),
        required=False,
    )
    who = forms.ChoiceField(label=_("Who sees it?"), widget=forms.RadioSelect, initial=PRIVATE)

    field_order = ("id", "kind", "text", "photo", "on", "who")

    def __init__(self, *args: Any, other: str, bond: UUID | None, **kwargs: Any) -> None:
        kwargs["initial"] = {"id": uuid4(), "bond": bond} | (kwargs.get("initial") or {})
        self.living = bond
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = [  # type: ignore[attr-defined]
            (PRIVATE, _("Only me")),
            (SHARED, _("%(name)s and me") % {"name": other}),
        ]
        if not other:
            del self.fields["who"]
        if not photos.are_kept():
            del self.fields["photo"]

    def clean(self) -> dict[str, Any] | None:
        sent = super().clean() or {}
        if not self.errors and not sent.get("text") and not sent.get("photo"):
            self.add_error("text", _("There is nothing here yet. A few words are enough."))
        return sent

    @property
    def is_shared(self) -> bool:
        sent = self.cleaned_data
        return bool(sent.get("who") == SHARED and sent.get("bond") == self.living)

    @property
    def laid(self) -> Laid | None:
        photo = self.cleaned_data.get("photo")
        return Laid(photo, id=_photo_id(self.cleaned_data["id"], photo)) if photo else None

    def words(self) -> MomentWords:
        return self.fill(MomentWords("", "", "", at=timezone.now().isoformat()))


def _photo_id(form: UUID | None, photo: Developed) -> UUID:
    """Return the same id for the same photo in the same form, and no id that tells of either."""
    return uuid5(form or uuid4(), hashlib.sha256(photo.full).hexdigest())


class LayForm(forms.Form):
    """One more photo."""

    id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    photo = PhotoField(label=_("Another photo"))
    caption = LineField(
        label=_("What is on it?"),
        help_text=WHAT_IS_ON_IT,
        longest=LONGEST_CAPTION,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"id": uuid4()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)

    @property
    def laid(self) -> Laid:
        sent = self.cleaned_data
        return Laid(sent["photo"], sent["caption"], _photo_id(sent["id"], sent["photo"]))


class ChangeMomentForm(MomentForm):
    """A moment's words anew, and what is on each of its photos."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, pictures: Sequence[PhotoWords], kept_on: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.pictures, self.kept_on = pictures, kept_on
        for number, one in enumerate(pictures):
            self.fields[_caption(one)] = LineField(
                label=_("What is on photo %(number)s?") % {"number": number + 1},
                help_text=WHAT_IS_ON_IT,
                longest=LONGEST_CAPTION,
                required=False,
                initial=one.caption,
            )

    def clean(self) -> dict[str, Any] | None:
        sent = super().clean() or {}
        if not self.errors and not sent.get("text") and not self.pictures:
            self.add_error("text", _("There is nothing here yet. A few words are enough."))
        return sent

    def captions(self) -> list[tuple[PhotoWords, Any]]:
        """Return each photo with its field, for the page."""
        return [(one, self[_caption(one)]) for one in self.pictures]

    def fill(self, words: MomentWords) -> MomentWords:
        """Take over what was asked; a photo that has gone meanwhile stays gone."""
        said = {one.id: self.cleaned_data[_caption(one)] for one in self.pictures}
        named = (one._replace(caption=said.get(one.id, one.caption)) for one in words.photos)
        return replace(super().fill(words), photos=tuple(named))


def _caption(photo: PhotoWords) -> str:
    return f"caption_{photo.id}"
