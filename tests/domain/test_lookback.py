from datetime import date

from closeknit.domain.lookback import Feeling, Felt, first_of, weeks

SUNDAY = date(2026, 11, 22)
TIRED = Feeling("tired", "low", pleasant=False)
CALM = Feeling("calm", "low", pleasant=True)
ALIVE = Feeling("alive", "high", pleasant=True)


def test_a_week_begins_on_monday():
    found = weeks([Felt(SUNDAY, (TIRED,)), Felt(date(2026, 11, 16), (CALM,))], SUNDAY, 1)

    assert [week.begins for week in found] == [date(2026, 11, 16)]
    assert set(found[0].feelings) == {"tired", "calm"}


def test_weeks_without_a_word_are_there_and_empty():
    found = weeks([], SUNDAY, 26)

    assert len(found) == 26
    assert found[0].begins == first_of(SUNDAY, 26)
    assert all(week.is_empty and week.level is None for week in found)


def test_what_came_most_often_stands_first():
    felt = [Felt(SUNDAY, (CALM, TIRED), need="rest"), Felt(SUNDAY, (TIRED,), need="rest")]

    week = weeks(felt, SUNDAY, 1)[0]

    assert week.feelings == ("tired", "calm")
    assert week.needs == ("rest",)


def test_feelings_of_one_energy_and_tone_make_one_bead_as_strong_as_the_strongest():
    weary = Feeling("weary", "low", pleasant=False)

    week = weeks(
        [Felt(SUNDAY, (TIRED,), strength=2), Felt(SUNDAY, (weary,), strength=5)], SUNDAY, 1
    )[0]

    assert [(bead.energy, bead.pleasant, bead.strength) for bead in week.beads] == [
        ("low", False, 5)
    ]
    assert set(week.words_of("low")) == {"tired", "weary"}


def test_strength_that_was_not_said_counts_as_the_middle():
    assert weeks([Felt(SUNDAY, (TIRED,))], SUNDAY, 1)[0].beads[0].strength == 3


def test_the_level_is_the_mean_energy():
    assert weeks([Felt(SUNDAY, (TIRED, ALIVE))], SUNDAY, 1)[0].level == 1


def test_an_own_word_is_in_the_words_and_not_in_the_picture():
    week = weeks([Felt(SUNDAY, (Feeling("wobbly"),))], SUNDAY, 1)[0]

    assert week.feelings == ("wobbly",)
    assert week.beads == ()
    assert week.level is None
