"""What pages say of a journey: its weeks, its steps with their ways, and why each is there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from closeknit.apps.journeys import fitting
from closeknit.apps.journeys.words import WalkWords
from closeknit.apps.people.parts import Way, way_to
from closeknit.content import Step, Week
from closeknit.domain import journeys as domain

WHY_WEEK: dict[str, str | Promise] = {
    domain.OPENS: _("It opens this journey."),
    domain.WEAKEST: _("It comes early, because it is about what is lowest in the picture."),
    domain.ORDER: _("It comes in its usual place."),
    domain.CLOSES: _("It closes this journey."),
}
WHY_STEP: dict[str, str | Promise] = {
    domain.TWO: _("Each week has something for the two of you."),
    domain.VARIANT: _("It is for the change that you are in."),
    domain.BARRIER: _("You said that this often stands in your way."),
    domain.PRACTICE: _("It is a practice that this week does not have yet."),
    domain.SHORT: _("It is short, so it fits the minutes that you chose."),
    domain.MORE: _("There is time for it in the minutes that you chose."),
    domain.INSTEAD: _("It comes in the place of what you passed over."),
}
PRACTICES: dict[str, str | Promise] = {
    "awareness": _("Noticing"),
    "safety": _("Safety"),
    "questions": _("Asking"),
    "listening": _("Listening"),
    "time": _("Time"),
    "guidance": _("Guidance"),
}
OPENS: dict[str, str | Promise] = {
    "checkin": _("To a check-in"),
    "question": _("To the question"),
    "better": _("Ask deeper"),
    "talk": _("To the talk"),
    "ritual": _("Propose it"),
    "away": _("Phones away"),
    "moment": _("Keep a moment"),
    "starter": _("To the first words"),
    "act": _("More like this"),
    "pulse": _("To the pulse"),
    "assessment": _("To the questions"),
    "learn": _("Read it"),
    "reflection": _("Write for yourself"),
    "letter": _("To the letter"),
    "mend": _("Words that mend"),
    "invite": _("To the invite"),
    "help": _("To Help"),
    "settings": _("To your limits"),
}


@dataclass(frozen=True)
class Shown:
    """A step as its page shows it."""

    step: Step
    why: str | Promise
    is_done: bool
    way: Way | None
    words: str

    @property
    def opens(self) -> str | Promise:
        return OPENS[self.step.door.place]

    @property
    def practice(self) -> str | Promise:
        return PRACTICES[self.step.practice]


@dataclass(frozen=True)
class WeekShown:
    """A week in the row of weeks."""

    week: Week
    place: int
    is_here: bool
    why: str | Promise


def steps(walk: WalkWords) -> list[Shown]:
    content = fitting.my_library()
    return [
        Shown(
            step=content.steps[name],
            why=WHY_STEP.get(why, ""),
            is_done=name in walk.done,
            way=way_to(content.steps[name].door.place, content.steps[name].door.what),
            words=_words(content.steps[name]),
        )
        for name, why in walk.steps
        if name in content.steps
    ]


def weeks(walk: WalkWords) -> list[WeekShown]:
    known = fitting.my_library().weeks
    return [
        WeekShown(known[name], place, place == walk.at, WHY_WEEK.get(why, ""))
        for place, (name, why) in enumerate(walk.weeks)
        if name in known
    ]


def kept_as_rituals(walk: WalkWords) -> list[Step]:
    """Return the steps for two that were done and could be had again and again."""
    known = fitting.my_library().steps
    return [
        known[name]
        for name in walk.done
        if name in known and known[name].door.place in {"ritual", "talk", "away", "starter"}
    ]


def began(walk: WalkWords) -> date:
    return date.fromisoformat(walk.began)


def names(ids: Iterable[str]) -> list[str]:
    known = fitting.my_library().steps
    return [known[name].name for name in ids if name in known]


def _words(step: Step) -> str:
    """Return the words of what is done on the spot, so that nobody has to go anywhere for them."""
    content, what = fitting.my_library(), step.door.what
    if step.door.place == "act":
        return content.acts[what].text
    if step.door.place == "starter":
        return content.starters[what].text
    if step.door.place == "question":
        return content.questions[what].text
    return ""
