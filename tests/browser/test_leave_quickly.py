"""Leave quickly, what it leaves behind, and what the browser may keep at all."""

import time
from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import Cookie, Page, expect

from tests.browser.house import PASSWORD, House
from tests.browser.walker import DESK, PHONE, PlainWalker, Walker

pytestmark = pytest.mark.browser

PRIVATE = "I feel exhausted because the nights are short."
# The server is told when the page is blank, and before the browser goes.
SAY_WHAT_SHOWS = """
() => {
  const send = navigator.sendBeacon.bind(navigator);
  navigator.sendBeacon = (to) => {
    console.log(`shows: ${document.body.innerHTML}|${document.title}`);
    return send(to);
  };
}
"""
WORDS_IN_CACHES = """
async () => {
  const found = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const answer of await cache.matchAll()) found.push(await answer.text());
  }
  return found.join();
}
"""
MAY_BE_KEPT = ("/static/", "/offline/", "/help/", "/pass/")


def by_tap(one: Walker) -> None:
    one.link("Leave quickly")


def by_shift(one: Walker) -> None:
    for _ in range(3):
        one.page.keyboard.press("Shift")


@pytest.fixture
def reader(walker, house) -> Callable[..., Walker]:
    """Return a function that opens a browser in which Ana reads something private."""
    ana, bo = house.pair()
    entry = house.hands.do("fill", ana=ana, bo=bo)["entry"]

    def read(**more) -> Walker:
        one = walker("Ana", address=ana, **more)
        one.go("/today/")
        one.go(f"/feel/{entry}/")
        one.sees(PRIVATE)
        return one

    return read


@pytest.mark.parametrize(("way", "device"), [(by_tap, PHONE), (by_shift, DESK)])
def test_it_blanks_first_then_goes_and_locks(reader, house, way, device):
    one = reader(device=device)
    page = one.page
    page.evaluate(SAY_WHAT_SHOWS)
    cookies = page.context.cookies()
    with page.expect_console_message() as shown:
        way(one)
    assert shown.value.text == "shows: |…"
    page.wait_for_url(house.neutral)
    wait_until_locked(house, cookies)

    page.go_back()
    asks_for_password(one)
    one.go("/today/")
    asks_for_password(one)


def test_it_works_without_javascript(walker, house):
    one = walker("Ana", address=house.person("Ana"), kind=PlainWalker)
    one.go("/settings/me/")
    by_tap(one)
    one.page.wait_for_url(house.neutral)
    one.page.go_back()
    asks_for_password(one)


def wait_until_locked(house: House, cookies: list[Cookie]) -> None:
    """The browser tells the server while it is on its way: even its old cookies open nothing."""
    end = time.monotonic() + 20
    sent = {cookie["name"]: cookie["value"] for cookie in cookies}
    with httpx.Client(base_url=house.url, cookies=sent) as before:
        while before.get("/settings/").status_code == HTTPStatus.OK:
            assert time.monotonic() < end


def asks_for_password(one: Walker) -> None:
    one.sees_title("It locked itself")
    one.sees_no(PRIVATE, "Ana", "Bo")


def test_a_restored_page_is_blank(reader):
    """Some browsers bring a page back whole: it empties itself, and asks the server anew."""
    one = reader()
    emptied = one.page.evaluate(
        """() => {
          dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
          return [document.body.innerHTML, document.title];
        }"""
    )
    assert emptied == ["", "…"]
    one.sees(PRIVATE)


def test_the_browser_holds_no_page_to_go_back_to(reader, launch_browser):
    browser = launch_browser(ignore_default_args=["--disable-back-forward-cache"])
    one = reader(browser=browser)
    one.go("/help/")
    one.page.go_back()
    asked = "performance.getEntriesByType('navigation')[0].notRestoredReasons.reasons"
    reasons = {found["reason"] for found in one.page.evaluate(asked)}
    assert "response-cache-control-no-store" in reasons
    one.go("/help/")
    one.page.context.clear_cookies()
    one.page.go_back()
    one.sees_title("Come in")
    one.sees_no(PRIVATE)
    browser.close()


def test_the_browser_keeps_no_private_page(reader, house):
    one = reader(service_workers="allow")
    page = one.page
    kept = []
    # Playwright marks its listeners, and a list's own method takes no marks.
    page.on("response", lambda response: kept.append(response))  # noqa: PLW0108
    page.evaluate("navigator.serviceWorker.ready")
    page.reload()
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    for path in ("/today/", "/feel/", "/ask/", "/settings/"):
        one.go(path)
    pages = [one for one in kept if one.request.is_navigation_request()]
    assert len(pages) >= 5
    assert {answer.headers["cache-control"] for answer in pages} == {"no-store, private"}

    addresses = cached(page)
    assert addresses
    assert all(urlsplit(address).path.startswith(MAY_BE_KEPT) for address in addresses)
    kept_words = page.evaluate(WORDS_IN_CACHES)
    assert "There is no connection just now" in kept_words
    assert PRIVATE not in kept_words


def test_without_the_server_a_page_says_so_and_help_is_there(reader):
    one = reader(service_workers="allow")
    one.page.evaluate("navigator.serviceWorker.ready")
    one.page.reload()
    one.page.wait_for_function("navigator.serviceWorker.controller !== null")
    one.page.context.set_offline(True)
    one.go("/today/")
    one.sees_title("There is no connection just now")
    one.sees_no(PRIVATE, "Ana", "Bo")
    one.link("Help lines")
    one.sees_title("Help")
    one.sees("Numbers by country")
    one.page.context.set_offline(False)
    one.go("/today/")
    one.sees("That is all for today.")


def test_a_shared_device_gets_no_service_worker(walker, house):
    address = house.person("Ana")
    one = walker("Ana", service_workers="allow")
    one.go("/sign-in/")
    one.field("E-mail address", address)
    one.field("Password", PASSWORD)
    one.press(one.page.get_by_label("This is not only my device"))
    one.button("Sign in")
    one.page.wait_for_url("**/today/")
    expect(one.page.locator("main")).to_be_visible()
    count = one.page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)")
    assert count == 0
    cookies = {cookie["name"]: cookie for cookie in one.page.context.cookies()}
    assert cookies["closeknit"]["expires"] == cookies["closeknit-key"]["expires"] == -1


def cached(page: Page) -> list[str]:
    return page.evaluate(
        """async () => {
          const found = [];
          for (const name of await caches.keys()) {
            const cache = await caches.open(name);
            found.push(...(await cache.keys()).map((request) => request.url));
          }
          return found;
        }"""
    )
