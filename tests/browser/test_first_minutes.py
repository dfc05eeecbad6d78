"""The first ten minutes, counted: few screens, few presses, little to type."""

import pytest

from tests.browser import path
from tests.browser.walker import PHONE, Walker

pytestmark = pytest.mark.browser

# At ease: eight seconds to read a screen, two for a press, twenty to write into a field.
SECONDS = {"screens": 8, "presses": 2, "typed": 20}
MOST_SECONDS = 600
MOST_SCREENS = 16


def test_both_answers_are_open_within_ten_minutes(walker):
    ana, bo = walker("Ana", device=PHONE), walker("Bo", device=PHONE)
    path.sign_up(ana)
    path.open_invite(bo, *path.invite(ana))
    path.accept(bo, "Ana")
    path.give_back(bo, "Ana")
    bo.link("To the question")
    path.answer_question(bo)
    ana.go("/today/")
    path.answer_question(ana)
    ana.sees(*path.ANSWERS.values())
    bo.go("/today/")
    bo.link("Read both")
    bo.sees(*path.ANSWERS.values())
    for one in (ana, bo):
        print(f"{one.name}: {counted(one)}")
        assert one.screens <= MOST_SCREENS, counted(one)
        assert seconds(one) <= MOST_SECONDS, counted(one)


def seconds(one: Walker) -> int:
    return sum(getattr(one, name) * each for name, each in SECONDS.items())


def counted(one: Walker) -> str:
    counts = ", ".join(f"{getattr(one, name)} {name}" for name in SECONDS)
    return f"{counts}, about {seconds(one) / 60:.1f} minutes at ease"
