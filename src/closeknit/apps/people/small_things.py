"""Small things of other apps that lie in records which everybody has.

A row of its own would tell whoever holds the database that somebody uses what it is for. In the
sealed settings, and in what a member lets the bond know, nothing shows, and no page costs more.
"""

from collections.abc import Callable
from dataclasses import replace

from django.db import transaction

from closeknit.apps.people import pairing
from closeknit.apps.people.unlocked import Unlocked


def kept(me: Unlocked, name: str) -> str:
    """Return what an app keeps for me alone, or nothing."""
    return dict(me.settings.kept).get(name, "")


def keep(me: Unlocked, name: str, text: str) -> None:
    change(me, name, lambda _before: text)


def change(me: Unlocked, name: str, alter: Callable[[str], str]) -> None:
    """Change what is kept now, so that of two devices at once neither undoes the other."""

    def changed(now: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
        rest = tuple(one for one in now if one[0] != name)
        text = alter(dict(now).get(name, ""))
        return (*rest, (name, text)) if text else rest

    me.change_settings(lambda now: replace(now, kept=changed(now.kept)))


def said(me: Unlocked, name: str) -> str:
    """Return what I let the other see of an app, in the bond that I am in."""
    where = str(me.bond.pk) if me.bond else ""
    return next((text for one, bond, text in me.settings.said if (one, bond) == (name, where)), "")


def said_by_other(me: Unlocked, name: str) -> str:
    return dict(me.partner.said).get(name, "") if me.partner else ""


@transaction.atomic
def say(me: Unlocked, name: str, text: str) -> None:
    """Let the other see a small thing of an app, or nothing of it any more."""
    where = str(me.bond.pk) if me.bond else ""

    def changed(now: tuple[tuple[str, str, str], ...]) -> tuple[tuple[str, str, str], ...]:
        # What was said in an earlier bond is of no use any more.
        rest = tuple(one for one in now if one[0] != name and one[1] == where)
        return (*rest, (name, where, text)) if text and where else rest

    me.change_settings(lambda now: replace(now, said=changed(now.said)))
    pairing.share_profile(me)
