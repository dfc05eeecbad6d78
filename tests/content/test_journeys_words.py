"""Whatever people choose, every week of every journey is full and leads somewhere."""

from itertools import combinations, cycle, pairwise, product

import pytest

from closeknit.apps.journeys.fitting import planned
from closeknit.content import library
from closeknit.content.model import BARRIERS, PILLARS, TAGS, VARIANTS
from closeknit.domain import journeys
from closeknit.domain.journeys import MINUTES, Situation

CONTENT = library()
STEPS = planned(CONTENT)
TAGS_OFF = [frozenset(), frozenset(TAGS), *(frozenset({tag}) for tag in TAGS)]


def weeks(journey):
    return [CONTENT.weeks[name] for name in CONTENT.journeys[journey].weeks]


def plans(journey):
    """Yield each situation with its plan.

    Pillars, minutes and barriers are all combined, with the rest in turn; and so is the rest.
    """
    variants = ("", *VARIANTS) if journey == "transition" else ("",)
    barriers = [frozenset(), *(frozenset({name}) for name in BARRIERS), frozenset(BARRIERS)]
    rest = list(product(variants, TAGS_OFF, (True,) if journey == "alone" else (False, True)))
    own = list(product((None, *PILLARS), MINUTES, barriers))
    for (pillar, minutes, barrier), (variant, off, alone) in [
        *zip(own, cycle(rest), strict=False),
        *zip(cycle(own), rest, strict=False),
    ]:
        situation = Situation(
            minutes=minutes,
            weakest=pillar,
            barriers=barrier,
            tags_off=off,
            depth=1 if off else 4,
            variant=variant,
            is_alone=alone,
        )
        order = journeys.order(weeks(journey), pillar)
        yield situation, journeys.plan(order, STEPS, situation)


@pytest.mark.parametrize("journey", CONTENT.journeys)
def test_every_plan_is_full_and_repeats_nothing(journey):
    by_id = {step.id: step for step in STEPS}
    for situation, plan in plans(journey):
        steps = [by_id[one.id] for week in plan for one in week.steps]
        opened = [step.opens for step in steps if step.opens]

        assert {len(week.steps) for week in plan} == {situation.size}
        assert len({step.id for step in steps}) == len(steps)
        assert len(set(opened)) == len(opened)
        assert all(situation.tags_off.isdisjoint(step.tags) for step in steps)


def test_the_weakest_pillar_moves_weeks_in_every_journey_that_has_it():
    for journey, pillar in product(CONTENT.journeys, PILLARS):
        found = journeys.order(weeks(journey), pillar)
        middle = [week.pillar for week in weeks(journey)[1:-1]]

        assert [one.why for one in found].count("weakest") == middle.count(pillar)


def test_each_barrier_is_met_somewhere_in_each_two_weeks():
    for journey in CONTENT.journeys:
        met = [
            {step.barrier for step in CONTENT.steps.values() if step.week == week.id}
            for week in weeks(journey)
        ]
        for one, other in pairwise(met):
            assert set(BARRIERS) <= one | other


def test_no_two_steps_have_one_name_in_a_week():
    for one, other in combinations(CONTENT.steps.values(), 2):
        assert (one.week, one.name) != (other.week, other.name)
