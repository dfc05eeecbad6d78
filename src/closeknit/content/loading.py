"""Lay folders over one another: English, the wished language, and an operator's own of both."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from closeknit.content import building
from closeknit.content.building import Entries, built, one
from closeknit.content.checks import check
from closeknit.content.helplines import helplines
from closeknit.content.model import Library
from closeknit.content.reading import ContentError, Entry, read
from closeknit.domain.cues import Cues

OWN = Path(__file__).parent
ENGLISH = "en"

# What each file, or each file of a folder, may hold. The last of cues.toml come once each.
KINDS: Mapping[str, tuple[str, ...]] = {
    "feelings": ("family", "feeling"),
    "needs": ("family", "need"),
    "mends": ("mend",),
    "openers": ("opener",),
    "remarks": ("wish", "remark"),
    "questions": ("question",),
    "decks": ("deck",),
    "pairs": ("pair",),
    "acts": ("act",),
    "starters": ("starter",),
    "learn": ("idea", "finding"),
    "journeys": ("journey", "variant", "week", "step"),
    "deeper": ("reason",),
    "talks": ("step", "protocol"),
    "rituals": ("ritual",),
    "measures": ("item", "sign", "barrier"),
    "cues": ("nearer", "move", "sentence", "vague", "leads"),
}
# What people read of each. The rest is the same in all languages, and taken from English.
SAID: Mapping[str, tuple[str, ...]] = {
    "feelings.family": ("name",),
    "feelings.feeling": ("word", "meaning", "body_hint"),
    "needs.family": ("name",),
    "needs.need": ("word", "meaning", "request"),
    "mends.mend": ("text",),
    "openers.opener": ("text",),
    "remarks.wish": ("phrase",),
    "remarks.remark": ("text",),
    "questions.question": ("text", "literal", "lead_in", "follow_ups"),
    "decks.deck": ("name", "text"),
    "pairs.pair": ("instead", "rather", "reason"),
    "acts.act": ("text",),
    "starters.starter": ("text",),
    "learn.idea": ("name", "lead", "what", "shows", "helps", "tonight"),
    "learn.finding": ("text", "limits"),
    "journeys.journey": ("name", "lead", "text"),
    "journeys.variant": ("name",),
    "journeys.week": ("name", "text"),
    "journeys.step": ("name", "text"),
    "deeper.reason": ("text",),
    "talks.step": ("name", "you", "text", "meanwhile", "button", "stuck"),
    "talks.protocol": ("name", "text"),
    "rituals.ritual": ("name", "text"),
    "measures.item": ("text", "low", "middle", "high"),
    "measures.sign": ("name", "text", "help"),
    "measures.barrier": ("name", "text", "help"),
}
_ONCE = frozenset({"sentence", "vague", "leads"})
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*")

_overlay: Path | None = None


def set_overlay(folder: Path | None) -> None:
    """Lay an operator's own folder over all languages, from the next `library` on.

    It has the shape of this package: `helplines.toml`, `en/feelings.toml`, `en/questions/….toml`.
    The same id replaces, a new id adds; helplines only add.
    """
    global _overlay  # noqa: PLW0603  # set once, at start, before anything is read
    _overlay = folder


def library(language: str = ENGLISH) -> Library:
    """Return all content in a language, in English where that language has none.

    It is read and checked once; a mistake in any file raises ContentError.
    """
    return _library(_known(language, _overlay), _overlay)


def languages() -> tuple[str, ...]:
    """Return the languages that have a folder of their own, English first."""
    found = {path.parent.name for root in _roots(_overlay) for path in root.glob("*/*.toml")}
    return (ENGLISH, *sorted(filter(_LANGUAGE.fullmatch, found - {ENGLISH})))


@cache
def _library(language: str, overlay: Path | None) -> Library:
    entries = _layered(language, overlay)
    found = _assembled(language, entries, overlay)
    check(found, entries)
    return found


def _known(language: str, overlay: Path | None) -> str:
    """Return the nearest language that there is: de-at, else de, else English."""
    code = language.lower().replace("_", "-")
    while code and not (_LANGUAGE.fullmatch(code) and _has(code, overlay)):
        code = code.rpartition("-")[0]
    return code or ENGLISH


def _has(language: str, overlay: Path | None) -> bool:
    return any((root / language).is_dir() for root in _roots(overlay))


def _roots(overlay: Path | None) -> Iterator[Path]:
    yield OWN
    if overlay:
        if not overlay.is_dir():
            raise ContentError(str(overlay), 0, "this folder is not there", "make it or unset it")
        yield overlay


def _layered(language: str, overlay: Path | None) -> Mapping[str, Entries]:
    layers = dict.fromkeys((ENGLISH, language))
    entries: dict[str, dict[str, Entry]] = {
        f"{file}.{kind}": {} for file, kinds in KINDS.items() for kind in kinds
    }
    for root in _roots(overlay):
        for layer in layers:
            found: Mapping[str, Entries] = _folder(root / layer, root)
            if layer != ENGLISH:
                found = _completed(found, entries, is_own=root == OWN)
            for place, more in found.items():
                entries[place].update(more)
    return entries


def _completed(
    found: Mapping[str, Entries], below: Mapping[str, Entries], *, is_own: bool
) -> Mapping[str, Entries]:
    """Return the entries of a language with what they take from the same ones in English."""
    if is_own:
        _refuse_unknown_ids(found, below)
        _refuse_what_is_not_said(found)
    return {
        place: {key: _over(below[place].get(key), entry, place) for key, entry in entries.items()}
        for place, entries in found.items()
    }


def _over(below: Entry | None, entry: Entry, place: str) -> Entry:
    if below is None or place not in SAID:
        return entry
    same = {key: value for key, value in below.values.items() if key not in SAID[place]}
    return replace(entry, values=same | dict(entry.values))


def folder_entries(language: str) -> Mapping[str, Entries]:
    """Return what our own folder of a language holds, before anything is laid over it."""
    return _folder(OWN / language, OWN)


def _folder(folder: Path, root: Path) -> Mapping[str, dict[str, Entry]]:
    """Return the entries of one folder by file, kind and id, none of them twice."""
    entries: dict[str, dict[str, Entry]] = {}
    for path in sorted(folder.rglob("*.toml")):
        name = str(path.relative_to(root) if root == OWN else path)
        file = _file_kind(path.relative_to(folder), name)
        for entry in read(path, name).entries(KINDS[file]):
            key = entry.kind if entry.kind in _ONCE else entry.id
            known = entries.setdefault(f"{file}.{entry.kind}", {})
            if key in known:
                advice = f"choose another, {known[key].place} has it"
                entry.refuse("id", f'id "{key}" is there twice', advice)
            known[key] = entry
    return entries


def _file_kind(path: Path, name: str) -> str:
    kind = path.parts[0].removesuffix(".toml")
    if kind not in KINDS:
        raise ContentError(name, 0, "no file of this name is read", f"use {', '.join(KINDS)}")
    return kind


def _refuse_unknown_ids(found: Mapping[str, Entries], english: Mapping[str, Entries]) -> None:
    # Ids are stored with what people wrote; they are the same in all languages.
    for place, entries in found.items():
        for key, entry in entries.items():
            if key not in english[place]:
                entry.refuse("id", f'id "{key}" is not in English', "add it there first")


def _refuse_what_is_not_said(found: Mapping[str, Entries]) -> None:
    for place, entries in found.items():
        for entry in entries.values():
            for key in entry.values if place in SAID else ():
                if key not in {"id", *SAID[place]}:
                    entry.refuse(key, f"{key} is the same in all languages", "leave it out here")


def _assembled(language: str, entries: Mapping[str, Entries], overlay: Path | None) -> Library:
    return Library(
        language=language,
        families=built(entries["feelings.family"], building.family),
        feelings=built(entries["feelings.feeling"], building.feeling),
        need_families=built(entries["needs.family"], building.family),
        needs=built(entries["needs.need"], building.need),
        mends=built(entries["mends.mend"], building.mend),
        openers=built(entries["openers.opener"], building.opener),
        wishes=built(entries["remarks.wish"], building.wish),
        remarks=built(entries["remarks.remark"], building.remark),
        questions=built(entries["questions.question"], building.question),
        decks=built(entries["decks.deck"], building.deck),
        pairs=built(entries["pairs.pair"], building.pair),
        acts=built(entries["acts.act"], building.act),
        starters=built(entries["starters.starter"], building.starter),
        ideas=built(entries["learn.idea"], building.idea),
        findings=built(entries["learn.finding"], building.finding),
        journeys=built(entries["journeys.journey"], building.journey),
        variants=built(entries["journeys.variant"], building.variant),
        weeks=built(entries["journeys.week"], building.week),
        steps=built(entries["journeys.step"], building.step),
        reasons=built(entries["deeper.reason"], building.reason),
        talk_steps=built(entries["talks.step"], building.talk_step),
        protocols=built(entries["talks.protocol"], building.protocol),
        rituals=built(entries["rituals.ritual"], building.ritual),
        items=built(entries["measures.item"], building.item),
        signs=built(entries["measures.sign"], building.sign),
        barriers=built(entries["measures.barrier"], building.barrier),
        cues=_cues(entries),
        helplines=helplines(OWN, overlay),
    )


def _cues(entries: Mapping[str, Entries]) -> Cues:
    return Cues(
        sentence=one(entries["cues.sentence"]["sentence"], building.sentence_cues),
        vague=one(entries["cues.vague"]["vague"], building.vague_cues),
        leads=one(entries["cues.leads"]["leads"], building.lead_cues),
        nearer=built(entries["cues.nearer"], building.nearer_cue),
        moves=built(entries["cues.move"], building.move_cue),
    )
