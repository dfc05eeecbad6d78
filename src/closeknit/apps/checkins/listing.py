"""Lists of words to choose from: all by family, or fewer by map, body, energy or nearness."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from closeknit.apps.checkins.choices import my_library
from closeknit.content import Family, Feeling, Need

MAP, BODY, ENERGY, NEAR = "map", "body", "energy", "near"
WAYS = {
    "": _("All words"),
    MAP: _("On a map"),
    BODY: _("In the body"),
    ENERGY: _("By energy"),
}
BODY_PLACES = {
    "head": _("head"),
    "throat": _("throat"),
    "chest": _("chest"),
    "stomach": _("stomach"),
    "shoulders": _("shoulders"),
    "limbs": _("arms and legs"),
    "whole": _("the whole body"),
}
ENERGIES = {
    "high": _("much energy"),
    "middle": _("some energy"),
    "low": _("little energy"),
}
PLEASANT, UNPLEASANT = "pleasant", "unpleasant"
SAMPLES = 2
AREA_WIDTH = 154


@dataclass(frozen=True)
class Word:
    """One word to choose, and what a search finds it by."""

    id: str
    word: str
    found_by: str
    hint: str = ""


@dataclass(frozen=True)
class Group:
    name: str | Promise
    words: list[Word]
    is_folded: bool = False
    is_open: bool = False


@dataclass(frozen=True)
class Area:
    """A field of the map of energy and pleasantness."""

    at: str
    energy: str | Promise
    mood: str | Promise
    samples: str
    x: int
    y: int
    is_chosen: bool

    @property
    def middle(self) -> int:
        return self.x + AREA_WIDTH // 2

    @property
    def upper(self) -> int:
        return self.y + 30

    @property
    def lower(self) -> int:
        return self.y + 54


@dataclass(frozen=True)
class Listing:
    """What the page of words shows. `places` are filters of the way that was taken."""

    way: str
    at: str = ""
    groups: list[Group] = field(default_factory=list)
    places: Mapping[str, str | Promise] = field(default_factory=dict)
    areas: list[Area] = field(default_factory=list)


def feelings(way: str, at: str, chosen: Collection[str]) -> Listing:
    known = my_library().feelings
    if way == MAP:
        return _filtered(Listing(MAP, at, areas=_areas(at)), chosen, _in_area(at))
    if way == BODY:
        found = [one for one in known.values() if one.body == at]
        return _filtered(Listing(BODY, at, places=BODY_PLACES), chosen, found)
    if way == ENERGY:
        found = [one for one in known.values() if one.energy == at]
        return _filtered(Listing(ENERGY, at, places=ENERGIES), chosen, found)
    if way == NEAR and at in known:
        near = [known[one] for one in known[at].near]
        return _filtered(Listing(NEAR, at), chosen, [known[at], *near])
    content = my_library()
    return Listing("", groups=_by_family(content.families, known, chosen))


def needs(chosen: Collection[str]) -> list[Group]:
    content = my_library()
    return _by_family(content.need_families, content.needs, chosen)


def _by_family(
    families: Mapping[str, Family],
    known: Mapping[str, Feeling] | Mapping[str, Need],
    chosen: Collection[str],
) -> list[Group]:
    """Return the first word of each family, then what else each family holds."""
    by_family: dict[str, list[Word]] = {}
    for one in known.values():
        by_family.setdefault(one.family, []).append(_word(one))
    firsts = [words[0] for words in by_family.values()]
    rest = [
        Group(
            families[name].name,
            words[1:],
            is_folded=True,
            is_open=any(word.id in chosen for word in words[1:]),
        )
        for name, words in by_family.items()
        if words[1:]
    ]
    return [Group(_("To begin with"), firsts), *rest]


def _filtered(listing: Listing, chosen: Collection[str], found: Iterable[Feeling]) -> Listing:
    """Fill a listing, keeping what was chosen elsewhere in sight."""
    words = [_word(one) for one in found]
    shown = {word.id for word in words}
    known = my_library().feelings
    elsewhere = [_word(known[one]) for one in chosen if one in known and one not in shown]
    groups = [Group(_title(listing), words)] if words else []
    if elsewhere:
        groups.insert(0, Group(_("Chosen so far"), elsewhere))
    return Listing(listing.way, listing.at, groups, listing.places, listing.areas)


def _title(listing: Listing) -> str | Promise:
    if listing.way == NEAR:
        return _("Words that lie near")
    area = next((area for area in listing.areas if area.is_chosen), None)
    return f"{area.energy}, {area.mood}" if area else listing.places.get(listing.at, "")


def _in_area(at: str) -> list[Feeling]:
    known = my_library().feelings.values()
    return [one for one in known if _place_of(one) == at]


def _place_of(feeling: Feeling) -> str:
    return f"{feeling.energy}-{PLEASANT if feeling.pleasant else UNPLEASANT}"


def _areas(chosen: str) -> list[Area]:
    ordered = sorted(my_library().feelings.values(), key=_place_of)
    found = {place: list(words) for place, words in groupby(ordered, key=_place_of)}
    moods = ((UNPLEASANT, _("hard to feel")), (PLEASANT, _("good to feel")))
    return [
        Area(
            at=(place := f"{energy}-{mood}"),
            energy=label,
            mood=mood_label,
            samples=", ".join(one.word for one in _spread(found.get(place, []))),
            x=2 + column * (AREA_WIDTH + 8),
            y=24 + row * 82,
            is_chosen=place == chosen,
        )
        for row, (energy, label) in enumerate(ENERGIES.items())
        for column, (mood, mood_label) in enumerate(moods)
    ]


def _spread(found: list[Feeling]) -> list[Feeling]:
    """Return a few words of different families."""
    by_family = {one.family: one for one in reversed(found)}
    return list(by_family.values())[::-1][:SAMPLES]


def _word(one: Feeling | Need) -> Word:
    if isinstance(one, Feeling):
        return Word(one.id, one.word, f"{one.meaning} {one.body_hint}", one.body_hint)
    return Word(one.id, one.word, one.meaning)
