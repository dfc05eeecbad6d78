"""Looking back, for oneself alone."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from closeknit.apps.checkins.models import CheckIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def weeks_ago():
    return lambda number: timezone.localdate() - timedelta(weeks=number)


def test_weeks_are_told_in_words_and_in_a_table(sign_in, keep, kim, text):
    keep(kim, feelings=("tired", "lonely"), need="rest", strength=4, day=timezone.localdate())

    page = text(sign_in(kim).get("/feel/back/"))

    assert "I felt tired and lonely." in page
    assert "I needed rest." in page
    assert "Show as table" in page
    assert "<title" in page
    assert "<desc" in page


def test_the_picture_has_a_drawing_for_each_width(sign_in, keep, kim, text):
    keep(kim, feelings=("tired",), day=timezone.localdate())

    page = text(sign_in(kim).get("/feel/back/"))

    assert 'class="weeks wide"' in page
    assert page.count('class="weeks phone"') == 2
    assert 'cx="' in page


def test_numbers_in_a_drawing_are_plain_in_every_language(sign_in, keep, kim, text):
    keep(kim, feelings=("tired",), day=timezone.localdate())

    page = sign_in(kim).get("/feel/back/", headers={"accept-language": "de"})

    assert ',5"' not in text(page).split("<svg")[-1].split("</svg>")[0]


def test_nothing_is_judged(sign_in, keep, kim, weeks_ago, text):
    for number in range(5):
        keep(kim, feelings=("sad",), day=weeks_ago(number))

    page = text(sign_in(kim).get("/feel/back/")).casefold().split("<main")[1]

    for word in ("average", "better", "worse", "improve", "score", "streak", " times"):
        assert word not in page


def test_nobody_else_is_in_it(sign_in, keep, ana, bo, bond, text):
    keep(bo, feelings=("furious",), day=timezone.localdate())

    assert "furious" not in text(sign_in(ana).get("/feel/back/"))


def test_older_weeks_are_a_page_away(sign_in, keep, kim, weeks_ago, text):
    keep(kim, feelings=("homesick",), day=weeks_ago(40))
    browser = sign_in(kim)
    page = text(browser.get("/feel/back/"))
    assert "homesick" not in page

    older = page.split('rel="next" href="')[1].split('"')[0]

    found = text(browser.get(f"/feel/back/{older}"))
    assert "homesick" in found
    assert "Newer weeks" in found


@pytest.mark.parametrize("to", ["", "never", "9999-12-31", "0001-01-08", "2026-13-45"])
def test_a_strange_day_shows_a_page_all_the_same(sign_in, kim, to):
    assert sign_in(kim).get("/feel/back/", {"to": to}).status_code == 200


def test_without_entries_it_says_so(sign_in, kim, text):
    assert "Nothing was kept in these weeks." in text(sign_in(kim).get("/feel/back/"))


def test_a_row_that_does_not_open_is_said_so(sign_in, keep, kim, text):
    keep(kim, day=timezone.localdate())
    CheckIn.objects.update(sealed=b"x" * 100)
    browser = sign_in(kim)

    assert "cannot be opened" in text(browser.get("/feel/back/"))
    assert "cannot be opened" in text(browser.get("/feel/back/entries/"))


def test_entries_of_a_day_stand_in_the_order_of_their_time(sign_in, keep, kim, text):
    day = timezone.localdate()
    for hour, sentence in (("20", "Evening"), ("08", "Morning"), ("12", "Noon")):
        keep(kim, sentence, day=day, at=f"2026-11-22T{hour}:00:00+00:00")

    page = text(sign_in(kim).get("/feel/back/entries/"))

    assert page.index("Evening") < page.index("Noon") < page.index("Morning")


def test_entries_come_in_pages(sign_in, keep, kim, text):
    for number in range(25):
        keep(kim, f"Entry {number:02}.")
    browser = sign_in(kim)

    first, second = (text(browser.get(f"/feel/back/entries/?page={at}")) for at in (1, 2))

    found = [f"Entry {number:02}." for number in range(25)]
    assert sum(one in first for one in found) == 20
    assert all((one in first) != (one in second) for one in found)


@pytest.mark.parametrize("page", ["0", "-3", "x", "99999999999999", "²"])
def test_a_strange_page_number_shows_a_page_all_the_same(sign_in, kim, page):
    assert sign_in(kim).get("/feel/back/entries/", {"page": page}).status_code == 200


@pytest.mark.parametrize("address", ["/feel/back/", "/feel/back/entries/"])
def test_queries_do_not_grow_with_the_entries(sign_in, keep, share, ana, bond, address):
    browser = sign_in(ana)
    share(ana)
    browser.get(address)
    with CaptureQueriesContext(connection) as few:
        browser.get(address)
    for _ in range(6):
        keep(ana, feelings=("tired",))
        share(ana)

    with CaptureQueriesContext(connection) as more:
        browser.get(address)

    assert len(few) == len(more)
