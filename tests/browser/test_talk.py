"""A talk on two phones, on one, and in writing; with the network cut and the server killed."""

import re
from contextlib import ExitStack

import pytest
from playwright.sync_api import Playwright, expect

from tests.browser.conftest import Watched
from tests.browser.house import House, serving
from tests.browser.walker import PHONE, KeyWalker, PlainWalker, Walker

pytestmark = pytest.mark.browser

TOLD = "When you said it was nothing, I felt small."
HEARD = "You felt small when I called it nothing."
FIXING = "You could just ignore it."
SPEAK = "Say what is on your mind"
REFLECT = "Give back what you heard"
LISTEN = "You need no answer and no solution"
# The most by which two phones may differ, in milliseconds.
DRIFT = 250


@pytest.fixture(scope="module")
def own_house(tmp_path_factory: pytest.TempPathFactory):
    """A house of one's own, whose server can be killed: it comes back where it was."""
    with serving(tmp_path_factory.mktemp("talk") / "data") as house:
        yield house


@pytest.fixture
def own_walker(playwright: Playwright, browser, own_house: House):
    """Phones in that house, or in another."""
    houses = []

    def open_for(name: str, address: str, house: House = own_house) -> Walker:
        watched = Watched(playwright, browser, house)
        houses.append(watched)
        one = Walker(name, address, watched.context(PHONE).new_page(), has_touch=True)
        one.sign_in()
        return one

    yield open_for
    for watched in houses:
        for context in watched.contexts:
            context.close()
        assert not watched.faults


def begin(ana: Walker, bo: Walker, way: str = "Ten minutes each", how: str = "") -> None:
    """Ana invites, and Bo begins from the page that told by itself."""
    bo.go("/listen/")
    ana.go("/listen/")
    ana.press(ana.page.get_by_role("link", name=way))
    if how:
        ana.choose(how)
    ana.field("What is it about?", "Sunday")
    ana.button("Begin")
    ana.sees("is invited")
    if not bo.has_script:
        bo.go("/listen/")
    bo.link("Look at it")
    bo.sees("Sunday")
    bo.button("Begin")


def both_ready(*people: Walker) -> None:
    for one in people:
        one.button("I am here")


def wait_until(one: Walker, script: str) -> None:
    """The page's own policy lets nothing be evaluated in it by itself, so it is asked again."""
    for _ in range(200):
        if one.page.evaluate(script):
            return
        one.page.wait_for_timeout(50)
    raise AssertionError(script)


def clock_of(one: Walker) -> float:
    """Return how far ahead of its end a phone's clock stands, against the test's own clock."""
    # What was swapped in a moment ago has not been shown its time yet.
    wait_until(one, "Boolean(document.querySelector('.clock')?.dataset.left)")
    script = "() => Number(document.querySelector('.clock').dataset.left) + Date.now()"
    return float(one.page.evaluate(script))


def test_a_whole_talk_with_the_network_cut_and_the_server_killed(own_walker, own_house):
    ana_address, bo_address = own_house.pair()
    ana, bo = own_walker("Ana", ana_address), own_walker("Bo", bo_address)
    begin(ana, bo)
    both_ready(ana, bo)
    ana.sees(SPEAK, "Your step")
    bo.sees(LISTEN)
    assert abs(clock_of(ana) - clock_of(bo)) <= DRIFT

    bo.page.context.set_offline(True)
    ana.button("That is it for now")
    ana.sees("You can put it right in a moment")
    bo.sees(LISTEN)
    bo.page.context.set_offline(False)
    bo.sees(REFLECT)
    assert abs(clock_of(ana) - clock_of(bo)) <= DRIFT

    own_house.restart()
    bo.button("I have given it back")
    ana.sees("Was that it?")
    ana.button("I would like to add something")
    bo.sees(LISTEN)
    take_turn(ana, bo)
    for one in (ana, bo):
        one.button("Yes, I can still listen")
    bo.sees(SPEAK)
    take_turn(bo, ana)
    take_along(ana, bo)


def take_turn(speaker: Walker, listener: Walker) -> None:
    speaker.button("That is it for now")
    listener.button("I have given it back")
    speaker.button("Yes, that is it")
    listener.button("I have said it")


def take_along(ana: Walker, bo: Walker) -> None:
    for one in (ana, bo):
        one.button("Thank you")
    for one in (ana, bo):
        one.sees("That is all. Thank you for listening to each other.")
    ana.field("Something to take along", "You stayed.")
    ana.choose("Bo and me")
    ana.choose("6")
    ana.button("Keep")
    ana.sees("Kept.")
    bo.page.reload()
    bo.sees("Ana takes along", "You stayed.")


def test_two_processes_and_one_of_them_killed(own_walker, tmp_path, redis):
    with redis() as url, ExitStack() as stack:
        there = {"CLOSEKNIT_CHANNEL_URL": url}
        first, second = (
            stack.enter_context(serving(tmp_path / "two" / "data", **there)) for _ in range(2)
        )
        ana_address, bo_address = first.pair()
        ana = own_walker("Ana", ana_address, first)
        bo = own_walker("Bo", bo_address, second)
        begin(ana, bo)
        both_ready(ana, bo)
        ana.sees(SPEAK)
        bo.sees(LISTEN)

        first.server.kill()
        # A proxy would lead to the process that is left.
        ana.go(ana.page.url.replace(first.url, second.url))

        take_turn(ana, bo)
        ana.sees("Can you still listen?")
        bo.sees("Can you still listen?")


def test_both_press_at_once_and_one_step_is_made(own_walker, own_house):
    ana_address, bo_address = own_house.pair()
    ana, again = own_walker("Ana", ana_address), own_walker("Ana", ana_address)
    bo = own_walker("Bo", bo_address)
    begin(ana, bo)
    again.go(ana.page.url)
    both_ready(ana, bo)
    for one in (ana, again):
        one.sees("Your step")

    # Both presses are on their way before either has an answer.
    press = "[...document.querySelectorAll('#talk .moves .btn')][0].click()"
    ana.page.evaluate(press)
    again.page.evaluate(press)

    bo.sees(REFLECT)
    ana.sees("You can put it right in a moment")
    again.sees("You can put it right in a moment")


def test_the_clock_is_hidden_on_one_phone_and_extended_on_both(own_walker, own_house):
    ana_address, bo_address = own_house.pair()
    ana, bo = own_walker("Ana", ana_address), own_walker("Bo", bo_address)
    begin(ana, bo)
    both_ready(ana, bo)
    ana.sees(SPEAK)
    bo.sees(LISTEN)

    ana.press(ana.page.get_by_text("Hide the clock"))
    bo.button("Two minutes more")

    expect(bo.page.locator(".clock")).to_have_text(re.compile("^[67]:"))
    expect(ana.page.locator(".clock")).to_be_hidden()
    ana.press(ana.page.get_by_text("Show the clock"))
    expect(ana.page.locator(".clock")).to_have_text(re.compile("^[67]:"))
    bo.button("Without a clock")
    expect(ana.page.locator(".clock")).to_have_count(0)


def test_flooded_somebody_pauses_calms_down_and_comes_back(own_walker, own_house):
    ana_address, bo_address = own_house.pair()
    ana, bo = own_walker("Ana", ana_address), own_walker("Bo", bo_address)
    begin(ana, bo, "After an argument")
    bo.sees("Can you listen now?")
    ana.button("Yes, I can listen")
    bo.link("No, I need a pause")
    ana.sees("It goes on when you are both ready.")
    bo.choose("In twenty minutes")
    bo.button("Pause until then")

    bo.sees_title("Let your body arrive first")
    ana.sees("A pause", "nobody is to blame")
    assert ana.page.get_by_role("button", name="I am here again").count() == 0

    bo.go("/today/")
    bo.link("Go on")
    bo.button("I am here again")
    ana.button("I am here again")
    for one in (ana, bo):
        one.button("Yes, I can listen")
    for one in (ana, bo):
        one.sees("Let it get quiet")


def test_one_phone_lies_between_the_two_and_turns(walker, house):
    address, _ = house.pair()
    ana = walker("Ana", address=address, device=PHONE)
    ana.go("/listen/begin/eight-minutes/")
    ana.choose("On this phone, lying between us")
    ana.button("Begin")
    talk = ana.page.locator("#talk")

    ana.button("I am here")
    ana.sees("Tell one thing from today")
    assert talk.evaluate("one => getComputedStyle(one).rotate") == "none"
    ana.button("That was it")
    ana.sees("Say in a sentence or two")
    assert talk.evaluate("one => getComputedStyle(one).rotate") == "180deg"
    expect(ana.page.get_by_role("link", name="Leave quickly")).to_be_in_viewport()
    ana.button("I have given it back")
    for name in ("Ana", "Bo"):
        ana.sees_title(f"{name}, can you still listen?")
        ana.button("Yes")
    ana.button("That was it")
    ana.button("I have given it back")
    ana.button("Thank you")
    ana.sees("That is all. Thank you for listening to each other.")


@pytest.mark.parametrize("kind", [KeyWalker, PlainWalker])
def test_in_writing_by_keyboard_alone_and_without_javascript(walker, house, kind):
    ana_address, bo_address = house.pair()
    ana = walker("Ana", address=ana_address, kind=kind)
    bo = walker("Bo", address=bo_address, kind=kind)
    begin(ana, bo, "Ten minutes each", "In writing, each when there is time; it may take days")

    ana.page.reload()
    ana.field("Your words", TOLD)
    ana.button("Send")
    bo.page.reload()
    bo.sees(TOLD)
    bo.field("Your words", FIXING)
    bo.button("Send")
    bo.sees("This offers a solution. In this step Ana hears first what arrived.")
    bo.replace("Your words", HEARD)
    bo.button("Send")
    bo.sees("Ana confirms")
    ana.page.reload()
    ana.sees(HEARD, "Was that it?")
    ana.button("Stop here")
    ana.sees("That is a complete ending.")
    ana.button("Take my words out of it")
    ana.sees("Yours alone, taken out of the talk")
    bo.page.reload()
    bo.sees_no(TOLD)


def test_without_javascript_two_phones_look_again_by_themselves(walker, house):
    ana_address, bo_address = house.pair()
    ana = walker("Ana", address=ana_address, kind=PlainWalker, device=PHONE)
    bo = walker("Bo", address=bo_address, device=PHONE)
    begin(bo, ana)
    ana.button("I am here")
    bo.button("I am here")

    # It asks again every ten seconds, without anybody pressing anything.
    ana.sees(LISTEN)


def test_a_late_look_wipes_out_nothing_that_is_typed(own_walker, own_house):
    """A call to look again may be answered when the talk has ended and somebody types."""
    ana_address, bo_address = own_house.pair()
    ana, bo = own_walker("Ana", ana_address), own_walker("Bo", bo_address)
    begin(ana, bo, "Good news")
    ana.sees("Put down what is in your hands")
    ana.button("Stop here")
    ana.sees("That is a complete ending.")
    ana.field("Something to take along", "We begin again tomorrow.")

    with ana.page.expect_response(re.compile("/listen/[0-9a-f-]+/")):
        ana.page.evaluate("htmx.trigger('#live', 'look-again')")

    ana.page.wait_for_timeout(300)
    expect(ana.page.get_by_label("Something to take along")).to_have_value(
        "We begin again tomorrow."
    )
