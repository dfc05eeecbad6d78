"""What the content holds, once it has been read and checked."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from closeknit.domain.cues import Cues

BODY = ("head", "throat", "chest", "stomach", "shoulders", "limbs", "whole")
ENERGY = ("low", "middle", "high")
MOODS = ("any", "heavy", "light")
PILLARS = ("safety", "openness", "empathy", "conversation", "experience")
STAGES = ("early", "long", "transition")
TAGS = (
    *("children", "faith", "body", "family", "trauma", "money", "grief"),
    *("distance", "conflict", "past", "future", "work", "health"),
)
PULSE, ASSESSMENT = "pulse", "assessment"
ITEMS = 5
SIDES = ("hurry", "spark", "known")
SIGNS = ("lonely", "superficial", "discomfort", "conflict", "distance")
BARRIERS = ("pace", "awareness", "vulnerability", "chemistry")
PRACTICES = ("awareness", "safety", "questions", "listening", "time", "guidance")
KINDS = ("emergency", "crisis", "abuse", "counselling")
AUDIENCES = ("everyone", "women", "men")
PLACEHOLDERS = ("feeling", "need")
SEATS = ("speaker", "listener")
PLACES = ("home", "outside", "anywhere")
FITS = ("asleep", "apart", "free")
MINUTES = (5, 10, 15, 20, 30, 45, 60, 90, 120)
SHELVES: Mapping[str, tuple[str, ...]] = {
    "pillars": PILLARS,
    "causes": BARRIERS,
    "signs": SIGNS,
    "consequences": ("drift", "resentment", "elsewhere", "health"),
    "practices": PRACTICES,
    "stages": STAGES,
}
DEEP = 3
STARTERS = ("appreciation", "play")
JOURNEYS = (*STAGES, "alone")
VARIANTS = ("child", "move", "job", "illness", "loss", "leaving", "apart")
# Where a step or a page can lead. Most of these can name what is opened there.
DOORS = (
    *("checkin", "question", "better", "talk", "ritual", "away", "moment", "starter", "act"),
    *("pulse", "assessment", "learn", "reflection", "letter", "mend", "invite", "help", "settings"),
)
# These open something certain, so they have to name it.
NAMED_DOORS = frozenset({"question", "talk", "ritual", "starter", "act", "learn"})


@dataclass(frozen=True, slots=True)
class Family:
    """Words that belong together; for feelings, `needs` holds the needs that often go with them."""

    id: str
    name: str
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feeling:
    """A word that fits "I feel …"."""

    id: str
    word: str
    family: str
    meaning: str
    body: str
    body_hint: str
    energy: str
    pleasant: bool
    strength: int
    near: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Need:
    """A word that fits "I need …", and one everyday request that would meet it."""

    id: str
    word: str
    family: str
    meaning: str
    request: str


@dataclass(frozen=True, slots=True)
class Mend:
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Opener:
    """First words of an answer; {feeling} and {need} stand for the other's own words."""

    id: str
    text: str
    wishes: tuple[str, ...]
    mood: str

    @property
    def placeholders(self) -> frozenset[str]:
        return frozenset(name for name in PLACEHOLDERS if f"{{{name}}}" in self.text)


@dataclass(frozen=True, slots=True)
class Wish:
    """How a wish reads in the middle of a sentence: "Tom asked for *a hug*"."""

    id: str
    phrase: str


@dataclass(frozen=True, slots=True)
class Remark:
    id: str
    situation: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question for two, or with `alone` also for one.

    `literal` says the same without a figure of speech; empty where the text has none. `lead_in` is
    a light question that opens the way to a deep one; `follow_ups` go on from an answer.
    """

    id: str
    text: str
    depth: int
    pillar: str
    deck: str
    stages: tuple[str, ...]
    tags: tuple[str, ...]
    alone: bool
    literal: str
    lead_in: str
    follow_ups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Deck:
    """Questions about one subject."""

    id: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Pair:
    """What people often ask or say, what could be asked or said instead, and what that changes."""

    id: str
    instead: str
    rather: str
    reason: str
    practice: str


@dataclass(frozen=True, slots=True)
class Act:
    """Care that is done rather than said; `wishes` are those that it could meet."""

    id: str
    text: str
    minutes: int
    wishes: tuple[str, ...]
    is_apart: bool
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Starter:
    """First words of an appreciation, or a small game for two."""

    id: str
    kind: str
    text: str
    is_apart: bool
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Door:
    """A place in the product, and the id of what is opened there, or nothing."""

    place: str
    what: str = ""


@dataclass(frozen=True, slots=True)
class Idea:
    """A page of the Learn shelf. `what`, `shows` and `helps` are paragraphs."""

    id: str
    shelf: str
    key: str
    name: str
    lead: str
    what: tuple[str, ...]
    shows: tuple[str, ...]
    helps: tuple[str, ...]
    tonight: str
    door: Door
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """A published result as it is: its effect, its year and source, and its limits."""

    id: str
    text: str
    year: int
    source: str
    limits: str


@dataclass(frozen=True, slots=True)
class TalkStep:
    """One step of a talk, as it is said to whoever acts in it, and to the other meanwhile.

    `name` and `you` are how it is called in the row of steps. {speaker} is whose turn it is to be
    heard, {listener} the other. `again` says that it can lead back to the first step of the turn.
    """

    id: str
    who: str
    seconds: int
    again: bool
    writes: bool
    name: str
    you: str
    text: str
    meanwhile: str
    button: str
    stuck: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Protocol:
    """A way to hold a talk: ids of the steps before, of each turn, and after."""

    id: str
    name: str
    text: str
    minutes: int
    turns: int
    is_conflict: bool
    opening: tuple[str, ...]
    turn: tuple[str, ...]
    closing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ritual:
    """An idea for a small, planned, repeated time for two.

    `fits` says where it works: with children asleep next door, apart, without money.
    """

    id: str
    name: str
    text: str
    minutes: int
    place: str
    energy: str
    stages: tuple[str, ...]
    fits: tuple[str, ...]
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Journey:
    """A way through the library for a stage of life, or for somebody alone: ids of its weeks."""

    id: str
    name: str
    lead: str
    text: str
    weeks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Variant:
    """What a transition can be; some steps are for one of them."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Week:
    """A subject for about a week, and the pillar that it is about most."""

    id: str
    journey: str
    name: str
    text: str
    pillar: str


@dataclass(frozen=True, slots=True)
class Step:
    """A small thing out of one of the six practices, and the door to where it is done.

    `variants` and `barrier` name whom it is for above all; empty is everybody. `minutes` is how
    long it takes at most.
    """

    id: str
    week: str
    name: str
    text: str
    practice: str
    door: Door
    minutes: int
    is_for_two: bool
    variants: tuple[str, ...]
    barrier: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a question of this depth goes deeper, in half a sentence."""

    id: str
    depth: int
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """A statement answered from 1 to 7. Agreeing with a `reversed` one means less closeness.

    It belongs to a pillar, or is a side item: `side` is then one of SIDES. `tag` names a subject
    that people can switch off.
    """

    id: str
    pillar: str
    side: str
    text: str
    reversed: bool
    tag: str
    low: str
    middle: str
    high: str

    @property
    def measure(self) -> str:
        return self.id.partition("-")[0]


@dataclass(frozen=True, slots=True)
class Sign:
    """One of the five signs that closeness fades, and the practice that meets it."""

    id: str
    name: str
    text: str
    practice: str
    help: str


@dataclass(frozen=True, slots=True)
class Barrier:
    """One of the four causes, as something in oneself."""

    id: str
    name: str
    text: str
    help: str


@dataclass(frozen=True, slots=True)
class Line:
    """A helpline. `phone` is empty where only `text` or `url` is known."""

    country: str
    kind: str
    name: str
    phone: str
    text: str
    url: str
    hours: str
    audience: str
    languages: tuple[str, ...]
    compiled: date
    added: bool


@dataclass(frozen=True, slots=True)
class Library:
    language: str
    families: Mapping[str, Family]
    feelings: Mapping[str, Feeling]
    need_families: Mapping[str, Family]
    needs: Mapping[str, Need]
    mends: Mapping[str, Mend]
    openers: Mapping[str, Opener]
    wishes: Mapping[str, Wish]
    remarks: Mapping[str, Remark]
    questions: Mapping[str, Question]
    decks: Mapping[str, Deck]
    pairs: Mapping[str, Pair]
    acts: Mapping[str, Act]
    starters: Mapping[str, Starter]
    ideas: Mapping[str, Idea]
    findings: Mapping[str, Finding]
    journeys: Mapping[str, Journey]
    variants: Mapping[str, Variant]
    weeks: Mapping[str, Week]
    steps: Mapping[str, Step]
    reasons: Mapping[str, Reason]
    talk_steps: Mapping[str, TalkStep]
    protocols: Mapping[str, Protocol]
    rituals: Mapping[str, Ritual]
    items: Mapping[str, Item]
    signs: Mapping[str, Sign]
    barriers: Mapping[str, Barrier]
    cues: Cues
    helplines: tuple[Line, ...]

    def openers_for(
        self,
        wish: str,
        *,
        pleasant: bool | None = None,
        given: Collection[str] = PLACEHOLDERS,
    ) -> tuple[Opener, ...]:
        """Return the openers that suit a wish.

        `pleasant` None means that nothing is known of the feelings, or that they are mixed;
        `given` names the placeholders that can be filled.
        """
        moods = {"any"} if pleasant is None else {"any", "light" if pleasant else "heavy"}
        return tuple(
            opener
            for opener in self.openers.values()
            if wish in opener.wishes
            and opener.mood in moods
            and opener.placeholders <= frozenset(given)
        )

    def pulse(self) -> tuple[Item, ...]:
        """Return the weekly items: one for each pillar, in their order, then the side items."""
        return tuple(self.items[f"{PULSE}-{name}"] for name in (*PILLARS, *SIDES))

    def sitting(self, pillar: str) -> tuple[Item, ...]:
        """Return the items of one pillar of the assessment."""
        return tuple(self.items[f"{ASSESSMENT}-{pillar}-{n}"] for n in range(1, ITEMS + 1))

    def reasons_for(self, depth: int) -> tuple[Reason, ...]:
        """Return why questions of this depth go deeper, in several wordings."""
        return tuple(one for one in self.reasons.values() if one.depth == depth)

    def remarks_for(self, situation: str) -> tuple[Remark, ...]:
        return tuple(one for one in self.remarks.values() if one.situation == situation)

    def lines_for(self, country: str) -> tuple[Line, ...]:
        """Return a country's helplines, emergency numbers first."""
        return tuple(line for line in self.helplines if line.country == country.upper())
