"""Photograph every page with the demo pair in it, small and large, light and dark.

python -m tools.screenshots            # all of them, into docs/screenshots/all
python -m tools.screenshots kit today  # only those whose name begins so
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, sync_playwright

from tools import walks

PICTURES = Path(__file__).parents[1] / "docs/screenshots"
SIZES = {390: 844, 1200: 900}
SCHEMES = ("light", "dark")
TALLEST = 5000
SHARP = 1.5
START_SECONDS = 60
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass
class Album:
    """Browsers that look at one server, and the pictures taken in them."""

    browser: Browser
    url: str
    password: str
    wanted: tuple[str, ...]

    def visitor(self, *, sharp: bool = False, scheme: str = "light") -> Page:
        """Return a page in a browser of its own."""
        context = self.browser.new_context(
            base_url=self.url,
            viewport={"width": 390, "height": SIZES[390]},
            color_scheme="dark" if scheme == "dark" else "light",
            reduced_motion="reduce",
            device_scale_factor=SHARP if sharp else 1,
            service_workers="block",
        )
        context.set_default_timeout(10_000)
        return context.new_page()

    def signed_in(self, name: str, *, sharp: bool = False, scheme: str = "light") -> Page:
        page = self.visitor(sharp=sharp, scheme=scheme)
        page.goto("/sign-in/")
        page.get_by_label("E-mail address").fill(f"{name}@demo.closeknit.example")
        page.get_by_label("Password", exact=True).fill(self.password)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/today/")
        return page

    def shoot(self, page: Page, name: str) -> None:
        """Photograph the whole page as it is now, in every size and scheme."""
        if self.wanted and not name.startswith(self.wanted):
            return
        # A form that was sent may take a moment to leave its page.
        page.wait_for_timeout(200)
        page.wait_for_load_state("load")
        folder = PICTURES / "all"
        folder.mkdir(parents=True, exist_ok=True)
        for width, height in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            tall = int(page.evaluate("document.documentElement.scrollHeight"))
            # As tall as the page, so that what is fixed at the bottom stands at its end.
            page.set_viewport_size({"width": width, "height": min(max(tall, height), TALLEST)})
            page.mouse.move(0, 0)
            page.evaluate("scrollTo(0, 0)")
            for scheme in SCHEMES:
                page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
                page.screenshot(path=folder / f"{name}-{width}-{scheme}.png")
        page.set_viewport_size({"width": 390, "height": SIZES[390]})
        page.emulate_media(color_scheme="light")

    def crop(self, page: Page, name: str) -> None:
        """Photograph what a phone shows of the page, for the README."""
        page.mouse.move(0, 0)
        page.screenshot(path=PICTURES / f"{name}.png")


def main(wanted: Sequence[str]) -> int:
    with _server() as (url, password), sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=list(FLAGS)
        )
        album = Album(browser, url, password, tuple(wanted))
        failed = [walk for walk in walks.ALL if not _walked(walk, album)]
        browser.close()
    return 1 if failed else 0


def _walked(walk: walks.Walk, album: Album) -> bool:
    try:
        walk(album)
    except Exception as error:  # one page that changed does not take the others away
        print(f"{walk.__name__}: {error}", file=sys.stderr)
        return False
    print(f"{walk.__name__}: done")
    return True


@contextmanager
def _server() -> Iterator[tuple[str, str]]:
    """Serve the demo from an empty folder; give its address and its password."""
    with tempfile.TemporaryDirectory(prefix="closeknit-") as folder:
        port = _free_port()
        url = f"http://127.0.0.1:{port}"
        command = [sys.executable, "-m", "closeknit", "up", "--port", str(port)]
        process = subprocess.Popen(
            [*command, "--offer-demo", "--no-worker"],
            env=_surroundings(folder),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        try:
            _wait_for(url, process)
            yield url, (Path(folder) / "demo-sign-in").read_text().strip()
        finally:
            process.terminate()
            process.wait()


def _surroundings(folder: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CLOSEKNIT_")}
    cheap = {"CLOSEKNIT_ARGON2_MEMORY_MIB": "1", "CLOSEKNIT_ARGON2_PASSES": "1"}
    return kept | cheap | {"CLOSEKNIT_DATA": folder}


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < end:
        with suppress(OSError), urlopen(f"{url}/offline/"):  # noqa: S310  # our own server
            return
        time.sleep(0.2)
    raise SystemExit("The server did not start.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
