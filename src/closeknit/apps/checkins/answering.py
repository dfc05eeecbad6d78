"""Answer a shared check-in, answer an answer, and mend."""

from dataclasses import replace
from uuid import UUID, uuid4

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from closeknit.apps.checkins.models import Mend, Reply, SharedCheckIn
from closeknit.apps.checkins.words import (
    CANNOT,
    COME_AT,
    NOT_NOW,
    WORDS,
    MendWords,
    ReplyWords,
)
from closeknit.apps.notices.kinds import CAME
from closeknit.apps.notices.telling import tell_other
from closeknit.apps.people.between import living_bond_or_404
from closeknit.apps.people.unlocked import Unlocked


@transaction.atomic
def answer(
    me: Unlocked, shared: SharedCheckIn, pk: UUID, words: ReplyWords, parent: Reply | None = None
) -> None:
    """Seal a reply for the two. A form that is sent twice adds one."""
    bond = living_bond_or_404(me)
    # It may have been withdrawn a moment ago; from here on it stays until this is stored.
    get_object_or_404(SharedCheckIn.objects.select_for_update(), pk=shared.pk)
    if parent is not None:
        get_object_or_404(Reply.objects.select_for_update(), pk=parent.pk)
    there = Reply.objects.filter(pk=pk).first()
    if _is_said(me, there, words):
        return
    new = Reply.create_sealed(
        me.bond_key,
        replace(words, at=timezone.now().isoformat()),
        id=uuid4() if there else pk,
        bond=bond,
        shared=shared,
        author=me.person,
        parent=parent,
        day=timezone.localdate(),
    )
    tell_other(me, CAME, new)


@transaction.atomic
def mend(me: Unlocked, pk: UUID, text: str, reply: Reply | None = None) -> None:
    """Seal words to start over with. A form that is sent twice adds one."""
    bond = living_bond_or_404(me)
    there = Mend.objects.filter(pk=pk).first()
    if _is_said(me, there, MendWords(text, "")):
        return
    new = Mend.create_sealed(
        me.bond_key,
        MendWords(text, timezone.now().isoformat()),
        id=uuid4() if there else pk,
        bond=bond,
        author=me.person,
        reply=Reply.objects.select_for_update().filter(pk=reply.pk).first() if reply else None,
        day=timezone.localdate(),
    )
    tell_other(me, CAME, new)


def _is_said(me: Unlocked, there: Reply | Mend | None, words: ReplyWords | MendWords) -> bool:
    """Whether a form came twice. One that was changed in between says something new."""
    if there is None or there.author_id != me.person.pk:
        return False
    key = me.bond_keys(there.bond).get(there.key_version)
    said: ReplyWords | MendWords | None = there.open_or_none(key) if key else None
    return said is not None and said.text == words.text


def in_words(text: str, move: str = WORDS) -> ReplyWords:
    return ReplyWords(text=text, move=move, at="")


def come_at(time: str) -> ReplyWords:
    text = _("I can come %(time)s.") % {"time": _when(time)}
    return ReplyWords(text=text, move=COME_AT, at="", time=time)


def not_now(time: str) -> ReplyWords:
    text = _("Not now; %(time)s.") % {"time": _when(time)} if time else _("Not now.")
    return ReplyWords(text=text, move=NOT_NOW, at="", time=time)


def cannot() -> ReplyWords:
    return in_words(_("I can’t give that."), CANNOT)


def _when(time: str) -> str:
    """Put "at" before a bare time of day, so that "9" and "tonight at nine" both read well."""
    time = time.rstrip(" .")
    return _("at %(time)s") % {"time": time} if time[:1].isdigit() else time
