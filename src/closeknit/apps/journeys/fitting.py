"""What a plan is fitted to: what both have released, one's own, and what is switched off."""

from dataclasses import dataclass

from django.utils.translation import get_language

from closeknit.apps.journeys.words import WalkWords
from closeknit.apps.people.unlocked import Unlocked
from closeknit.apps.picture import standing
from closeknit.content import Library, Step, Week, library
from closeknit.domain import journeys as domain
from closeknit.domain.journeys import Situation


@dataclass(frozen=True)
class Planned:
    """A step of the library as the planner sees it."""

    step: Step
    depth: int
    opens: str

    @property
    def id(self) -> str:
        return self.step.id

    @property
    def week(self) -> str:
        return self.step.week

    @property
    def practice(self) -> str:
        return self.step.practice

    @property
    def minutes(self) -> int:
        return self.step.minutes

    @property
    def is_for_two(self) -> bool:
        return self.step.is_for_two

    @property
    def variants(self) -> tuple[str, ...]:
        return self.step.variants

    @property
    def barrier(self) -> str:
        return self.step.barrier

    @property
    def tags(self) -> tuple[str, ...]:
        return self.step.tags


def my_library() -> Library:
    return library(get_language() or "en")


def weeks_of(journey: str, pillar: str = "") -> list[Week]:
    """Return the weeks of a journey in their author's order, or only those about a pillar."""
    content = my_library()
    weeks = [content.weeks[name] for name in content.journeys[journey].weeks]
    return [week for week in weeks if pillar in {"", week.pillar}]


def steps_for(me: Unlocked) -> list[Planned]:
    """Return the steps that can lead somewhere for me."""
    content = my_library()
    return [one for one in planned(content) if not _is_closed(me, one, content)]


def situation(me: Unlocked, walk: WalkWords) -> Situation:
    """Return what the plan is fitted to now; what the other has switched off counts, unnamed."""
    own, other = me.settings, me.partner
    steps = planned(my_library())
    return Situation(
        minutes=walk.minutes,
        barriers=standing.own_barriers(me),
        tags_off=frozenset({*own.tags_off, *(other.tags_off if other else ())}),
        depth=min(own.ceiling, other.ceiling if other else own.ceiling),
        variant=walk.variant,
        is_alone=is_alone(me),
        had=frozenset(walk.had),
        passed=frozenset(walk.passed),
        opened=frozenset({one.opens for one in steps if one.id in walk.had} - {""}),
        shunned=domain.shunned(steps, walk.passed),
    )


def is_alone(me: Unlocked) -> bool:
    return me.bond is None or me.waits_for_key


def planned(content: Library) -> list[Planned]:
    """Return all steps of the library as the planner sees them."""
    return [_one(step, content) for step in content.steps.values()]


def _one(step: Step, content: Library) -> Planned:
    place, what = step.door.place, step.door.what
    is_question = place == "question"
    depth = content.questions[what].depth if is_question else 1
    # A check-in with a certain wish can be had again and again.
    return Planned(step, depth, f"{place}:{what}" if what and place != "checkin" else "")


def _is_closed(me: Unlocked, one: Planned, content: Library) -> bool:
    """Whether what it opens is switched off for me, or can only be had by two."""
    place, what = one.step.door.place, one.step.door.what
    if place == "talk" and me.settings.talks_off:
        return content.protocols[what].is_conflict
    return place == "invite" and not is_alone(me)
