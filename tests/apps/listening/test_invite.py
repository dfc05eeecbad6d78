import re

import pytest

from closeknit.apps.listening import models, talks
from closeknit.apps.listening.models import Talk
from tests.apps.listening.conftest import ARGUMENT

pytestmark = pytest.mark.django_db


def begin(browser, way="ten-minutes", **sent):
    page = browser.get(f"/listen/begin/{way}/").content.decode()
    wished = re.search(r'name="id" value="([0-9a-f-]{36})"', page)[1]
    return browser.post(
        f"/listen/begin/{way}/", {"id": wished, "how": "phones", "first": "me"} | sent
    )


def test_an_invitation_waits_with_the_other(sign_in, ana, bo, bond):
    answer = begin(sign_in(ana), topic="Sunday at my mother’s")

    theirs = sign_in(bo)
    page = theirs.get(answer.url).content.decode()
    assert "Ana invites you" in page
    assert "Sunday at my mother’s" in page
    assert "Ana speaks first" in page
    assert "Ana invites you" in theirs.get("/today/").content.decode()
    assert "Bo is invited" in sign_in(ana).get(answer.url).content.decode()


def test_a_form_that_is_sent_twice_invites_once(sign_in, ana, bond):
    browser = sign_in(ana)
    page = browser.get("/listen/begin/ten-minutes/").content.decode()
    sent = {"id": re.search(r'name="id" value="([^"]+)"', page)[1], "how": "phones", "first": "me"}

    for _ in range(2):
        assert browser.post("/listen/begin/ten-minutes/", sent).status_code == 302

    assert Talk.objects.count() == 1


def test_a_new_invitation_takes_the_place_of_the_old(sign_in, ana, bond):
    browser = sign_in(ana)

    begin(browser)
    begin(browser, "good-news")

    assert Talk.objects.count() == 1
    assert "Good news" in browser.get("/listen/").content.decode()


@pytest.mark.parametrize("lost", ["how", "first"])
def test_a_form_that_fails_keeps_what_was_typed(sign_in, ana, bond, lost):
    answer = begin(sign_in(ana), topic="The holidays", **{lost: "sideways"})

    assert answer.status_code == 400
    assert "The holidays" in answer.content.decode()
    assert Talk.objects.count() == 0


def test_not_now_is_a_complete_answer(sign_in, invite, ana, bo):
    row = invite()

    sign_in(bo).post(f"/listen/{row.pk}/not-now/")

    assert "Bo says: not now" in sign_in(ana).get("/listen/").content.decode()
    assert "Ana invites you" not in sign_in(bo).get("/listen/").content.decode()


def test_taken_back_it_is_gone_for_the_other(sign_in, invite, ana, bo):
    row = invite()

    sign_in(ana).post(f"/listen/{row.pk}/take-back/")

    assert "Ana invites you" not in sign_in(bo).get("/listen/").content.decode()
    assert "not now" not in sign_in(ana).get("/listen/").content.decode()


def test_accepting_begins_it_for_both(sign_in, invite, ana, bo):
    row = invite()

    sign_in(bo).post(f"/listen/{row.pk}/accept/")

    for person in (ana, bo):
        assert "I am here" in sign_in(person).get(f"/listen/{row.pk}/").content.decode()


def test_who_invited_cannot_accept_for_the_other(sign_in, invite, ana, seen):
    row = invite()

    sign_in(ana).post(f"/listen/{row.pk}/accept/")

    assert seen(ana, row).talk.phase == "invited"


def test_an_invitation_rests_after_a_day_without_a_word(sign_in, invite, ana, move_clock, seen):
    row = invite()
    move_clock(24 * 60)

    page = sign_in(ana).get("/listen/").content.decode()

    assert seen(ana, row).talk.ending == "lapsed"
    assert "invited" not in page and "not now" not in page
    talks.clean_up(Talk.objects.get().until)
    assert Talk.objects.count() == 0


def test_one_talk_at_a_time_and_the_page_says_so(sign_in, begun, invite, ana, bo, seen):
    first = begun()
    second = invite("good-news")

    answer = sign_in(bo).post(f"/listen/{second.pk}/accept/")

    assert answer.url == f"/listen/{first.pk}/?goes-on"
    assert "still going on" in sign_in(bo).get(answer.url).content.decode()
    assert seen(ana, second).talk.phase == "invited"


def test_a_talk_in_writing_goes_on_beside_one_aloud(begun, seen, ana):
    aloud, written = begun(), begun("eight-minutes", in_writing=True)

    assert {seen(ana, row).talk.phase for row in (aloud, written)} == {"running"}


def test_on_one_phone_it_begins_at_once(sign_in, ana, bond, seen):
    answer = begin(sign_in(ana), how="one")

    row = Talk.objects.get()
    assert answer.url == f"/listen/{row.pk}/one/"
    assert seen(ana, row).talk.phase == "running"


def test_after_an_argument_the_other_is_always_asked_on_their_own_phone(sign_in, ana, bond):
    browser = sign_in(ana)

    assert begin(browser, ARGUMENT, how="one").status_code == 400

    assert "On this phone" not in browser.get(f"/listen/begin/{ARGUMENT}/").content.decode()


@pytest.mark.parametrize("name", ["eve", "kim"])
def test_alone_there_is_no_way_to_begin(request, sign_in, name, bond):
    browser = sign_in(request.getfixturevalue(name))

    assert browser.get("/listen/begin/ten-minutes/").status_code == 404
    assert "Listening takes two" in browser.get("/listen/").content.decode()


def test_the_clear_columns_do_not_tell_an_argument_from_good_news(invite):
    first = Talk.objects.filter(pk=invite(ARGUMENT).pk).values().get()
    second = Talk.objects.filter(pk=invite("good-news").pk).values().get()

    assert len(first["sealed"]) == len(second["sealed"])
    differing = {name for name in first if first[name] != second[name]}
    assert differing == {"id", "sealed", "revision"}
    assert first["phase"] == models.INVITED
