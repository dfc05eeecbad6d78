"""Two people choose a journey and do a week of it; one passes a step over, and the plan answers."""

import pytest

from tests.browser.walker import DESK, PHONE, KeyWalker, PlainWalker, Walker

pytestmark = pytest.mark.browser

WAYS = {
    "phone": (Walker, PHONE),
    "keyboard alone": (KeyWalker, DESK),
    "no javascript": (PlainWalker, PHONE),
}
STEPS = "#steps h3"


def names(one: Walker) -> list[str]:
    return one.page.locator(STEPS).all_text_contents()


@pytest.mark.parametrize("way", WAYS)
def test_a_week_of_two_with_a_step_passed_over(walker, house, way):
    kind, device = WAYS[way]
    ana_address, bo_address = house.pair()
    ana = walker("Ana", address=ana_address, kind=kind, device=device)
    bo = walker("Bo", address=bo_address, kind=kind)

    ana.go("/journeys/")
    ana.press(ana.page.get_by_role("link", name="Together for long"))
    ana.choose("Let the other one know")
    ana.button("Begin")
    ana.sees("Steps of this week")
    first = names(ana)
    assert len(first) == 4

    ana.press(ana.page.get_by_role("button", name=f"{first[1]}: pass it over"))
    ana.sees("It comes in the place of what you passed over.")
    second = names(ana)
    assert first[1] not in second
    assert len(second) == 4

    _walk_along(bo)
    assert names(bo)[0] == first[0]
    for one in (ana, bo):
        _do_the_week(one)
    ana.button("To the next week")
    ana.sees("Steps of this week")
    assert not set(names(ana)) & {*first, *second}
    ana.go("/today/")
    ana.sees("This week:")
    ana.sees_no("Write yours")


def _walk_along(one: Walker) -> None:
    one.go("/today/")
    one.sees("Ana walks “Together for long”")
    one.link("Look at it")
    one.choose("Let the other one know")
    one.button("Begin")
    one.sees("Ana walks it, too.")


def _do_the_week(one: Walker) -> None:
    one.go("/journeys/")
    for name in names(one):
        one.press(one.page.get_by_role("button", name=f"{name}: done", exact=True))
    one.sees("All of this week is done")


def test_a_step_leads_to_its_place_and_a_pause_asks_for_nothing(walker, house):
    ana = walker("Ana", address=house.pair()[0], device=PHONE)
    ana.go("/journeys/transition/")
    ana.choose("A move")
    ana.button("Begin")
    ana.press(ana.page.locator("#steps > li .row > :first-child").first)
    ana.page.wait_for_url(lambda url: "/journeys/" not in url)
    ana.go("/journeys/")
    ana.button("Pause")
    ana.sees("This journey rests")
    ana.go("/today/")
    ana.sees_no("This week:")
