"""What two people do here, chapter by chapter, in whichever way they move."""

from playwright.sync_api import expect

from tests.browser.house import PASSWORD
from tests.browser.walker import Walker

KIND = "I like how you hum when you cook."
KIND_BACK = "You always wait for me at the tram."
FEELING, NEED = "overwhelmed", "support"
FIXING = "You could just go to bed earlier."
REFLECTING = "You feel overwhelmed, and the nights are short. I am here."
MENDING = "I was short with you. I am sorry."
ANSWERS = {"Ana": "The smell of rain on warm stone.", "Bo": "Your voice in the hall."}


def sign_up(one: Walker) -> None:
    one.go("/sign-up/")
    make_account(one)
    take_kit(one)


def make_account(one: Walker) -> None:
    one.field("Your name", one.name)
    one.field("E-mail address", one.address)
    one.field("Password", PASSWORD)
    one.button("Make my account")


def take_kit(one: Walker) -> None:
    """Read the code as from paper, and type two of its groups."""
    one.button("Show my code")
    one.sees_title("Recovery kit")
    groups = one.page.locator("ol.code li").all_text_contents()
    assert len(groups) == 8
    one.field("Group 3", groups[2].strip())
    one.field("Group 7", groups[6].strip())
    one.button("I have it on paper")


def invite(one: Walker) -> tuple[str, list[str]]:
    """Write first words; return the link and the groups of its code."""
    one.sees_title("Now, the two of you")
    one.field("Something you appreciate about them", KIND)
    one.button("Make the invite")
    one.sees_title("Your invite is ready")
    link = one.page.get_by_label("The link", exact=True).input_value()
    one.press(one.page.get_by_text("To read out or type"))
    groups = [group.strip() for group in one.page.locator("ol.code li").all_text_contents()]
    assert link.endswith("#" + "-".join(groups))
    return link, groups


def open_invite(one: Walker, link: str, groups: list[str]) -> None:
    """Open the link, which is enough where there is a script, or type the code."""
    one.go(link)
    if not one.has_script:
        one.field("The code from your invite", " ".join(groups).lower())
        one.button("Open the invite")
    one.page.wait_for_url("**/join/offer/")


def accept(one: Walker, inviter: str) -> None:
    """Read the offer before any account, make one, and come back to accept."""
    one.sees_title(f"{inviter} invites you to a private space for two")
    one.sees(KIND, "Who keeps it", "Not shared")
    one.link("Accept and make an account")
    make_account(one)
    take_kit(one)
    one.sees(KIND)
    one.button(f"Accept and begin with {inviter}")


def give_back(one: Walker, other: str) -> None:
    one.sees_title(f"You and {other}")
    one.sees(f"{other} wrote to you", KIND)
    one.field("Something you appreciate", KIND_BACK)
    one.button(f"Send it to {other}")
    one.sees("You wrote", KIND_BACK)


def answer_question(one: Walker) -> str:
    """Go to the question and answer it; return it."""
    one.link("Write yours")
    question = one.page.locator("h1").inner_text()
    one.sees("Only you see this until both are open")
    one.field("Your answer", ANSWERS[one.name])
    one.button("Keep this")
    return question


def check_in(one: Walker, other: str) -> str:
    """Say what is there, step by step, and share it; return the sentence."""
    one.sees_title("What is there right now?")
    one.choose(FEELING)
    one.button("Next")
    one.field("Because …", "the nights are short")
    one.button("Next")
    one.choose(NEED)
    one.button("Next")
    one.choose("company")
    one.button("Next")
    one.sees_title("Is it said as you mean it?")
    sentence = one.page.get_by_label("Your sentence", exact=True).input_value()
    assert FEELING in sentence and "the nights are short" in sentence and NEED in sentence
    one.button(f"Share with {other}")
    one.sees(f"{other} can read the sentence and your wish")
    return sentence


def answer_with_care(one: Walker, other: str) -> None:
    """Draft an answer that fixes, read the remark on it, and send one that takes in instead."""
    one.link("Answer")
    one.sees(FEELING)
    one.field("Your answer", FIXING)
    one.button("Send")
    one.sees("Only you see this remark. You can send your words as they are.")
    expect(one.page.get_by_label("Your answer", exact=True)).to_have_value(FIXING)
    one.replace("Your answer", REFLECTING)
    one.button("Send")
    one.sees_title("Answers")
    one.sees(REFLECTING)
    one.sees_no(FIXING)


def answer_as_it_is(one: Walker) -> None:
    """Send another answer although there is a remark on it: nobody stands in the way."""
    one.press(one.page.get_by_text("Write more"))
    one.field("Your answer", FIXING)
    one.button("Send")
    one.button("Send as it is")
    one.sees(REFLECTING, FIXING)


def mend(one: Walker, other: str) -> None:
    """Write to the other from one of their answers."""
    one.press(one.page.get_by_role("link", name="Mend", exact=True).first)
    one.field("Or in your own words", MENDING)
    one.button(f"Send to {other}")
    one.sees_title("Answers")


def leave(one: Walker, other: str) -> None:
    one.go("/settings/bond/")
    one.link("Leave this space")
    one.choose(f"What I shared stays readable for {other}")
    one.button("Leave now")
    one.sees_title("The shared space has ended")
