"""What a person has chosen so far, from the first word to the sentence, kept as a sealed draft."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from closeknit.apps.checkins.words import FINE, NAMED, UNKNOWN, CheckInWords
from closeknit.apps.people import drafts
from closeknit.apps.people.unlocked import Unlocked
from closeknit.content import Feeling, Library, library
from closeknit.domain import feelings as domain

PLACE = "checkin"
MOST_FEELINGS = 3


def my_library() -> Library:
    """The content in the language of whoever reads."""
    return library(get_language() or "en")


@dataclass(frozen=True)
class Choices:
    """All that was chosen or typed; `sentence` is empty until somebody words it freely."""

    feelings: tuple[str, ...] = ()
    own_feeling: str = ""
    strength: int = 0
    because: str = ""
    need: str = ""
    own_need: str = ""
    wish: str = ""
    timing: str = ""
    sentence: str = ""

    @property
    def named(self) -> tuple[Feeling, ...]:
        """The chosen feelings that the content knows, as many as a sentence holds."""
        known = my_library().feelings
        return tuple(known[one] for one in self.feelings if one in known)[:MOST_FEELINGS]

    @property
    def feeling_words(self) -> list[str]:
        words = [feeling.word for feeling in self.named]
        return [*words, self.own_feeling] if self.own_feeling else words

    @property
    def need_word(self) -> str:
        found = my_library().needs.get(self.need)
        return self.own_need or (found.word if found else "")

    @property
    def built(self) -> str:
        """The sentence as the choices make it; empty while there are none."""
        cues = my_library().cues
        return domain.sentence(self.feeling_words, self.because, self.need_word, cues)

    @property
    def wording(self) -> str:
        return self.sentence or self.built

    @property
    def is_empty(self) -> bool:
        return self == Choices()

    @property
    def has_too_many(self) -> bool:
        return len(self.feelings) > MOST_FEELINGS

    def reworded(self, sentence: str) -> "Choices":
        """Return these with a free wording; one that is the built sentence counts as none."""
        return replace(self, sentence="" if sentence == self.built else sentence)


def to_fields(choices: Choices) -> dict[str, str]:
    values = asdict(choices) | {"feelings": ",".join(choices.feelings)}
    return {name: str(value) if value else "" for name, value in values.items()}


def from_fields(given: Mapping[str, str]) -> Choices:
    """Read choices from texts; what this version does not know is left out."""
    names = {field.name for field in fields(Choices)} - {"feelings", "strength"}
    strength = given.get("strength", "")
    return Choices(
        feelings=tuple(filter(None, given.get("feelings", "").split(","))),
        strength=int(strength) if strength in {"1", "2", "3", "4", "5"} else 0,
        **{name: given.get(name, "") for name in names},
    )


def read(me: Unlocked) -> Choices:
    return from_fields(drafts.read(me, PLACE))


def keep(me: Unlocked, choices: Choices) -> None:
    drafts.keep(me, PLACE, to_fields(choices))


def drop(me: Unlocked) -> None:
    drafts.drop(me, PLACE)


def as_words(choices: Choices, sentence: str) -> CheckInWords:
    """Return the check-in that the choices and the final wording make."""
    chosen = {field.name: getattr(choices, field.name) for field in fields(Choices)}
    chosen["feelings"] = choices.feelings[:MOST_FEELINGS]
    return CheckInWords(kind=NAMED, at=_now(), **(chosen | {"sentence": sentence}))


def plain_answer(kind: str) -> CheckInWords:
    """ "Fine" and "I don't know yet" are whole answers."""
    sentence = {FINE: _("I feel fine."), UNKNOWN: _("I don’t know what I feel right now.")}[kind]
    return CheckInWords(kind=kind, sentence=sentence, at=_now())


def chosen_in(words: CheckInWords) -> Choices:
    """Return the choices that a kept check-in holds."""
    return Choices(**{field.name: getattr(words, field.name) for field in fields(Choices)})


def _now() -> str:
    return timezone.now().isoformat()
