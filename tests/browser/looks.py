"""What holds for the look of every page: nothing lost, nothing hard to perceive or to reach."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WIDE, ZOOMED, NARROW = (
    {"width": 1280, "height": 900},
    # A window of 1280 pixels at 200 %.
    {"width": 640, "height": 450},
    {"width": 320, "height": 640},
)
PHONE = {"width": 390, "height": 844}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALL_RULES = {
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
COLOURS = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block", "target-size"]},
    "resultTypes": ["violations"],
}

UNFOLD = """
() => document.querySelectorAll("details:not(.menu)").forEach((one) => { one.open = true; })
"""
# Words and controls that lie beyond the edge. What scrolls by itself, or shows only to screen
# readers, may.
BEYOND = """
() => {
  const apart = ".scroll-x *, .visually-hidden, .skip, [aria-hidden=true], [aria-hidden=true] *";
  const holds = (one) => one.matches("input, select, textarea, button, img, svg")
    || [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  return [...document.body.querySelectorAll("*")]
    .filter((one) => one.checkVisibility() && holds(one) && !one.matches(apart))
    .map((one) => [one, one.getBoundingClientRect()])
    .filter(([, box]) => box.width && (box.right > innerWidth + 1 || box.left < -1))
    .map(([one]) => one.outerHTML.slice(0, 120));
}
"""
# As in a language that runs from right to left and is a third longer; and back again.
MIRRORED = """
() => {
  const apart = "script, style, svg, code, textarea, select, .code";
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  window.saidBefore = [];
  while (texts.nextNode()) {
    const node = texts.currentNode;
    const said = node.data.trim();
    if (said.length < 4 || node.parentElement.closest(apart)) continue;
    window.saidBefore.push([node, node.data]);
    node.data += ` ${said.slice(0, Math.ceil(said.length / 3))}`;
  }
  document.documentElement.dir = "rtl";
}
"""
AS_BEFORE = """
() => {
  for (const [node, said] of window.saidBefore) node.data = said;
  document.documentElement.dir = "ltr";
}
"""
SIDEWAYS = "document.scrollingElement.scrollWidth > innerWidth"
CONTROLS = """
() => [...document.querySelectorAll("a, button, input, select, textarea, summary")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }))
  .map((one) => `${one.localName} ${one.id || one.href || one.name || one.textContent.trim()}`)
"""
VIOLATIONS = "options => axe.run(options).then((found) => found.violations)"
AXE = Axe().axe_script


def complaints(page: Page, name: str) -> list[str]:
    """Look at a page in both schemes, wide, zoomed and narrow; return what is wrong with it."""
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(WIDE)
    page.evaluate(UNFOLD)
    found = _violations(page, ALL_RULES)
    wide = set(page.evaluate(CONTROLS))
    page.set_viewport_size(ZOOMED)
    found += [f"at 200 % beyond the edge: {part}" for part in page.evaluate(BEYOND)]
    found += [f"at 200 % gone: {part}" for part in wide - set(page.evaluate(CONTROLS))]
    page.set_viewport_size(NARROW)
    page.emulate_media(color_scheme="dark")
    found += [f"at 320 pixels beyond the edge: {part}" for part in page.evaluate(BEYOND)]
    if page.evaluate(SIDEWAYS):
        found.append("at 320 pixels it scrolls sideways")
    # As tall as the page, so that the bar covers nothing that scrolling would bring forth.
    tall = page.evaluate("document.scrollingElement.scrollHeight")
    page.set_viewport_size(NARROW | {"height": tall})
    found += [f"dark, narrow: {one}" for one in _violations(page, COLOURS)]
    return [f"{name}: {one}" for one in [*found, *_mirrored(page)]]


def _mirrored(page: Page) -> list[str]:
    """Return what does not hold from right to left, with longer words, on a phone."""
    page.set_viewport_size(PHONE)
    page.evaluate(MIRRORED)
    found = [f"mirrored, beyond the edge: {part}" for part in page.evaluate(BEYOND)]
    if page.evaluate(SIDEWAYS):
        found.append("mirrored it scrolls sideways")
    page.evaluate(AS_BEFORE)
    return found


def _violations(page: Page, options: dict[str, Any]) -> list[str]:
    # The script is half a megabyte long: a page gets it once.
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    return [
        f"{rule['id']}: {' '.join(node['target'])} {node['html'][:120]}"
        for rule in page.evaluate(VIOLATIONS, options)
        for node in rule["nodes"]
    ]
