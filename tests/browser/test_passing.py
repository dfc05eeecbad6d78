"""Six questions on one phone, without an account: nothing asked for, nothing kept."""

import pytest

from tests.browser.walker import DESK, PHONE, KeyWalker, PlainWalker, Walker

pytestmark = pytest.mark.browser

FIRST, SECOND = "The bench by the water.", "Your grandmother's kitchen."
KEPT = """
async () => ({
  local: localStorage.length,
  session: sessionStorage.length,
  bases: (await indexedDB.databases()).length,
})
"""


def answer_one(one: Walker) -> None:
    one.field("Your answer", FIRST)
    one.button("Cover it, and pass the phone")
    one.sees_no(FIRST)
    one.button("I have it")
    assert one.page.get_by_label("Your answer").input_value() == ""
    one.field("Your answer", SECOND)
    one.button("Open both")
    one.sees(FIRST, SECOND)


@pytest.mark.parametrize(("kind", "device"), [(Walker, PHONE), (KeyWalker, DESK)])
def test_six_questions_go_from_hand_to_hand_without_a_request(walker, kind, device):
    one = walker("Nobody", kind=kind, device=device)
    one.go("/")
    one.link("Or try six questions now: one phone, no account")
    one.sees_title("One phone, six questions")
    page, asked = one.page, []
    page.wait_for_load_state("networkidle")
    page.on("request", lambda request: asked.append(request.url))
    page.context.set_offline(True)
    questions = []

    one.button("Begin")
    for number in range(6):
        questions.append(page.locator("[data-part=write] [data-question]").text_content())
        if number == 2:
            one.button("Not this one")
            continue
        answer_one(one)
        one.button("The next question")

    one.sees("Nothing of it was kept.")
    assert len(set(questions)) == 6
    assert asked == []
    assert page.evaluate(KEPT) == {"local": 0, "session": 0, "bases": 0}
    one.sees_no(FIRST, SECOND)
    one.button("Six others")
    one.sees("One of you")


def test_once_there_it_opens_without_a_server(walker):
    one = walker("Nobody", service_workers="allow")
    one.go("/pass/")
    one.page.evaluate("navigator.serviceWorker.ready")
    one.page.reload()
    one.page.wait_for_function("navigator.serviceWorker.controller !== null")
    one.page.context.set_offline(True)

    one.go("/pass/")

    one.button("Begin")
    one.sees("One of you")
    one.page.context.set_offline(False)


def test_without_javascript_there_are_six_to_read_aloud(walker):
    one = walker("Nobody", kind=PlainWalker, device=PHONE)

    one.go("/pass/")

    one.sees("each of you answers, the other only listens")
    assert one.page.locator("main ol:visible li").count() == 6
