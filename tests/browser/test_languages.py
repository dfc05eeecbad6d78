"""German and Spanish on a phone: no page is too wide for its longer words."""

import pytest

from tests.browser.looks import BEYOND, PHONE, SIDEWAYS, UNFOLD
from tests.browser.test_pages import NO_PAGES, NOBODY
from tests.browser.walker import DESK, Walker
from tests.site.table import with_examples

pytestmark = pytest.mark.browser

NO_PLACE = {"offline", "welcome", *NO_PAGES}


def pages(house) -> list[str]:
    """Return every address that names no row, as somebody signed in may open it."""
    known = house.hands.do("addresses")
    return [
        with_examples(address)
        for name, address in sorted(known.items())
        if "<uuid" not in address and name not in NO_PLACE
    ]


def too_wide(one: Walker, address: str) -> list[str]:
    one.go(address)
    one.page.evaluate(UNFOLD)
    found = [f"{address} beyond the edge: {part}" for part in one.page.evaluate(BEYOND)]
    return found + [f"{address} scrolls sideways"] * one.page.evaluate(SIDEWAYS)


@pytest.mark.parametrize("language", ["de", "es"])
def test_no_page_is_too_wide_on_a_phone(walker, house, language):
    ana, bo = house.pair()
    house.hands.do("fill", ana=ana, bo=bo)
    house.hands.do("speak", address=ana, language=language)
    one = walker("Ana", address=ana, device=DESK)
    one.page.set_viewport_size(PHONE)
    asked = one.page.context.request
    there = [path for path in pages(house) if asked.get(path, max_redirects=0).status == 200]
    assert len(there) > 40
    assert NOBODY not in "".join(there)

    found = [fault for path in there for fault in too_wide(one, path)]

    assert one.page.locator("html").get_attribute("lang") == language
    assert not found, "\n".join(["", *found])
