"""The benchmark measures what it says: its generators, its metrics, its search for leaks."""

import numpy as np
import pytest

from bench.drift import generator, metrics, run, second, targets
from bench.drift.couples import SCENARIOS, Scenario, Simulated, days, seed, simulate


@pytest.fixture(scope="module")
def couples():
    return generator.gen(1, 1500, 60, "stable", miss=False)


def test_the_open_generator_is_the_one_that_was_specified(couples):
    scores, items = couples["y"], couples["items"][:, 30].reshape(-1, 5)
    spread = np.cov(items.T)
    true = (couples["trait"] + couples["x"][:, 30]).ravel()

    alpha = 5 / 4 * (1 - np.trace(spread) / spread.sum())
    known = np.corrcoef(scores[:, 30].ravel(), true)[0, 1] ** 2

    assert 0.73 < alpha < 0.81
    assert 0.71 < known < 0.78
    assert 0.65 < scores.std(1).mean() < 0.71
    assert 0.035 < (scores >= 6.8).mean() < 0.07
    assert 0.27 < np.isnan(generator.gen(1, 1500, 60, "stable")["y"]).mean() < 0.32


@pytest.mark.parametrize("name", generator.SCEN)
@pytest.mark.parametrize("make", [generator.gen, second.gen])
def test_every_scenario_changes_what_it_says(name, make):
    made = simulate(Scenario(name), 5, 200, make=make)

    if name in ("stable", "season"):
        assert (made.begins == -1).all()
    else:
        before = made.true[np.arange(200), made.begins - 1]
        after = made.true[np.arange(200), np.minimum(made.begins + 5, 99)]
        assert (made.begins >= 20).all()
        assert ((after - before) != 0).any(1).all()


def test_one_of_two_never_answers_where_it_says_so():
    made = simulate(Scenario("stable", solo=True), 5, 50)

    assert (np.isnan(made.items).all((1, 3)).sum(1) == 1).all()


def test_reporting_seeds_are_apart_from_those_for_tuning():
    seeds = {seed(scenario, number) for scenario in SCENARIOS for number in range(3)}

    assert min(seeds) >= 100_000


def test_days_lie_in_their_week_and_are_missing_with_it():
    made = simulate(Scenario("stable"), 5, 20)

    day = days(made.items, np.random.default_rng(0))

    assert (np.isnan(day) == np.isnan(made.items).all(-1)).all()
    assert (np.nan_to_num(day) // 7 <= np.arange(100)[None, :, None]).all()


def watched(drift, gap=None):
    flags = np.array(drift, bool)
    nothing = np.zeros((*flags.shape, 2))
    none = np.full(flags.shape, np.nan)
    return metrics.Watched(
        flags, flags & False if gap is None else gap, nothing, nothing, nothing, none, none
    )


def simulated(couples, begins=-1, recovered=0):
    weeks = metrics.FIRST + metrics.MONITORED
    return Simulated(
        np.full((couples, weeks, 2, 5), 5.0),
        np.zeros((couples, weeks, 2)),
        np.full(couples, begins),
        np.full(couples, recovered),
    )


def test_run_length_counts_weeks_at_risk_for_each_first_alarm():
    drift = np.zeros((2, 168), bool)
    drift[0, 22:] = True

    found = metrics.measure(SCENARIOS[0], simulated(2), watched(drift))

    assert found["arl"] == 10 + 156
    assert found["y1"] == 0.5


def test_delay_counts_from_the_first_week_of_change_among_those_not_yet_alarmed():
    drift = np.zeros((4, 168), bool)
    drift[0, 20:], drift[1, 40:], drift[2, 35:] = True, True, True

    found = metrics.measure(Scenario("slow12"), simulated(4, begins=30), watched(drift))

    assert found["drift kept"] == 0.75
    assert found["drift median"] == 10
    assert found["drift p90"] == np.inf
    assert found["drift by 12"] == pytest.approx(2 / 3)


def test_a_crisis_is_cleared_when_its_alarm_ends_within_twelve_weeks_of_recovery():
    drift = np.zeros((3, 168), bool)
    drift[0, 32:45], drift[1, 32:60], drift[2, 48:60] = True, True, True

    made = simulated(3, begins=30, recovered=40)
    found = metrics.measure(Scenario("crisis"), made, watched(drift))

    assert found["clear"] == pytest.approx(1 / 3)


def test_an_alarm_of_a_lasting_loss_that_ends_soon_is_wrong():
    drift = np.zeros((2, 168), bool)
    drift[0, 32:45], drift[1, 32:] = True, True

    found = metrics.measure(Scenario("step"), simulated(2, begins=30), watched(drift))

    assert found["wrong"] == 0.5


def test_a_monitor_that_looks_ahead_is_found_out(monkeypatch):
    honest = run.watch

    def leaking(items, day):
        records = honest(items, day)
        return [*records[:-1], records[-1]] if len(items) < 40 else honest(items[::-1], day[::-1])

    assert run.prefixes_hold(SCENARIOS[0])
    monkeypatch.setattr(run, "watch", leaking)
    assert not run.prefixes_hold(SCENARIOS[0])


def test_targets_are_doubled_in_tolerance_for_few_couples():
    target = targets.Target("stable", "arl", 156, 197)

    assert target.limit() == 156
    assert target.limit(2) == 115
    assert not target.is_kept(120)
    assert target.is_kept(120, 2)


def test_what_beats_the_known_optimum_clearly_is_called_too_good():
    honest = {name: {"drift median": 20, "drift p90": 30} for name in targets.STRETCH}

    assert targets.too_good(honest) == []
    assert targets.too_good(honest | {"one26": {"drift median": 15, "drift p90": 30}}) == ["one26"]


def test_a_missed_target_is_named():
    figures = {target.scenario: {} for target in targets.TARGETS}
    for target in targets.TARGETS:
        figures[target.scenario][target.figure] = target.bound
    figures["stable"]["arl"] = 100

    assert [target.name for target in targets.missed(figures)] == ["stable: arl"]
