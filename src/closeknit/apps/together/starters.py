"""First words of an appreciation, and small games: something to begin with."""

from zlib import crc32

from django.urls import reverse
from django.utils.translation import get_language

from closeknit.apps.people.parts import Way
from closeknit.apps.people.unlocked import Unlocked
from closeknit.content import Starter, library

APPRECIATION, PLAY = "appreciation", "play"


def way(name: str) -> Way:
    """Lead to where a starter is used: a moment that is begun with it, or the page of games."""
    found = known(name)
    if found is not None and found.kind == PLAY:
        return Way(reverse("together:play", query={"game": name}))
    return Way(reverse("together:keep_moment", query={"starter": name}))


def known(name: str) -> Starter | None:
    return library(get_language() or "en").starters.get(name)


def allowed(me: Unlocked, kind: str) -> list[Starter]:
    """Return the starters of a kind that touch nothing which either has switched off."""
    off = {*me.settings.tags_off, *(me.partner.tags_off if me.partner else ())}
    all_starters = library(get_language() or "en").starters.values()
    return [one for one in all_starters if one.kind == kind and off.isdisjoint(one.tags)]


def of_the_day(starters: list[Starter], seed: str) -> Starter | None:
    """Return one of them, the same as long as the seed is."""
    return starters[crc32(seed.encode()) % len(starters)] if starters else None


def after(starters: list[Starter], name: str) -> Starter | None:
    """Return the one after another in their order, from the first again after the last."""
    places = {one.id: place for place, one in enumerate(starters)}
    return starters[(places.get(name, -1) + 1) % len(starters)] if starters else None
