from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closeknit.domain import measures
from closeknit.domain.measures import Score

answers = st.lists(st.integers(1, 7), min_size=5, max_size=5)


@given(answers)
def test_a_score_lies_among_its_answers(told):
    score = measures.score(told)

    assert min(told) <= score.mean <= max(told)
    assert measures.LOW <= score.low <= score.mean <= score.high <= measures.HIGH
    assert score.error > 0


@given(answers, st.permutations(range(5)))
def test_the_order_of_answers_does_not_matter(told, order):
    shuffled = measures.score([told[place] for place in order])

    assert shuffled.mean == pytest.approx(measures.score(told).mean)
    assert shuffled.error == pytest.approx(measures.score(told).error)


@given(st.integers(1, 7))
def test_turning_twice_gives_the_answer_back(answer):
    turned = measures.turned(answer, is_reversed=True)

    assert measures.turned(turned, is_reversed=True) == answer
    assert turned + answer == 8
    assert measures.turned(answer, is_reversed=False) == answer


def test_no_answer_stays_none_when_it_is_turned():
    assert measures.turned(0, is_reversed=True) == 0


@pytest.mark.parametrize(("told", "has_score"), [([5, 5, 5, 5, 0], True), ([5, 5, 5, 0, 0], False)])
def test_four_of_five_give_a_score(told, has_score):
    assert (measures.score(told) is not None) is has_score


def test_a_missing_answer_makes_a_score_less_exact():
    assert measures.score([5, 5, 5, 5, 0]).error > measures.score([5, 5, 5, 5, 5]).error


@given(answers)
def test_a_score_shows_between_0_and_100(told):
    assert 0 <= measures.score(told).of_100 <= 100


def test_the_ends_of_the_scale_are_0_and_100():
    assert measures.of_100(1) == 0
    assert measures.of_100(7) == 100


@given(st.floats(1, 7), st.floats(1, 7), st.floats(0.2, 1), st.floats(0.2, 1))
def test_a_change_is_beyond_noise_only_past_1_96_errors_of_the_difference(one, two, error, other):
    first, second = Score(one, error), Score(two, other)

    is_far = abs(one - two) > 1.96 * (error**2 + other**2) ** 0.5

    assert measures.is_beyond_noise(first, second) is is_far
    assert measures.is_beyond_noise(second, first) is is_far


@pytest.mark.parametrize(
    ("theirs", "said"),
    [(5.0, measures.SIMILAR), (5.8, measures.SOMEWHAT_APART), (6.5, measures.DIFFERENT)],
)
def test_two_views_are_named_by_what_their_errors_allow(theirs, said):
    assert measures.views(Score(5.0, 0.5), Score(theirs, 0.5)) == said
    assert measures.views(Score(theirs, 0.5), Score(5.0, 0.5)) == said


def test_weeks_begin_on_monday():
    sunday, monday = date(2026, 11, 22), date(2026, 11, 23)

    assert measures.week_of(monday) == measures.week_of(sunday) + 1
    assert measures.monday_of(measures.week_of(monday)) == monday
    assert measures.monday_of(measures.week_of(sunday)) == date(2026, 11, 16)


def test_four_weeks_need_three_answers():
    scores = {100: 5.0, 101: 6.0, 103: 4.0, 104: 5.0, 105: 5.0}

    months = measures.months(scores, 100, 107)

    assert [month.week for month in months] == [100, 104]
    assert months[0].score.mean == 5.0
    assert months[1].score is None


def test_a_fourth_answer_makes_four_weeks_more_exact():
    three = measures.months({100: 5.0, 101: 5.0, 102: 5.0}, 100, 103)[0].score
    four = measures.months({100: 5.0, 101: 5.0, 102: 5.0, 103: 5.0}, 100, 103)[0].score

    assert four.error < three.error


def test_everybody_has_the_same_four_weeks():
    assert [one.week for one in measures.months({}, 101, 106)] == [100, 104]


def test_one_item_over_some_weeks_needs_three_answers():
    assert measures.mean_of([6, 0, 6]) is None
    assert measures.mean_of([6, 3, 6, 0]).mean == 5
