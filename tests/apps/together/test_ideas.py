import re
from dataclasses import replace

import pytest

from closeknit.apps.people import pairing
from closeknit.content import library

pytestmark = pytest.mark.django_db
CHILDREN, APART = "with children asleep", "in two places"


@pytest.fixture
def switch_off(unlock):
    """Return a function by which a person switches subjects off; the bond knows it."""

    def switch_off(person, *tags):
        me = unlock(person)
        me.change_settings(lambda now: replace(now, tags_off=tags))
        if me.bond is not None:
            pairing.share_profile(me)

    return switch_off


def look(browser, **wished):
    response = browser.get("/time/ideas/", wished)
    assert response.status_code == 200
    return response.content.decode()


def names_in(page):
    return re.findall(r'<span class="voice big">(.+?)</span>', page)


def test_every_way_to_work_is_offered_where_nothing_is_switched_off(sign_in, kim):
    page = look(sign_in(kim))

    assert CHILDREN in page and APART in page


@pytest.mark.parametrize(
    ("tag", "gone", "stays"), [("children", CHILDREN, APART), ("distance", APART, CHILDREN)]
)
def test_a_way_to_work_goes_with_its_subject(sign_in, kim, switch_off, tag, gone, stays):
    switch_off(kim, tag)

    page = look(sign_in(kim))

    assert gone not in page
    assert stays in page and "without money" in page


def test_it_goes_for_both_and_names_nobody(sign_in, ana, bo, bond, switch_off):
    switch_off(bo, "children", "distance")

    pages = [look(sign_in(person)) for person in (ana, bo)]

    assert not any(words in page for words in (CHILDREN, APART) for page in pages)
    assert names_in(pages[0]) == names_in(pages[1])
    assert "switched off" not in pages[0]


@pytest.mark.parametrize(("tag", "fit"), [("children", "asleep"), ("distance", "apart")])
def test_an_old_link_shows_the_page_without_that_wish(sign_in, ana, bo, bond, switch_off, tag, fit):
    switch_off(bo, tag)
    browser = sign_in(ana)

    asked = look(browser, minutes="10", fits=[fit, "free"])
    plain = look(browser, minutes="10", fits=["free"])

    assert names_in(asked) == names_in(plain) != []
    assert f'value="{fit}"' not in asked
    assert 'class="error' not in asked and "aria-invalid" not in asked


def test_a_wish_that_is_offered_still_counts(sign_in, kim, switch_off):
    switch_off(kim, "children")

    found = names_in(look(sign_in(kim), fits="apart"))

    works = {one.name for one in library("en").rituals.values() if "apart" in one.fits}
    assert found and set(found) <= works


@pytest.mark.parametrize("tag", ["distance", "conflict", "grief"])
def test_ideas_about_a_subject_go_with_it(sign_in, kim, switch_off, tag):
    about = {one.name for one in library("en").rituals.values() if tag in one.tags}
    before = set(names_in(look(sign_in(kim))))
    switch_off(kim, tag)

    after = set(names_in(look(sign_in(kim))))

    assert before - after == about != set()
