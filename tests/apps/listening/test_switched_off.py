"""Who wants no talks after arguments: an invitation looks unanswered, to the other and the host."""

from dataclasses import replace

import pytest

from closeknit.apps.listening import talks
from closeknit.apps.listening.models import Talk
from tests.apps.listening.conftest import ARGUMENT

pytestmark = pytest.mark.django_db


@pytest.fixture
def bo_wants_none(bo, bond, unlock):
    unlock(bo).change_settings(lambda now: replace(now, talks_off=True))
    return bo


def pages(browser, row):
    """Everything that Ana could look at, without what changes with each request."""
    found = [browser.get(address) for address in ("/today/", "/listen/", f"/listen/{row.pk}/")]
    return [page.content.decode().split("<main", 1)[1] for page in found]


def test_it_is_neither_offered_nor_shown(sign_in, invite, bo_wants_none):
    row = invite(ARGUMENT)
    browser = sign_in(bo_wants_none)

    assert "After an argument" not in browser.get("/listen/").content.decode()
    assert "Ana invites you" not in browser.get("/today/").content.decode()
    assert browser.get(f"/listen/{row.pk}/").status_code == 404
    assert browser.post(f"/listen/{row.pk}/accept/").status_code == 404
    assert browser.get(f"/listen/begin/{ARGUMENT}/").status_code == 404


def test_other_talks_are_shown_as_ever(sign_in, invite, bo_wants_none):
    invite("good-news")

    assert "Good news" in sign_in(bo_wants_none).get("/today/").content.decode()


def test_it_can_be_switched_off_in_settings(sign_in, bo, bond, unlock):
    browser = sign_in(bo)

    browser.post("/settings/questions/", {"ceiling": "4", "evenings": "3", "talks_off": "on"})

    assert unlock(bo).settings.talks_off


def test_to_the_other_it_looks_unanswered_until_and_after_it_lapses(
    sign_in, invite, ana, bo, bond, unlock, move_clock
):
    looks = []
    for talks_off in (False, True):
        unlock(bo).change_settings(lambda now, off=talks_off: replace(now, talks_off=off))
        row = invite(ARGUMENT)
        their_browser, mine = sign_in(bo), sign_in(ana)
        their_browser.get("/today/"), their_browser.get("/listen/")
        before = pages(mine, row)
        clear = Talk.objects.filter(pk=row.pk).values("phase", "until", "day", "is_written").get()
        move_clock(24 * 60 + 1)
        after = pages(sign_in(ana), row)
        looks.append(
            [page.replace(str(row.pk), "").replace(row.pk.hex, "") for page in before + after]
        )
        looks[-1].append(repr(sorted(clear.items())))
        talks.clean_up(Talk.objects.get(pk=row.pk).until)
        move_clock(-(24 * 60 + 1))

    assert [without_chance(page) for page in looks[0]] == [
        without_chance(page) for page in looks[1]
    ]


def without_chance(page):
    import re

    page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page)
    return re.sub(r'data-at="\d+"|[0-9a-f]{8}-[0-9a-f-]{27}', "", page)


def test_a_talk_that_has_begun_is_not_taken_away(sign_in, begun, bo, unlock):
    row = begun(ARGUMENT)
    unlock(bo).change_settings(lambda now: replace(now, talks_off=True))

    assert sign_in(bo).get(f"/listen/{row.pk}/").status_code == 200
