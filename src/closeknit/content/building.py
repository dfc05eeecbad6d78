"""Turn entries into what the library holds, one function a kind."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeVar

from closeknit.content import model
from closeknit.content.reading import Entry
from closeknit.domain import cues, replies

T = TypeVar("T")
Entries = Mapping[str, Entry]


def built(entries: Entries, build: Callable[[Entry], T]) -> Mapping[str, T]:
    return MappingProxyType({key: one(entry, build) for key, entry in entries.items()})


def one(entry: Entry, build: Callable[[Entry], T]) -> T:
    """Return what the entry holds, having made sure that all of its keys were read."""
    made = build(entry)
    entry.refuse_unread()
    return made


def family(entry: Entry) -> model.Family:
    return model.Family(entry.id, entry.voice("name"), entry.texts("needs", ()))


def feeling(entry: Entry) -> model.Feeling:
    return model.Feeling(
        id=entry.id,
        word=entry.voice("word"),
        family=entry.text("family"),
        meaning=entry.voice("meaning"),
        body=entry.choice("body", model.BODY),
        body_hint=entry.voice("body_hint"),
        energy=entry.choice("energy", model.ENERGY),
        pleasant=entry.flag("pleasant"),
        strength=entry.whole("strength", 1, 3),
        near=entry.texts("near"),
    )


def need(entry: Entry) -> model.Need:
    return model.Need(
        id=entry.id,
        word=entry.voice("word"),
        family=entry.text("family"),
        meaning=entry.voice("meaning"),
        request=entry.voice("request"),
    )


def mend(entry: Entry) -> model.Mend:
    return model.Mend(entry.id, entry.voice("text"))


def opener(entry: Entry) -> model.Opener:
    return model.Opener(
        id=entry.id,
        text=entry.voice("text", model.PLACEHOLDERS),
        wishes=entry.choices("wishes", replies.WISHES),
        mood=entry.choice("mood", model.MOODS, "any"),
    )


def wish(entry: Entry) -> model.Wish:
    return model.Wish(entry.choice("id", replies.WISHES), entry.voice("phrase"))


def remark(entry: Entry) -> model.Remark:
    return model.Remark(
        id=entry.id,
        situation=entry.choice("situation", replies.SITUATIONS),
        text=entry.voice("text", ("name", "wish")),
    )


def question(entry: Entry) -> model.Question:
    return model.Question(
        id=entry.id,
        text=entry.voice("text"),
        depth=entry.whole("depth", 1, 4),
        pillar=entry.choice("pillar", model.PILLARS),
        stages=entry.choices("stages", model.STAGES, model.STAGES),
        tags=entry.choices("tags", model.TAGS, ()),
        alone=entry.flag("alone", default=False),
    )


def reason(entry: Entry) -> model.Reason:
    return model.Reason(
        id=entry.id,
        depth=entry.whole("depth", 2, 4),
        text=entry.voice("text"),
    )


def item(entry: Entry) -> model.Item:
    is_side = "side" in entry.values
    return model.Item(
        id=entry.id,
        pillar="" if is_side else entry.choice("pillar", model.PILLARS),
        side=entry.choice("side", model.SIDES) if is_side else "",
        text=entry.voice("text"),
        reversed=entry.flag("reversed"),
        tag=entry.choice("tag", model.TAGS, ""),
        low=entry.voice("low"),
        middle=entry.voice("middle"),
        high=entry.voice("high"),
    )


def sign(entry: Entry) -> model.Sign:
    return model.Sign(
        id=entry.choice("id", model.SIGNS),
        name=entry.voice("name"),
        text=entry.voice("text"),
        practice=entry.choice("practice", model.PRACTICES),
        help=entry.voice("help"),
    )


def barrier(entry: Entry) -> model.Barrier:
    return model.Barrier(
        id=entry.choice("id", model.BARRIERS),
        name=entry.voice("name"),
        text=entry.voice("text"),
        help=entry.voice("help"),
    )


def sentence_cues(entry: Entry) -> cues.SentenceCues:
    return cues.SentenceCues(
        feel=entry.voice("feel", ("feelings",)),
        because=entry.voice("because", ("because",)),
        need=entry.voice("need", ("need",)),
        and_need=entry.voice("and_need", ("need",)),
        pair=entry.voice("pair", ("first", "last")),
        because_again=entry.texts("because_again"),
        need_again=entry.texts("need_again"),
        lowered=frozenset(entry.texts("lowered")),
    )


def vague_cues(entry: Entry) -> cues.VagueCues:
    return cues.VagueCues(
        words=frozenset(entry.texts("words")),
        phrases=entry.texts("phrases"),
        fillers=frozenset(entry.texts("fillers")),
    )


def lead_cues(entry: Entry) -> cues.LeadCues:
    return cues.LeadCues(frozenset(entry.texts("words")), entry.texts("phrases"))


def nearer_cue(entry: Entry) -> cues.NearerCue:
    return cues.NearerCue(entry.id, entry.texts("phrases"), entry.texts("offer"))


def move_cue(entry: Entry) -> cues.MoveCue:
    return cues.MoveCue(
        id=entry.choice("id", replies.MOVES),
        starts=entry.texts("starts", ()),
        holds=entry.texts("holds", ()),
        unless=entry.texts("unless", ()),
    )
