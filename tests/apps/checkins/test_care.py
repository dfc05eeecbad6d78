"""Care that is done is found by what was wished for, without what somebody switched off."""

from dataclasses import replace

import pytest

from closeknit.apps.checkins import care
from closeknit.content import library

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("wish", ["company", "ideas", "hug", "alone", "nothing"])
def test_each_wish_has_something_to_do(unlock, ana, bond, wish):
    [found] = care.by_wish(unlock(ana), wish)

    assert len(found.acts) >= 14
    assert all(wish in act.wishes for act in found.acts)


def test_what_is_switched_off_is_left_out(unlock, ana, bond):
    me = unlock(ana)
    tags = {tag for act in library().acts.values() for tag in act.tags}
    me.change_settings(lambda now: replace(now, tags_off=tuple(sorted(tags))))

    assert tags
    assert not [act for one in care.by_wish(me) for act in one.acts if act.tags]


def test_an_act_can_be_shown_by_itself(sign_in, ana, bond):
    act = next(iter(library().acts.values()))

    assert act.text in sign_in(ana).get(f"/feel/care/?act={act.id}").content.decode()


def test_a_wish_that_is_none_shows_all(sign_in, ana, bond):
    page = sign_in(ana).get("/feel/care/?wish=nonsense").content.decode()

    assert page.count('aria-labelledby="wish-') == 5


def test_a_check_in_can_begin_with_a_wish(sign_in, ana, bond):
    browser = sign_in(ana)
    browser.post("/feel/begin/", {"wish": "hug"})

    page = browser.get("/feel/wish/").content.decode()

    assert 'value="hug" checked' in page or 'checked value="hug"' in page or 'hug" id' in page
