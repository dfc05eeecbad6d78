"""Somebody with a browser: presses, types, and counts what it takes."""

import re

from playwright.sync_api import Frame, Locator, Page, expect

from tests.browser.house import PASSWORD

PHONE, DESK = "iPhone 13", "Desktop Chrome"
MOST_TABS = 150

# A ring is drawn on the control, or on the words of its label where these are what one sees.
FOCUS_IS_SEEN = """
control => {
  const drawn = (one) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(one);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  };
  const label = control.closest("label");
  const ringed = [control, label, ...(label?.children ?? [])].find((one) => one && drawn(one));
  const place = ringed?.getBoundingClientRect();
  return Boolean(place) && place.width > 1 && place.bottom > 0 && place.top < innerHeight;
}
"""


class Walker:
    """Goes by mouse or finger."""

    has_script = True

    def __init__(self, name: str, address: str, page: Page, has_touch: bool) -> None:
        self.name, self.address, self.page, self.has_touch = name, address, page, has_touch
        self.presses = self.screens = self.typed = 0
        page.on("framenavigated", self._arrived)

    def _arrived(self, frame: Frame) -> None:
        if frame == self.page.main_frame:
            self.screens += 1

    # What one does

    def go(self, path: str) -> None:
        self.page.goto(path)

    def press(self, what: Locator) -> None:
        self.presses += 1
        if self.has_touch:
            what.tap()
        else:
            what.click()

    def type(self, into: Locator, text: str) -> None:
        into.fill(text)

    def button(self, name: str) -> None:
        self.press(self.page.get_by_role("button", name=name, exact=True))

    def link(self, name: str) -> None:
        self.press(self.page.get_by_role("link", name=name, exact=True))

    def choose(self, name: str) -> None:
        """Choose a word, a circle or a box by its label."""
        self.press(self._box(name))

    def _box(self, name: str) -> Locator:
        """The visible label of a box: the box itself may be drawn by its label."""
        return (
            self.page.locator("label:visible")
            .filter(has=self.page.get_by_text(name, exact=True))
            .first
        )

    def field(self, name: str, text: str) -> None:
        self.typed += 1
        self.type(self.page.get_by_label(name, exact=True), text)

    def replace(self, name: str, text: str) -> None:
        """Write something else where there is something already."""
        self.field(name, text)

    # What one sees

    def sees(self, *texts: str) -> None:
        for text in texts:
            expect(self.page.get_by_text(text).locator("visible=true").first).to_be_visible()

    def sees_title(self, name: str) -> None:
        expect(self.page.get_by_role("heading", name=name).first).to_be_visible()

    def sees_no(self, *texts: str) -> None:
        """No such words stand on the page, nor hidden in it."""
        content = self.page.content()
        found = [text for text in texts if re.search(rf"\b{re.escape(text)}(?!\w)", content)]
        assert not found, self.page.url

    # Ways in

    def sign_in(self) -> None:
        """Sign in without a page, which other tests walk through."""
        asked = self.page.context.request
        asked.get("/sign-in/")
        token = next(
            cookie["value"]
            for cookie in self.page.context.cookies()
            if cookie["name"] == "closeknit-form"
        )
        sent = {"address": self.address, "password": PASSWORD, "csrfmiddlewaretoken": token}
        answer = asked.post("/sign-in/", form=sent, max_redirects=0)
        assert answer.status == 302, answer.text()[:500]

    def forget_cookie(self, name: str) -> None:
        self.page.context.clear_cookies(name=name)


class PlainWalker(Walker):
    """Has no JavaScript."""

    has_script = False


class KeyWalker(Walker):
    """Has a keyboard with Tab, Enter and Space, and letters; nothing to point with."""

    def press(self, what: Locator) -> None:
        self.presses += 1
        kind = what.evaluate("one => one.type ?? one.localName")
        if kind == "radio":
            self._reach_among(what)
        else:
            self._reach(what)
        self.page.keyboard.press("Space" if kind in {"radio", "checkbox"} else "Enter")

    def type(self, into: Locator, text: str) -> None:
        self._reach(into)
        self.page.keyboard.type(text)

    def _box(self, name: str) -> Locator:
        return super()._box(name).locator("input")

    def replace(self, name: str, text: str) -> None:
        self._reach(self.page.get_by_label(name, exact=True))
        self.page.keyboard.press("ControlOrMeta+A")
        self.page.keyboard.type(text)

    def _reach(self, what: Locator, until: str = "one === focus", by: str = "Tab") -> None:
        """Press Tab until it has the focus, and see that this shows."""
        expect(what).to_be_attached()
        has_come = f"one => {{ const focus = document.activeElement; return {until}; }}"
        for _ in range(MOST_TABS):
            if what.evaluate(has_come):
                focused = self.page.locator("*:focus")
                assert focused.evaluate(FOCUS_IS_SEEN), f"the focus does not show on {focused}"
                return
            self.page.keyboard.press(by)
        raise AssertionError(f"{by} does not reach {what} on {self.page.url}")

    def _reach_among(self, what: Locator) -> None:
        """One of several circles: Tab reaches the group, arrows move in it, as browsers do."""
        self._reach(what, "one.type === focus.type && one.name === focus.name")
        self._reach(what, by="ArrowDown")
