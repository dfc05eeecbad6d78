"""After a pause in typing a draft that fixes has its remark, which leaves no trace."""

import re
import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import expect

from closeknit.content import library
from tests.browser import path
from tests.browser.walker import PHONE

pytestmark = pytest.mark.browser

PRIVATE = "Only you see this remark."


@pytest.fixture
def pair(house):
    return house.pair()


def write(one, shared, text):
    """Type an answer letter by letter, and wait until the pause was answered."""
    one.go(f"/feel/from/{shared}/")
    field = one.page.get_by_label("Your answer", exact=True)
    with one.page.expect_response("**/look/"):
        field.press_sequentially(text)


def wordings(name):
    """Return what may be said of advice where company was wished for."""
    known = library()
    wish = known.wishes["company"].phrase
    found = known.remarks_for("advises_when_company")
    return {one.text.format(name=name, wish=wish) for one in found}


def test_it_comes_on_a_draft_that_fixes_and_not_on_one_that_reflects(walker, house, pair):
    ana, bo = pair
    shared = house.hands.do("share", address=ana)
    one = walker("Bo", address=bo, device=PHONE)

    write(one, shared, path.FIXING)
    one.sees(PRIVATE)
    assert one.page.locator("#coach .coach p").first.inner_text() in wordings("Ana")
    with one.page.expect_response("**/look/"):
        one.replace("Your answer", path.REFLECTING)

    expect(one.page.locator("#coach")).to_be_empty()
    expect(one.page.get_by_role("button", name="Send as it is")).to_have_count(0)


def test_the_draft_is_sent_as_it_is_and_nothing_tells_of_the_remark(walker, house, pair):
    ana, bo = pair
    first, second = (house.hands.do("share", address=ana) for _ in range(2))
    one = walker("Bo", address=bo, device=PHONE)

    before = rows(house)
    write(one, first, path.FIXING)
    one.sees(PRIVATE)
    one.button("Send as it is")
    one.sees_title("Answers")
    one.sees(path.FIXING)
    with_remark = grown(house, before)
    house.hands.do("without_coach", address=bo)
    before = rows(house)
    write(one, second, path.FIXING)
    one.button("Send")
    one.sees_title("Answers")

    assert with_remark == grown(house, before) == {"checkins_reply": 1}
    reader = walker("Ana", address=ana)
    reader.go("/today/")
    reader.sees("Bo answered you", path.FIXING)
    reader.sees_no(PRIVATE)
    stored = b"".join(file.read_bytes() for file in house.data.rglob("*") if file.is_file())
    told = [word for one in library().remarks.values() for word in (one.id, *long(one.text))]
    assert not [word for word in told if word.encode() in stored]


def rows(house):
    """Return how many rows each table holds."""
    file = house.data / "closeknit.sqlite3"
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
        tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        count = {name: f'SELECT count(*) FROM "{name}"' for (name,) in tables}
        return {name: database.execute(one).fetchone()[0] for name, one in count.items()}


def grown(house, before):
    now = rows(house)
    return {name: now[name] - before[name] for name in now if now[name] != before[name]}


def long(text):
    return [part for part in re.split(r"\{\w+\}", text) if len(part) > 20]
