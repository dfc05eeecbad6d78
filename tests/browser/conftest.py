"""Chromium, a server for each worker, and browsers that may not reach anybody else."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright, Request, expect

from tests.browser.house import House, serving
from tests.browser.walker import DESK, PHONE, Walker

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Whatever a page asks for elsewhere does not even find an address.
    "--host-resolver-rules=MAP localhost 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
LOOPBACK = {"localhost", "127.0.0.1"}
INNER = {"data", "blob", "about", "chrome-error"}
# A busy machine is slow, not wrong.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the slow ones begin first: one that begins last keeps a single worker busy."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    path = shutil.which("chromium")
    if path is None:
        pytest.exit("These tests need Chromium: `sh tools/system.sh chromium` installs it.")
    return browser_type_launch_args | {"executable_path": path, "args": list(FLAGS)}


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    data: Path = tmp_path_factory.mktemp("house") / "data"
    with serving(data) as found:
        yield found


class Watched:
    """Opens browsers, and remembers what none of them may do."""

    def __init__(self, playwright: Playwright, browser: Browser, house: House) -> None:
        self.playwright, self.browser, self.house = playwright, browser, house
        self.contexts: list[BrowserContext] = []
        self.faults: list[str] = []

    def context(self, device: str = DESK, browser: Browser | None = None, **more) -> BrowserContext:
        looks = dict(self.playwright.devices[device])
        looks.pop("default_browser_type")
        # A service worker is fetched at its leisure, with fresh cookies: only where it is tried.
        usual = {"service_workers": "block", "locale": "en-GB", "reduced_motion": "reduce"}
        looks |= usual | more
        made = (browser or self.browser).new_context(base_url=self.house.url, **looks)
        made.set_default_timeout(PATIENCE)
        made.on("request", self._asked)
        made.on("weberror", lambda error: self.faults.append(f"a script failed: {error.error}"))
        made.on("console", lambda message: self._said(message.text))
        self.contexts.append(made)
        return made

    def _asked(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in INNER and address.hostname not in LOOPBACK:
            self.faults.append(f"asked elsewhere: {request.url}")

    def _said(self, text: str) -> None:
        if "Content Security Policy" in text or "Refused to" in text:
            self.faults.append(text)


@pytest.fixture
def watched(playwright: Playwright, browser: Browser, house: House) -> Iterator[Watched]:
    found = Watched(playwright, browser, house)
    yield found
    for context in found.contexts:
        context.close()
    assert not found.faults


@pytest.fixture
def walker(watched: Watched, house: House) -> Callable[..., Walker]:
    """Return a function that gives somebody a browser of their own, signed in or not."""

    def open_for(
        name: str, *, address: str = "", device: str = DESK, kind: type[Walker] = Walker, **more
    ) -> Walker:
        context = watched.context(device, java_script_enabled=kind.has_script, **more)
        found = kind(name, address or house.address(name), context.new_page(), device == PHONE)
        if address:
            found.sign_in()
        return found

    return open_for
