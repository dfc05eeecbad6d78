from dataclasses import dataclass, replace
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closeknit.domain.questions import (
    candidates,
    choose,
    deeper,
    evenings,
    lighter,
    needs_journal,
    readable_answers,
    wanted_depth,
)

PILLARS = ("safety", "openness", "empathy", "conversation", "experience")
STAGES = ("early", "long", "transition")
TAGS = ("money", "grief", "body")
ANA, BO, EVE = UUID(int=1), UUID(int=2), UUID(int=3)


@dataclass(frozen=True)
class Card:
    id: str
    depth: int = 2
    pillar: str = "safety"
    stages: tuple[str, ...] = STAGES
    tags: tuple[str, ...] = ()
    alone: bool = True


def ask(cards, **wishes):
    usual = {
        "stage": None,
        "depth": 2,
        "ceilings": [4, 4],
        "off_tags": frozenset(),
        "asked": [],
        "seed": "monday",
    }
    return choose(cards, **(usual | wishes))


def a_deck():
    card = st.builds(
        Card,
        id=st.integers(0, 40).map(str),
        depth=st.integers(1, 4),
        pillar=st.sampled_from(PILLARS),
        stages=st.sets(st.sampled_from(STAGES), min_size=1).map(tuple),
        tags=st.sets(st.sampled_from(TAGS), max_size=2).map(tuple),
        alone=st.booleans(),
    )
    return st.lists(card, max_size=25, unique_by=lambda card: card.id)


wishes = st.fixed_dictionaries(
    {
        "stage": st.none() | st.sampled_from(STAGES),
        "depth": st.integers(1, 4),
        "ceilings": st.lists(st.integers(1, 4), max_size=2),
        "off_tags": st.frozensets(st.sampled_from(TAGS)),
        "asked": st.lists(st.integers(0, 45).map(str), max_size=30),
        "seed": st.text(max_size=5),
        "alone": st.booleans(),
    }
)


def is_allowed(card, wish):
    return (
        (wish["stage"] is None or wish["stage"] in card.stages)
        and card.depth <= min(wish["ceilings"], default=4)
        and not wish["off_tags"] & set(card.tags)
        and (card.alone or not wish["alone"])
    )


@given(a_deck(), wishes)
def test_only_an_allowed_question_is_given_and_one_whenever_any_is_allowed(deck, wish):
    allowed = [card for card in deck if is_allowed(card, wish)]

    given_card = choose(deck, **wish)

    assert given_card in allowed if allowed else given_card is None


@given(a_deck(), wishes)
def test_nothing_repeats_while_something_new_is_left(deck, wish):
    new = [card for card in deck if is_allowed(card, wish) and card.id not in wish["asked"]]

    given_card = choose(deck, **wish)

    assert not new or given_card in new


@given(a_deck(), wishes)
def test_no_new_question_would_be_nearer_to_the_wanted_depth(deck, wish):
    given_card = choose(deck, **wish)
    new = [card for card in deck if is_allowed(card, wish) and card.id not in wish["asked"]]
    wanted = min(wish["depth"], *wish["ceilings"], 4)

    assert all(abs(given_card.depth - wanted) <= abs(card.depth - wanted) for card in new)


@given(a_deck(), wishes, st.randoms(use_true_random=False))
def test_both_devices_choose_the_same_question(deck, wish, shuffler):
    shuffled = deck.copy()
    shuffler.shuffle(shuffled)

    assert choose(shuffled, **wish) == choose(deck, **wish)


@given(a_deck(), wishes)
def test_candidates_hold_what_is_chosen(deck, wish):
    filters = {key: value for key, value in wish.items() if key not in {"ceilings", "seed"}}

    found = candidates(deck, ceiling=min(wish["ceilings"], default=4), **filters)

    given_card = choose(deck, **wish)
    assert given_card in found if found else given_card is None


def test_the_lower_ceiling_applies():
    deck = [Card("light", depth=1), Card("deep", depth=4)]

    assert ask(deck, depth=4, ceilings=[4, 3]).id == "light"


def test_of_two_equally_near_depths_the_lighter_is_given():
    deck = [Card("open", depth=3), Card("light", depth=1)]

    assert ask(deck, depth=2).id == "light"


def test_without_ceilings_every_depth_is_open():
    assert ask([Card("deep", depth=4)], ceilings=[]).id == "deep"


def test_the_question_asked_longest_ago_returns_when_nothing_else_is_left():
    deck = [Card("a"), Card("b"), Card("c")]

    assert ask(deck, asked=["a", "b", "c", "a"]).id == "b"


def test_a_pillar_that_was_never_asked_comes_before_one_that_was():
    deck = [Card(f"{pillar}-{n}", pillar=pillar) for pillar in PILLARS for n in range(3)]
    asked = ["safety-0", "openness-0", "empathy-0", "experience-0"]

    assert ask(deck, asked=asked).pillar == "conversation"


def test_pillars_take_turns_through_the_whole_deck():
    deck = [Card(f"{pillar}-{n}", pillar=pillar) for pillar in PILLARS for n in range(4)]
    asked = []
    for evening in range(len(deck)):
        asked.append(ask(deck, asked=asked, seed=str(evening)).id)

    rounds = [asked[start : start + 5] for start in range(0, len(asked), 5)]

    assert len(set(asked)) == len(deck)
    assert all(len({name.split("-")[0] for name in one_round}) == 5 for one_round in rounds)
    assert all(a.split("-")[0] != b.split("-")[0] for a, b in pairwise(asked))


def test_questions_of_ones_own_among_the_asked_are_passed_over():
    assert ask([Card("a"), Card("b")], asked=["our-own", "a"]).id == "b"


def test_another_seed_gives_another_question_sooner_or_later():
    deck = [Card(str(n)) for n in range(10)]

    assert len({ask(deck, seed=str(n)).id for n in range(30)}) > 5


def test_alone_leaves_out_what_needs_two():
    deck = [Card("us", alone=False)]

    assert ask(deck, alone=True) is None
    assert ask([*deck, replace(deck[0], id="me", alone=True)], alone=True).id == "me"


def test_it_starts_light_and_goes_deeper_with_what_was_opened_together():
    depths = [wanted_depth(opened) for opened in range(16)]

    assert depths == [1, 2, 2, 1, 2, 2, 2, 3, 3, 2, 3, 3, 3, 4, 4, 3]
    assert {wanted_depth(opened) for opened in range(100, 200)} == {3, 4}


def test_lighter_goes_down_one_step_and_stops_at_the_lightest():
    assert [lighter(depth) for depth in (1, 2, 3, 4)] == [1, 1, 2, 3]


def test_three_evenings_are_tuesday_thursday_and_sunday():
    assert [day for day in range(7) if evenings(day, 3)] == [1, 3, 6]


@pytest.mark.parametrize("per_week", range(8))
def test_a_week_has_as_many_evenings_as_were_wished_for(per_week):
    assert sum(evenings(day, per_week) for day in range(7)) == per_week


def test_an_answer_becomes_a_journal_after_seven_days():
    assert not needs_journal(6)
    assert needs_journal(7)


def test_each_reads_only_their_own_words_until_both_wrote():
    assert readable_answers({ANA: "Our walks"}, ANA) == {ANA: "Our walks"}
    assert readable_answers({ANA: "Our walks"}, BO) == {}


def test_both_answers_open_together():
    answers = {ANA: "Our walks", BO: "Your soup"}

    assert readable_answers(answers, ANA) == readable_answers(answers, BO) == answers


def test_a_stranger_reads_nothing_even_when_both_wrote():
    assert readable_answers({ANA: "Our walks", BO: "Your soup"}, EVE) == {}


ALIKE = {"a": 0.1, "b": 0.9, "c": 0.5, "d": 0.7, "e": 0.2, "f": 0.8}


def levels(*depths):
    return [Card(one, depth) for one, depth in zip("abcdef", depths, strict=False)]


def test_three_deeper_ones_lie_a_level_apart_and_are_the_most_alike():
    found = deeper(levels(2, 2, 3, 3, 4, 4), 1, ALIKE)

    assert [one.id for one in found] == ["b", "d", "f"]


def test_where_few_levels_are_left_they_come_twice():
    found = deeper(levels(2, 3, 3, 4, 4, 4), 2, ALIKE)

    assert [one.id for one in found] == ["b", "c", "f"]


def test_from_the_deepest_none_goes_deeper_but_three_go_as_deep():
    found = deeper(levels(1, 4, 4, 4, 4, 2), 4, ALIKE)

    assert [one.id for one in found] == ["b", "d", "c"]


def test_below_a_low_ceiling_nothing_is_deeper():
    assert deeper(levels(1, 1, 2), 2, ALIKE) == []


def test_equally_alike_ones_come_in_a_steady_order():
    known = levels(2, 2, 2)

    assert deeper(known, 1, dict.fromkeys("abc", 0.5)) == deeper(
        list(reversed(known)), 1, dict.fromkeys("abc", 0.5)
    )
