"""The monitor's laws, whatever the answers; how well it does is measured by bench/drift."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.drift import generator
from closeknit.domain import drift
from closeknit.domain.drift import watch

lawful = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
WEEKS = 60


@st.composite
def couples(draw):
    """Two people's answers over some weeks, with a change now and then, and gaps."""
    rng = np.random.default_rng(draw(st.integers(0, 10_000)))
    weeks = draw(st.integers(14, WEEKS))
    levels = rng.uniform(3.5, 6, 2) - rng.uniform(0, 2, 2) * (
        np.arange(weeks)[:, None] >= rng.integers(10, weeks)
    )
    items = np.clip(np.round(levels[..., None] + rng.normal(0, 1, (weeks, 2, 5))), 1, 7)
    items[rng.random((weeks, 2)) < draw(st.sampled_from([0, 0.3, 0.6]))] = np.nan
    items[rng.random(items.shape) < draw(st.sampled_from([0, 0.1]))] = np.nan
    return items


def days(items):
    week = np.arange(len(items))[:, None]
    return np.where(np.isnan(items).all(-1), np.nan, 7.0 * week + 3)


def look(items):
    return watch(items, days(items))


def steady(level=5.0, weeks=WEEKS, seed=1):
    rng = np.random.default_rng(seed)
    return np.clip(np.round(level + rng.normal(0, 0.8, (weeks, 2, 5))), 1, 7)


def levels(record):
    return np.array([record.level, record.low, record.high])


@lawful
@given(couples())
def test_the_order_of_partners_does_not_matter(items):
    one, other = look(items), look(items[:, ::-1])

    for here, there in zip(one, other, strict=True):
        assert (here.drift, here.gap, here.since) == (there.drift, there.gap, there.since)
        np.testing.assert_allclose(levels(here), levels(there)[:, ::-1], rtol=1e-7)


@lawful
@given(couples(), st.data())
def test_what_was_said_of_a_week_never_changes_later(items, data):
    end = data.draw(st.integers(1, len(items)))

    assert repr(look(items)[:end]) == repr(look(items[:end]))


@lawful
@given(couples(), st.integers(-4000, 4000))
def test_shifting_the_calendar_changes_nothing(items, shift):
    assert repr(watch(items, days(items) + shift)) == repr(look(items))


@lawful
@given(couples())
def test_a_missing_week_widens_the_bands_and_never_raises_a_notice(items):
    missing = np.full((1, 2, 5), np.nan)
    before, after = look(np.concatenate([items, missing]))[-2:]

    known = ~np.isnan(before.level)
    wide = np.array(after.high) - after.low
    assert (wide[known] > (np.array(before.high) - before.low)[known]).all()
    assert after.drift <= before.drift
    assert after.gap <= before.gap


@lawful
@given(couples(), couples())
def test_two_couples_at_once_are_told_what_each_is_told_alone(one, other):
    weeks = min(len(one), len(other))
    both = list(drift.watch_many(np.stack([one[:weeks], other[:weeks]])))

    for row, alone in enumerate((look(one[:weeks]), look(other[:weeks]))):
        for week, record in zip(both, alone, strict=True):
            assert (week.drift[row], week.gap[row]) == (record.drift, record.gap)
            at_once = [week.level[:, row], week.low[:, row], week.high[:, row]]
            np.testing.assert_allclose(at_once, levels(record), rtol=1e-9)


@lawful
@given(couples(), st.integers(0, 1))
def test_who_misses_a_week_is_less_known_than_with_an_answer(items, person):
    items[-1] = 5
    missing = items.copy()
    missing[-1, person] = np.nan

    def width(record):
        return record.high[person] - record.low[person]

    answered, missed = look(items)[-1], look(missing)[-1]

    assert not width(missed) < width(answered) - 0.5 * max(answered.high[person] - 6, 0)


@pytest.mark.parametrize("silent", [(0, 1), (1,)])
def test_a_notice_ends_when_those_it_is_about_have_long_been_silent(silent):
    items = np.concatenate([steady(5.0, 30), steady(5.0, 40, seed=2)])
    items[30:, 0] = np.clip(items[30:, 0] + 1.2, 1, 7)
    items[30:, 1] = np.clip(items[30:, 1] - 1.2, 1, 7)
    items[50:, silent] = np.nan

    records = look(items)

    assert records[49].gap
    assert records[60].gap
    assert not records[63].gap


def test_a_loss_is_said_no_more_when_both_have_long_been_silent():
    items = np.concatenate([steady(5.5, 30), steady(3.5, 40, seed=2)])
    items[45:] = np.nan

    records = look(items)

    assert records[50].drift
    assert not records[60].drift


@lawful
@given(couples())
def test_a_band_holds_its_level_and_a_notice_its_start(items):
    for week, record in enumerate(look(items)):
        for level, low, high in zip(record.level, record.low, record.high, strict=True):
            assert np.isnan(level) or low < level < high
        assert (record.since is not None) == record.drift
        assert record.since is None or 0 <= record.since <= week
        if record.drift:
            assert 0 <= record.change_low <= record.change <= record.change_high


def test_a_loss_is_noticed_dated_sized_and_let_go():
    items = np.concatenate([steady(5.5, 30), steady(3.5, 12, seed=2), steady(5.5, 14, seed=3)])

    records = look(items)

    shown = [week for week, record in enumerate(records) if record.drift]
    assert 30 <= shown[0] <= 34
    assert shown[-1] < 52
    standing = records[40]
    assert standing.drift
    assert 27 <= standing.since <= 32
    assert standing.change_low < 2 < standing.change_high


def test_steady_answers_raise_nothing():
    records = look(steady(5.5, 150))

    assert not any(record.drift or record.gap for record in records)


def test_better_answers_raise_no_notice_of_loss():
    items = np.concatenate([steady(4.0, 30), steady(6.0, 30, seed=2)])

    assert not any(record.drift for record in look(items))


def test_views_that_part_are_a_gap():
    items = np.concatenate([steady(5.0, 30), steady(5.0, 50, seed=2)])
    items[30:, 0] = np.clip(items[30:, 0] + 1.2, 1, 7)
    items[30:, 1] = np.clip(items[30:, 1] - 1.2, 1, 7)

    records = look(items)

    assert not any(record.gap for record in records[:30])
    assert records[-1].gap


def test_nothing_is_said_in_the_first_twelve_weeks():
    items = np.concatenate([steady(6.5, 4), steady(1.5, 10)])

    records = look(items)

    assert not any(record.drift for record in records[: drift.FIRST_WEEKS])


def test_one_who_answers_alone_is_watched_alone():
    items = np.concatenate([steady(5.5, 30), steady(3.5, 12, seed=2)])
    items[:, 1] = np.nan

    records = look(items)

    assert records[-1].drift
    assert np.isnan([record.level[1] for record in records]).all()


def test_one_odd_week_raises_nothing():
    items = steady(5.5, 40)
    items[30] = 1

    assert not any(record.drift for record in look(items))


def test_a_week_needs_three_of_five_answers():
    whole, with_two = steady(weeks=20), steady(weeks=20)
    with_two[15, 0, :3] = np.nan
    without = steady(weeks=20)
    without[15, 0] = np.nan

    assert repr(look(with_two)) == repr(look(without))
    assert repr(look(with_two)) != repr(look(whole))


def test_a_day_that_is_missing_takes_its_answers_along():
    items = steady(weeks=20)
    day = days(items)
    day[10, 1] = np.nan
    without = items.copy()
    without[10, 1] = np.nan

    assert repr(watch(items, day)) == repr(look(without))


def test_memory_stays_the_same_however_long_it_goes_on():
    couples = drift.Couples(1)
    scores, noise = np.full((2, 1), 5.0), np.ones((2, 1))

    def size():
        return sum(array.nbytes for array in arrays(couples))

    couples.hear(scores, noise)
    before = size()
    for _week in range(300):
        couples.hear(scores, noise)

    assert size() == before


def arrays(thing):
    for value in vars(thing).values():
        if isinstance(value, np.ndarray):
            yield value
        elif hasattr(value, "__dict__"):
            yield from arrays(value)


def test_each_of_several_couples_gets_records_of_its_own():
    items = np.stack([steady(seed=1), steady(4.0, seed=2)])

    assert repr(drift.watch_each(items)[1]) == repr(look(items[1]))


def test_no_weeks_are_no_records():
    assert watch(np.empty((0, 2, 5)), np.empty((0, 2))) == []


def test_a_record_can_be_read_by_name():
    record = look(steady(weeks=3))[-1]

    assert record["level"] == record.level


@pytest.mark.parametrize(
    ("items", "day", "said"),
    [
        (np.ones((4, 5)), np.ones((4, 2)), r"items must have shape \(weeks, 2, 5\)"),
        (np.ones((4, 2, 4)), np.ones((4, 2)), r"items must have shape \(weeks, 2, 5\)"),
        (np.ones((4, 2, 5)), np.ones((3, 2)), r"day must have shape \(4, 2\)"),
    ],
)
def test_another_shape_is_told_in_words(items, day, said):
    with pytest.raises(ValueError, match=said):
        watch(items, day)


def test_a_sample_of_simulated_couples_is_told_what_the_benchmark_expects():
    """Wide limits on few couples: whether the monitor works at all, not how well."""
    stable = generator.gen(1, 100, 116, "stable")["items"]
    step = generator.gen(2, 100, 80, "step", miss=False)

    quiet = np.stack([week.drift for week in drift.watch_many(stable)])
    found = np.stack([week.drift for week in drift.watch_many(step["items"])], 1)

    assert quiet.any(0).mean() < 0.65
    assert found[np.arange(100), step["tau"] + 20].mean() > 0.8
