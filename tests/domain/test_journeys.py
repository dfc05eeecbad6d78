"""The planner fills every week, and never with what was switched off, passed over or had."""

from dataclasses import dataclass, replace

from hypothesis import given
from hypothesis import strategies as st

from closeknit.domain import journeys
from closeknit.domain.journeys import Chosen, Situation

PRACTICES = ("awareness", "safety", "questions", "listening", "time", "guidance")


@dataclass(frozen=True)
class Step:
    id: str
    week: str = "w"
    practice: str = "awareness"
    minutes: int = 5
    is_for_two: bool = False
    variants: tuple = ()
    barrier: str = ""
    tags: tuple = ()
    depth: int = 1
    opens: str = ""


@dataclass(frozen=True)
class Week:
    id: str
    pillar: str


def ids(chosen):
    return [one.id for one in chosen]


def why(chosen):
    return {one.id: one.why for one in chosen}


def five(**different):
    return [Step(f"s{n}", practice=PRACTICES[n], **different) for n in range(5)]


def test_weeks_of_the_weakest_pillar_come_after_the_first():
    weeks = [Week("a", "safety"), Week("b", "empathy"), Week("c", "safety"), Week("d", "empathy")]

    found = journeys.order(weeks, "safety")

    assert ids(found) == ["a", "c", "b", "d"]
    assert [one.why for one in found] == ["opens", "weakest", "order", "closes"]


def test_a_week_has_one_step_for_two_first():
    steps = [*five(), Step("both", is_for_two=True)]

    found = journeys.fill(steps, Situation(minutes=20))

    assert ids(found)[0] == "both"
    assert why(found)["both"] == "two"


def test_alone_nothing_needs_another():
    steps = [Step("both", is_for_two=True), *five()]

    assert "both" not in ids(journeys.fill(steps, Situation(minutes=75, is_alone=True)))


def test_an_own_barrier_brings_the_step_that_meets_it():
    steps = [*five(), Step("slow", barrier="pace")]

    found = journeys.fill(steps, Situation(minutes=20, barriers=frozenset({"pace"})))

    assert why(found)["slow"] == "barrier"


def test_a_step_for_another_change_stays_away():
    steps = [*five(), Step("cot", variants=("child",)), Step("box", variants=("move",))]

    found = journeys.fill(steps, Situation(minutes=20, variant="move"))

    assert why(found)["box"] == "variant"
    assert "cot" not in ids(found)


def test_what_was_passed_over_is_replaced_and_the_rest_stays():
    kept = [Chosen("s0", "practice"), Chosen("s1", "practice"), Chosen("s2", "practice")]

    situation = Situation(minutes=20, passed=frozenset({"s1"}))
    found = journeys.fill(five(), situation, kept, is_new=False)

    assert ids(found) == ["s0", "s2", "s3"]
    assert why(found)["s3"] == "instead"


def test_a_practice_that_was_passed_over_twice_comes_last():
    steps = [Step("a", practice="time"), *five()[1:4]]

    found = journeys.fill(steps, Situation(minutes=20, shunned=frozenset({"time"})))

    assert "a" not in ids(found)
    assert journeys.shunned([Step("x", practice="time"), Step("y", practice="time")], {"x", "y"})


def test_nothing_is_opened_twice():
    steps = [Step("a", opens="learn:x", week="v"), *five(), Step("b", opens="learn:x")]
    weeks = [Chosen("v", "order"), Chosen("w", "order")]

    _, second = journeys.plan(weeks, steps, Situation(minutes=75))

    assert "b" not in ids(second.steps)


def test_a_deeper_question_than_wished_stays_away():
    steps = [Step("deep", depth=3), *five()]

    assert "deep" not in ids(journeys.fill(steps, Situation(minutes=75, depth=2)))


def test_few_minutes_bring_short_steps():
    steps = [Step("long", minutes=25, practice="time"), *five()]

    found = journeys.fill(steps, Situation(minutes=20))

    assert "long" not in ids(found)
    assert "long" in ids(journeys.fill([steps[0], *five()[:4]], Situation(minutes=75)))


SUBJECTS = ("work", "money")
A_STEP = st.builds(
    Step,
    id=st.uuids().map(str),
    practice=st.sampled_from(PRACTICES),
    minutes=st.integers(1, 30),
    is_for_two=st.booleans(),
    barrier=st.sampled_from(("", "pace", "vulnerability")),
    tags=st.sets(st.sampled_from(SUBJECTS)).map(tuple),
    depth=st.integers(1, 4),
)
A_SITUATION = st.builds(
    Situation,
    minutes=st.sampled_from(sorted(journeys.MINUTES)),
    barriers=st.frozensets(st.sampled_from(("pace", "vulnerability"))),
    tags_off=st.frozensets(st.sampled_from(SUBJECTS)),
    depth=st.integers(1, 4),
    is_alone=st.booleans(),
)


@given(more=st.lists(A_STEP, max_size=12, unique_by=lambda step: step.id), situation=A_SITUATION)
def test_whatever_there_is_a_week_is_full_and_fits(more, situation):
    steps = [*more, *five()]
    by_id = {step.id: step for step in steps}

    found = [by_id[one.id] for one in journeys.fill(steps, situation)]

    assert len(found) == len(set(found)) == situation.size
    assert all(situation.tags_off.isdisjoint(step.tags) for step in found)
    assert all(step.depth <= situation.depth for step in found)
    assert not (situation.is_alone and any(step.is_for_two for step in found))


@given(more=st.lists(A_STEP, max_size=12, unique_by=lambda step: step.id), situation=A_SITUATION)
def test_passing_over_never_brings_it_back(more, situation):
    steps = [*more, *five()]
    first = journeys.fill(steps, situation)
    passed = frozenset({first[0].id})

    later = replace(situation, passed=passed)
    again = journeys.fill(steps, later, first, is_new=False)

    assert first[0].id not in ids(again)
    assert ids(first)[1:] == ids(again)[: len(first) - 1]
