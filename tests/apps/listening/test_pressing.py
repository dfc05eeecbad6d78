"""The buttons, as they arrive from two phones: old pages, twice, out of turn."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from closeknit.apps.listening.models import Talk

pytestmark = pytest.mark.django_db


@pytest.fixture
def phones(sign_in, ana, bo):
    return sign_in(ana), sign_in(bo)


def press(browser, row, what, visit, **more):
    return browser.post(f"/listen/{row.pk}/{what}/", {"visit": visit} | more)


def test_both_see_the_same_step_and_who_acts(begun, walk_to, phones):
    row = begun()
    walk_to(row, "speak")

    mine, theirs = (phone.get(f"/listen/{row.pk}/").content.decode() for phone in phones)

    assert "Your step" in mine and "Say what is on your mind" in mine
    assert "Your step" not in theirs and "Listen. You need no answer" in theirs
    ends = 'data-ends="'
    assert mine.split(ends)[1][:13] == theirs.split(ends)[1][:13]


def test_the_other_cannot_move_my_step(begun, walk_to, phones, seen, ana):
    row = begun()
    talk = walk_to(row, "speak").talk

    press(phones[1], row, "done", talk.visit)

    assert seen(ana, row).talk.step.id == "speak"


def test_pressing_twice_moves_one_step(begun, walk_to, phones, seen, ana):
    row = begun()
    talk = walk_to(row, "speak").talk

    for _ in range(3):
        press(phones[0], row, "done", talk.visit)

    assert seen(ana, row).talk.step.id == "reflect"


@pytest.mark.parametrize("visit", ["", "-5", "many", "99999999999999999999"])
def test_a_press_that_names_no_step_changes_nothing(begun, walk_to, phones, seen, ana, visit):
    row = begun()
    walk_to(row, "speak")

    assert press(phones[0], row, "done", visit).status_code == 302

    assert seen(ana, row).talk.step.id == "speak"


def test_both_have_to_be_ready(begun, phones, seen, ana):
    row = begun()
    visit = seen(ana, row).talk.visit

    press(phones[0], row, "ready", visit)
    press(phones[0], row, "ready", visit)
    assert seen(ana, row).talk.step.id == "settle"
    press(phones[1], row, "ready", visit)

    assert seen(ana, row).talk.step.id == "speak"


def test_either_may_extend_or_drop_the_clock(begun, walk_to, phones, seen, ana):
    row = begun()
    talk = walk_to(row, "speak").talk

    press(phones[1], row, "longer", talk.visit)
    assert seen(ana, row).talk.ends == talk.ends + 120_000
    press(phones[1], row, "no-clock", talk.visit)

    assert seen(ana, row).talk.ends is None
    assert 'role="timer"' not in phones[0].get(f"/listen/{row.pk}/").content.decode()


def test_stopping_costs_nothing_and_tells_nobody_who(begun, walk_to, phones):
    row = begun()
    walk_to(row, "speak")

    press(phones[1], row, "stop", 0)

    mine, theirs = (phone.get(f"/listen/{row.pk}/").content.decode() for phone in phones)
    for page in (mine, theirs):
        assert "The talk has ended here. That is a complete ending." in page
    assert "Bo has" not in mine and "You have" not in theirs


def test_a_page_that_shows_the_latest_is_told_so_in_a_few_bytes(begun, phones):
    row = begun()
    revision = Talk.objects.get().revision

    answer = phones[0].get(f"/listen/{row.pk}/", {"at": revision}, headers={"HX-Request": "true"})
    older = phones[0].get(f"/listen/{row.pk}/", {"at": 7}, headers={"HX-Request": "true"})

    assert (answer.status_code, answer.content) == (204, b"")
    assert older.status_code == 200


def test_a_page_gives_a_ticket_for_the_stream_of_its_bond(begun, phones, bond):
    row = begun()

    answer = phones[0].get(f"/listen/{row.pk}/")

    cookie = answer.cookies["closeknit-live"]
    assert bond.pk.hex in cookie.value
    assert cookie["path"] == "/live/"


def test_on_one_phone_one_hand_presses_for_both(begun, phones, walk_to, seen, ana):
    row = begun()
    visit = seen(ana, row).talk.visit

    answer = press(phones[0], row, "ready", visit, at="one")
    assert answer.url == f"/listen/{row.pk}/one/"
    talk = seen(ana, row).talk
    assert talk.step.id == "speak"
    press(phones[1], row, "done", talk.visit, at="one")

    assert seen(ana, row).talk.step.id == "reflect"


def test_on_one_phone_the_page_is_turned_to_whose_step_it_is(begun, phones, walk_to):
    row = begun()
    walk_to(row, "speak")
    is_turned = [
        "shared turned" in phone.get(f"/listen/{row.pk}/one/").content.decode() for phone in phones
    ]
    walk_to(row, "reflect")
    now = [
        "shared turned" in phone.get(f"/listen/{row.pk}/one/").content.decode() for phone in phones
    ]

    assert (is_turned, now) == ([False, True], [True, False])


def test_on_one_phone_each_is_asked_in_turn_whether_they_can_listen(
    invite, phones, walk_to, seen, ana
):
    row = invite(at_one_phone=True)
    talk = walk_to(row, "check", turn=1).talk

    page = phones[0].get(f"/listen/{row.pk}/one/").content.decode()
    assert "Ana, can you still listen?" in page
    press(phones[0], row, "ready", talk.visit, at="one")
    page = phones[0].get(f"/listen/{row.pk}/one/").content.decode()
    assert "Bo, can you still listen?" in page
    press(phones[0], row, "ready", talk.visit, at="one")

    assert seen(ana, row).talk.step.id == "speak"


def test_nobody_answers_for_the_other_on_two_phones(begun, phones, walk_to, seen, ana):
    row = begun()
    talk = walk_to(row, "check", turn=1).talk
    page = phones[0].get(f"/listen/{row.pk}/one/").content.decode()
    assert "This each of you answers on your own phone." in page

    for _twice in range(2):
        press(phones[0], row, "ready", talk.visit, at="one")

    assert seen(ana, row).talk.step.id == "check"


def test_after_an_argument_each_presses_on_their_own_phone(invite, accept, phones, seen, ana):
    row = accept(invite("after-an-argument"))
    assert phones[0].get(f"/listen/{row.pk}/one/").status_code == 302
    assert "this phone between us" not in phones[0].get(f"/listen/{row.pk}/").content.decode()

    for _twice in range(2):
        press(phones[0], row, "ready", seen(ana, row).talk.visit, at="one")

    assert seen(ana, row).talk.ready == (0,)


def test_an_answer_to_can_you_still_listen_is_not_shown_to_the_other(begun, phones, walk_to):
    row = begun()
    talk = walk_to(row, "check", turn=1).talk
    before = phones[1].get(f"/listen/{row.pk}/").content.decode().split("<main")[1]

    press(phones[0], row, "ready", talk.visit)

    after = phones[1].get(f"/listen/{row.pk}/").content.decode().split("<main")[1]
    import re

    def same(page):
        return re.sub(r'data-at="\d+"|value="\w{64}"', "", page)

    assert same(before) == same(after)


def test_a_talk_of_an_ended_bond_takes_no_press(begun, phones, walk_to, ana, unlock, bo):
    from closeknit.apps.people import pairing

    row = begun()
    talk = walk_to(row, "speak").talk
    pairing.leave(unlock(bo), withdraw=False)

    assert press(phones[0], row, "done", talk.visit).status_code == 404
    assert "ended here" in phones[0].get(f"/listen/{row.pk}/").content.decode()


def test_a_page_costs_few_queries(begun, phones, walk_to):
    row = begun()
    walk_to(row, "speak")
    phones[0].get(f"/listen/{row.pk}/")

    with CaptureQueriesContext(connection) as queries:
        phones[0].get(f"/listen/{row.pk}/")

    assert len(queries) <= 9, [query["sql"] for query in queries]
