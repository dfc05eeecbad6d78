"""Turn entries into what the library holds, one function a kind."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeVar

from closeknit.content import model
from closeknit.content.reading import Entry
from closeknit.domain import cues, listening, replies

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
        deck=entry.text("deck"),
        stages=entry.choices("stages", model.STAGES, model.STAGES),
        tags=entry.choices("tags", model.TAGS, ()),
        alone=entry.flag("alone", default=False),
        literal=entry.optional_voice("literal"),
        lead_in=entry.optional_voice("lead_in"),
        follow_ups=entry.voices("follow_ups"),
    )


def deck(entry: Entry) -> model.Deck:
    return model.Deck(entry.id, entry.voice("name"), entry.voice("text"))


def pair(entry: Entry) -> model.Pair:
    return model.Pair(
        id=entry.id,
        # It may be as loud and commanding as people are.
        instead=entry.text("instead"),
        rather=entry.voice("rather"),
        reason=entry.voice("reason"),
        practice=entry.choice("practice", model.PRACTICES),
    )


def act(entry: Entry) -> model.Act:
    return model.Act(
        id=entry.id,
        text=entry.voice("text"),
        minutes=entry.whole("minutes", 1, 120),
        wishes=entry.choices("wishes", replies.WISHES, ()),
        is_apart=entry.flag("apart", default=False),
        tags=entry.choices("tags", model.TAGS, ()),
    )


def starter(entry: Entry) -> model.Starter:
    return model.Starter(
        id=entry.id,
        kind=entry.choice("kind", model.STARTERS),
        text=entry.voice("text"),
        is_apart=entry.flag("apart", default=True),
        tags=entry.choices("tags", model.TAGS, ()),
    )


def door(entry: Entry, what: str) -> model.Door:
    return model.Door(entry.choice("place", model.DOORS), entry.optional_text(what))


def idea(entry: Entry) -> model.Idea:
    shelf = entry.choice("shelf", tuple(model.SHELVES))
    return model.Idea(
        id=entry.id,
        shelf=shelf,
        key=entry.choice("key", model.SHELVES[shelf]),
        name=entry.voice("name"),
        lead=entry.voice("lead"),
        what=entry.paragraphs("what"),
        shows=entry.paragraphs("shows"),
        helps=entry.paragraphs("helps"),
        tonight=entry.voice("tonight"),
        door=door(entry, "what_there"),
        evidence=entry.texts("evidence", ()),
    )


def finding(entry: Entry) -> model.Finding:
    return model.Finding(
        id=entry.id,
        text=entry.voice("text"),
        year=entry.whole("year", 1900, 2100),
        source=entry.text("source"),
        limits=entry.voice("limits"),
    )


def talk_step(entry: Entry) -> model.TalkStep:
    who = entry.choice("who", (listening.SPEAKER, listening.LISTENER, listening.BOTH))
    is_both = who == listening.BOTH
    return model.TalkStep(
        id=entry.id,
        who=who,
        seconds=entry.whole("seconds", 10, 3600) if "seconds" in entry.values else 0,
        again=entry.flag("again", default=False),
        writes=entry.flag("writes", default=False),
        name=entry.voice("name", model.SEATS),
        you=entry.voice("you"),
        text=entry.voice("text", model.SEATS),
        meanwhile="" if is_both else entry.voice("meanwhile", model.SEATS),
        button=entry.voice("button"),
        stuck=entry.texts("stuck"),
    )


def protocol(entry: Entry) -> model.Protocol:
    return model.Protocol(
        id=entry.id,
        name=entry.voice("name"),
        text=entry.voice("text"),
        minutes=entry.whole("minutes", 1, 120),
        turns=entry.whole("turns", 1, 2) if "turns" in entry.values else 2,
        is_conflict=entry.flag("conflict", default=False),
        opening=entry.texts("opening"),
        turn=entry.texts("turn"),
        closing=entry.texts("closing"),
    )


def ritual(entry: Entry) -> model.Ritual:
    minutes = entry.whole("minutes", 5, 120)
    if minutes not in model.MINUTES:
        known = ", ".join(map(str, model.MINUTES))
        entry.refuse("minutes", f"minutes is {minutes}", f"write one of {known}")
    return model.Ritual(
        id=entry.id,
        name=entry.voice("name"),
        text=entry.voice("text"),
        minutes=minutes,
        place=entry.choice("place", model.PLACES),
        energy=entry.choice("energy", model.ENERGY),
        stages=entry.choices("stages", model.STAGES, model.STAGES),
        fits=entry.choices("fits", model.FITS, ()),
        tags=entry.choices("tags", model.TAGS, ()),
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


def journey(entry: Entry) -> model.Journey:
    return model.Journey(
        id=entry.choice("id", model.JOURNEYS),
        name=entry.voice("name"),
        lead=entry.voice("lead"),
        text=entry.voice("text"),
        weeks=entry.texts("weeks"),
    )


def variant(entry: Entry) -> model.Variant:
    return model.Variant(entry.choice("id", model.VARIANTS), entry.voice("name"))


def week(entry: Entry) -> model.Week:
    return model.Week(
        id=entry.id,
        journey=entry.choice("journey", model.JOURNEYS),
        name=entry.voice("name"),
        text=entry.voice("text"),
        pillar=entry.choice("pillar", model.PILLARS),
    )


def step(entry: Entry) -> model.Step:
    return model.Step(
        id=entry.id,
        week=entry.text("week"),
        name=entry.voice("name"),
        text=entry.voice("text"),
        practice=entry.choice("practice", model.PRACTICES),
        door=door(entry, "what"),
        minutes=entry.whole("minutes", 1, 60),
        is_for_two=entry.flag("two", default=False),
        variants=entry.choices("variants", model.VARIANTS, ()),
        barrier=entry.choice("barrier", model.BARRIERS, ""),
        tags=entry.choices("tags", model.TAGS, ()),
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
