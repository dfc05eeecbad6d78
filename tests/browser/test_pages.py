"""Every page, found by following its links: perceivable, reachable, and in no cache."""

import re
from collections.abc import Iterable
from http import HTTPStatus
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Response

from tests.browser import path
from tests.browser.house import House
from tests.browser.looks import complaints
from tests.browser.walker import Walker
from tests.site.table import with_examples

pytestmark = pytest.mark.browser

UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
NOBODY = "00000000-0000-4000-8000-000000000000"
FOR_ALL = {"/help/", "/offline/", "/pass/"}
PRIVATE = "no-store, private"
NO_PAGES = {"away", "manifest", "service_worker", "together:ics", "together:feed"}
NO_PAGES |= {"questions:cards", "questions:favourite_cards"}
# The same for everybody, and by far the longest: it is looked at once, before sign-in.
HELP = "guidance:help"
LINKS = """
() => [...document.querySelectorAll("main a[href], header a[href]")]
  .map((one) => new URL(one.getAttribute("href"), location).href)
"""


class Tour:
    """Goes to every page that links lead to, once for each kind of page, and looks at it."""

    def __init__(self, one: Walker, house: House, *, is_nobody: bool = False) -> None:
        self.one, self.house = one, house
        self.but = ""
        self.addresses: dict[str, str] = house.hands.do("addresses")
        self.kinds = {name: _pattern(address) for name, address in self.addresses.items()}
        self.seen: dict[str, str] = {} if is_nobody else {HELP: "/help/"}
        self.wrong: list[str] = []
        self.waiting: list[str] = []

    def leave_out(self, but: str) -> "Tour":
        """Follow no links to addresses that begin so."""
        self.but = but
        return self

    def take(self, *starts: str) -> "Tour":
        self.waiting += starts
        while self.waiting:
            self._visit(self.waiting.pop(0))
        return self

    def look(self, name: str) -> None:
        """Look at what the browser shows now, which no link leads to."""
        self.wrong += complaints(self.one.page, name)

    def is_well(self) -> None:
        assert not self.wrong, "\n".join(["", *self.wrong])

    def _visit(self, address: str) -> None:
        name = self._name(address)
        if name in self.seen:
            return
        self.seen[name] = address
        answer = self.one.page.goto(address)
        assert answer is not None
        self.wrong += self._kept(name, answer)
        # A link may lead on to another page, which is looked at under its own name.
        arrived = self._name(self.one.page.url)
        if arrived != name and arrived in self.seen:
            return
        self.seen[arrived] = address
        self.look(arrived)
        self.waiting += self._ours(self.one.page.evaluate(LINKS))

    def _ours(self, links: Iterable[str]) -> list[str]:
        here = self.house.url
        ours = [one.partition("#")[0] for one in links if one.startswith(here)]
        if self.but:
            ours = [one for one in ours if not one.startswith(here + self.but)]
        return [one for one in ours if self._name(one) not in {*self.seen, *NO_PAGES}]

    def _kept(self, name: str, answer: Response) -> list[str]:
        kept = answer.headers.get("cache-control", "")
        path_of = urlsplit(answer.url).path
        fits = (kept == PRIVATE) if path_of not in FOR_ALL else ("public" in kept)
        return [] if fits else [f"{name}: may be kept: {kept}"]

    def _name(self, address: str) -> str:
        """Name the kind of page: its name in the address table, and in what way it is asked for."""
        parts = urlsplit(address)
        names = [name for name, kind in self.kinds.items() if kind.fullmatch(parts.path)]
        way = parse_qs(parts.query).get("by", [])
        return " ".join([*(names[:1] or [parts.path]), *way])

    def unseen(self) -> list[str]:
        """Return the addresses at which there is a page that was not looked at yet."""
        names = self.kinds.keys() - self.names - NO_PAGES
        there = [
            with_examples(self.addresses[name].replace("<uuid:pk>", NOBODY))
            for name in sorted(names)
        ]
        return [address for address in there if self._is_page(address)]

    def _is_page(self, address: str) -> bool:
        asked = self.one.page.context.request
        return asked.get(address, max_redirects=0).status == HTTPStatus.OK

    @property
    def names(self) -> set[str]:
        return {name.split()[0] for name in self.seen}


def _pattern(address: str) -> re.Pattern[str]:
    known = re.sub(r"<uuid:\w+>", UUID, address)
    return re.compile(re.sub(r"<(?:int|part|slug|paper):\w+>", "[a-z0-9-]+", known))


def test_pages_before_sign_in(walker, house):
    found = Tour(walker("Nobody"), house, is_nobody=True).take(
        "/", "/recover/finish/", "/offline/", "/nowhere/", "/join/end/"
    )
    one = found.one
    for address, button in (("/sign-up/", "Make my account"), ("/sign-in/", "Sign in")):
        one.go(address)
        one.field("E-mail address", "nobody@nowhere.example")
        one.field("Password", "123456789")
        if address == "/sign-up/":
            one.field("Your name", "Nobody")
        one.button(button)
        one.sees_title("Begin here" if address == "/sign-up/" else "Come in")
        found.look(f"errors at {address}")
    one.go("/join/")
    one.field("The code from your invite", "too short")
    one.button("Open the invite")
    found.look("errors at /join/")
    assert {"welcome", "people:sign_up", "people:sign_in", "people:join", HELP} <= (found.names)
    found.is_well()


@pytest.mark.slow
def test_pages_of_somebody_who_begins(walker, house):
    """From the kit to the invite, and what the invited person reads."""
    found = Tour(walker("Kim"), house)
    kim = found.one
    kim.go("/sign-up/")
    path.make_account(kim)
    found.look("kit")
    kim.button("Show my code")
    kim.button("I have it on paper")
    found.look("kit shown, with errors")
    groups = kim.page.locator("ol.code li").all_text_contents()
    kim.field("Group 3", groups[2].strip())
    kim.field("Group 7", groups[6].strip())
    kim.button("I have it on paper")
    found.look("begin")
    house.hands.do("fill_alone", kim=kim.address)
    link, code = path.invite(kim)
    # Settings are the same as Ana's below.
    found.leave_out("/settings/").take("/today/", "/invite/", "/settings/bond/")

    other = Tour(walker("Lou"), house)
    path.open_invite(other.one, link, code)
    other.look("the offer")
    kim.forget_cookie("closeknit-key")
    kim.go("/today/")
    found.look("unlock")
    found.is_well()
    other.is_well()


@pytest.fixture
def filled(house) -> tuple[str, str]:
    ana, bo = house.pair()
    house.hands.do("fill", ana=ana, bo=bo)
    return ana, bo


@pytest.mark.slow
def test_pages_of_two(walker, filled, house):
    """Ana's pages, and then those of the address table to which no link of hers leads."""
    ana, _ = filled
    found = Tour(walker("Ana", address=ana), house).take("/today/")
    found.take(*found.unseen())
    found.one.go("/today/")
    found.one.press(found.one.page.locator("details.menu summary"))
    found.look("the menu")
    found.is_well()


def test_pages_that_answer_a_form(walker, filled, house):
    """What is shown after something was sent: errors, a remark, words that come back."""
    _, bo = filled
    found = Tour(walker("Bo", address=bo), house)
    one = found.one
    one.go("/feel/from/")
    one.press(one.page.get_by_role("link", name="exhausted").first)
    one.press(one.page.get_by_text("Write more"))
    one.field("Your answer", path.FIXING)
    one.button("Send")
    one.sees("Only you see this remark.")
    found.look("a remark")
    for address, button in (
        ("/feel/mend/", "Send to Ana"),
        ("/feel/sentence/", "Keep for me"),
        ("/ask/journal/new/", "Keep this"),
        ("/ask/own/", "Ask this"),
        ("/time/moments/keep/", "Keep it"),
        ("/leave/", "Leave now"),
        ("/settings/security/password/", "Change password"),
    ):
        one.go(address)
        one.button(button)
        one.page.locator(".error").first.wait_for()
        found.look(f"errors at {address}")
    one.go("/ask/journal/new/")
    one.field("Your words", "These words arrive too late.")
    one.forget_cookie("closeknit-key")
    one.button("Keep this")
    one.sees_title("Your words are still here")
    found.look("words back")
    found.is_well()


def test_pages_of_a_bond_that_ended(walker, filled, house):
    ana, bo = filled
    one = walker("Bo", address=bo)
    path.leave(walker("Ana", address=ana), "Bo")
    found = Tour(one, house)
    one.go("/past/")
    past = one.page.get_by_role("link", name="Withdraw what I shared").get_attribute("href")
    one.go("/feel/from/")
    shared = one.page.locator("article a").first.get_attribute("href")
    one.go("/ask/before/")
    before = one.page.get_by_role("link", name="The bond that began").get_attribute("href")
    for address in ("/today/", "/past/", past, shared, f"/ask/before/{before}", "/leave/end/"):
        one.go(address)
        found.look(address)
    found.is_well()
