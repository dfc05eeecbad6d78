"""Words on their way are kept: on the server while one types, and back in hand when it locked."""

import pytest
from playwright.sync_api import expect

from tests.browser import path
from tests.browser.walker import PHONE

pytestmark = pytest.mark.browser

WORDS = "I wanted to say this slowly, and to find it again."


def test_what_is_typed_on_one_device_waits_on_the_other(walker, house):
    address, _ = house.pair()
    phone, desk = (
        walker("Ana", address=address, device=PHONE),
        walker("Ana", address=address),
    )
    phone.go("/ask/")
    phone.link("Write yours")
    with phone.page.expect_response("**/draft/") as kept:
        phone.page.get_by_label("Your answer").press_sequentially(WORDS)
    assert kept.value.status == 204

    desk.go("/ask/")
    desk.link("Go on writing")
    expect(desk.page.get_by_label("Your answer")).to_have_value(WORDS)
    for one in (phone, desk):
        assert one.page.evaluate("[{...localStorage}, {...sessionStorage}]") == [{}, {}]


@pytest.mark.parametrize(
    ("cookie", "door"), [("closeknit-key", "It locked itself"), ("closeknit", "Come in")]
)
def test_a_form_that_arrives_too_late_comes_back_with_its_words(walker, house, cookie, door):
    ana = walker("Ana", address=house.person("Ana"))
    ana.go("/ask/journal/new/")
    ana.field("Your words", WORDS)
    ana.forget_cookie(cookie)
    ana.button("Keep this")
    ana.sees_title("Your words are still here")
    expect(ana.page.get_by_label("What you wrote")).to_have_value(WORDS)
    ana.link("Open it again")
    ana.sees_title(door)


def test_two_devices_see_both_wordings(walker, house):
    address, _ = house.pair()
    first, second = walker("Ana", address=address), walker("Ana", address=address)
    first.go("/ask/")
    path.answer_question(first)
    for one in (first, second):
        one.go("/ask/")
        one.link("Change")
    first.field("Your answer", "Written here.")
    first.button("Keep this")
    first.sees("Yours is written.")
    second.field("Your answer", "Written there.")
    second.button("Keep this")
    second.sees("Written here.", "changed on another device")
    expect(second.page.get_by_label("Your answer")).to_have_value("Written there.")
