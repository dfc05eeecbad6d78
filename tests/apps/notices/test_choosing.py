import re
from datetime import date

import pytest

from closeknit.apps.notices import stopping
from closeknit.apps.notices.models import Choice, Endpoint, Outbox

pytestmark = pytest.mark.django_db
CHOSEN = {"push": ["came"], "mail": ["came", "time"], "begins": "22", "ends": "7"}


def test_all_is_off_at_first(sign_in, ana):
    page = sign_in(ana).get("/notices/").content.decode()

    assert "checked" not in page
    assert Choice.objects.count() == 0


def test_what_is_chosen_is_kept_and_shown(sign_in, ana, post):
    browser = sign_in(ana)

    answer = browser.post("/notices/", CHOSEN, follow=True)

    page = answer.content.decode()
    assert "Saved." in page
    assert page.count(" checked") == 3
    choice = Choice.objects.get()
    assert (choice.push_kinds, choice.mail_kinds) == (1, 17)
    assert (choice.quiet_begins, choice.quiet_ends) == (22, 7)


def test_without_a_mail_server_e_mail_is_not_offered(sign_in, ana):
    assert "By e-mail" not in sign_in(ana).get("/notices/").content.decode()


def test_who_chooses_nothing_leaves_nothing_behind(sign_in, ana, post):
    browser = sign_in(ana)
    browser.post("/notices/", CHOSEN)

    browser.post("/notices/", {"begins": "22", "ends": "7"})

    assert Choice.objects.count() == 0


def test_what_is_switched_off_stops_what_waits(sign_in, ana, choose, post):
    choose(ana, mail=31, push=31)
    browser = sign_in(ana)
    browser.post("/ask/not-today/")
    assert waiting() == [(4, 0), (4, 1), (8, 0), (8, 1)]

    browser.post("/notices/", CHOSEN | {"push": ["week"], "mail": ["evening"]})

    assert waiting() == [(4, 1), (8, 0)]


def test_choosing_stops_nothing_of_the_other(sign_in, ana, bo, choose, post, tell):
    choose(bo)
    tell()

    sign_in(ana).post("/notices/", CHOSEN | {"mail": ["week"]})

    assert Outbox.objects.filter(person=bo).count() == 1


def waiting():
    return sorted(Outbox.objects.filter(state=0).values_list("kind", "channel"))


def test_a_wrong_hour_is_said_and_nothing_is_lost(sign_in, ana, post):
    answer = sign_in(ana).post("/notices/", CHOSEN | {"ends": "25"})

    assert answer.status_code == 400
    assert answer.content.decode().count(" checked") == 3


def test_snoozing_rests_for_a_week_and_can_end(sign_in, ana, post):
    browser = sign_in(ana)
    browser.post("/notices/", CHOSEN)

    browser.post("/notices/snooze/")
    assert Choice.objects.get().snoozed_until == date(2026, 11, 30)
    assert "They rest until Monday, 30 November" in browser.get("/notices/").content.decode()
    browser.post("/notices/wake/")

    assert Choice.objects.get().snoozed_until is None


def test_a_link_in_a_message_stops_them_without_signing_in(client, choose, bo, post, tell):
    choose(bo, push=1)
    tell()
    address = stopping.address(bo)

    page = client.get(address).content.decode()
    assert "Stop them" in page and "bo@" not in page
    assert "No more messages" in client.post(address).content.decode()

    choice = Choice.objects.get()
    assert (choice.mail_kinds, choice.push_kinds) == (0, 1)
    assert list(Outbox.objects.values_list("channel", flat=True)) == [0]


def test_it_may_pause_them_for_a_week_instead(client, choose, bo, post):
    choose(bo)

    client.post(stopping.address(bo), {"week": "1"})

    assert Choice.objects.get().snoozed_until == date(2026, 11, 30)
    assert Choice.objects.get().mail_kinds == 31


def test_one_click_of_a_mail_program_works(client_class, choose, bo, post):
    choose(bo)
    strict = client_class(enforce_csrf_checks=True)

    answer = strict.post(stopping.address(bo), {"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200
    assert Choice.objects.get().mail_kinds == 0


def test_an_address_that_was_changed_stops_nothing(client, choose, bo, post):
    choose(bo)
    address = stopping.address(bo)
    changed = re.sub(r"[0-9a-f]~", lambda found: f"{(int(found[0][0], 16) + 1) % 16:x}~", address)

    assert changed != address
    assert client.post(changed).status_code == 404
    assert Choice.objects.get().mail_kinds == 31


def test_a_browser_is_added_and_forgotten(sign_in, ana, push):
    browser = sign_in(ana)

    assert browser.post("/notices/device/", push.subscription()).status_code == 204
    assert Endpoint.objects.get().person_id == ana.pk
    browser.post("/notices/device/forget/")

    assert Endpoint.objects.count() == 0


def test_a_browser_tells_one_person_only(sign_in, ana, bo, push):
    for person in (ana, bo):
        sign_in(person).post("/notices/device/", push.subscription())

    assert Endpoint.objects.get().person_id == bo.pk


@pytest.mark.parametrize(
    "address",
    [
        "https://internal.example/push",
        "http://fcm.googleapis.com/push",
        "https://fcm.googleapis.com:8443/push",
        "https://fcm.googleapis.com@internal.example/push",
        "https://evil.notify.windows.com.example/push",
        "http://127.0.0.1:22/",
        "file:///etc/passwd",
        "https://[::1",
    ],
)
def test_nothing_is_ever_sent_to_other_places(sign_in, ana, push, address):
    sent = push.subscription() | {"address": address}

    assert sign_in(ana).post("/notices/device/", sent).status_code == 400
    assert Endpoint.objects.count() == 0


@pytest.mark.parametrize("name", ["p256dh", "auth"])
def test_keys_that_are_none_are_refused(sign_in, ana, push, name):
    sent = push.subscription() | {name: "short"}

    assert sign_in(ana).post("/notices/device/", sent).status_code == 400


@pytest.mark.parametrize(
    "address",
    [
        "https://fcm.googleapis.com/fcm/send/abc",
        "https://updates.push.services.mozilla.com/wpush/v2/abc",
        "https://web.push.apple.com/abc",
        "https://wns2-par02p.notify.windows.com/w/?token=abc",
    ],
)
def test_the_known_browsers_are_taken(address):
    from closeknit.apps.notices.push import is_known_place

    assert is_known_place(address)


def test_leaving_a_bond_stops_what_was_on_its_way(choose, bo, ana, post, tell, unlock):
    from closeknit.apps.people import pairing

    choose(bo)
    tell()

    pairing.leave(unlock(ana), withdraw=False)

    assert Outbox.objects.count() == 0


def test_withdrawing_later_stops_nothing_of_a_new_bond(choose, ana, bo, kim, bond, unlock, post):
    from closeknit.apps.people import pairing

    pairing.leave(unlock(ana), withdraw=False)
    pairing.accept(unlock(kim), pairing.invite(unlock(bo), first_words="", colour="madder"))
    choose(bo)
    _share(unlock(kim), unlock(bo))
    assert Outbox.objects.filter(person=bo).count() == 1

    for person in (ana, bo):
        pairing.settle(unlock(person), unlock(person).past_seats[0].bond, withdraw=True)

    assert Outbox.objects.filter(person=bo).count() == 1


def test_the_next_evening_and_week_are_planned_from_what_one_does(sign_in, ana, choose, post):
    choose(ana)
    sign_in(ana).post("/ask/not-today/")

    due = sorted(Outbox.objects.values_list("due", flat=True))
    assert [f"{one:%a %H:%M}" for one in due] == ["Tue 18:30", "Sun 17:00"]


def test_planning_again_moves_and_does_not_add(sign_in, ana, choose, post, clock):
    choose(ana)
    for _ in range(3):
        sign_in(ana).post("/ask/not-today/")
        clock.shift(24 * 3600)

    assert Outbox.objects.filter(state=0).count() == 2


def test_only_looking_plans_nothing(sign_in, ana, choose, post):
    choose(ana)
    browser = sign_in(ana)
    Outbox.objects.all().delete()

    browser.get("/today/")

    assert Outbox.objects.count() == 0


@pytest.mark.parametrize("way", ["share", "answer", "mend", "open", "respond", "talk", "write"])
def test_what_comes_from_the_other_is_told(way, ana, bo, bond, unlock, choose, post):
    choose(bo)

    WAYS[way](unlock(ana), unlock(bo))

    assert Outbox.objects.filter(person=bo).count() == 1


def _share(me, _other):
    from uuid import uuid4

    from closeknit.apps.checkins import choices, sharing

    words = choices.plain_answer("fine")
    return sharing.share(me, sharing.keep(me, uuid4(), words), words)


def _answer(me, other):
    from uuid import uuid4

    from closeknit.apps.checkins import answering

    answering.answer(me, _share(other, me), uuid4(), answering.in_words("I hear you."))


def _mend(me, _other):
    from uuid import uuid4

    from closeknit.apps.checkins import answering

    answering.mend(me, uuid4(), "I was harsh.")


def _open(me, other):
    from uuid import uuid4

    from django.utils import timezone

    from closeknit.apps.questions import answers, tonight

    opening = tonight.for_two(me, timezone.localdate()).opening
    for one in (other, me):
        answers.write(one, opening, answers.Written(uuid4(), "Rain", released=True))
    return opening


def _respond(me, other):
    from uuid import uuid4

    from closeknit.apps.questions import answers

    opening = _open(me, other)
    Outbox.objects.all().delete()
    answers.respond(me, opening, uuid4(), "I did not know.")


def _talk(me, _other, **how):
    from uuid import uuid4

    from closeknit.apps.listening import protocols, talks

    wish = talks.Wish(uuid4(), first=0, **how)
    return talks.begin(me, protocols.way(me, "ten-minutes"), wish)


def _write(me, other):
    from closeknit.apps.listening import talks

    row = _talk(me, other, in_writing=True)
    talk = talks.press(other, row.pk, lambda talk: talk.accept(1, talks.now_ms()))
    Outbox.objects.all().delete()
    talks.write(me, row.pk, talk.visit, "It was a long week.")


WAYS = {
    "share": _share,
    "answer": _answer,
    "mend": _mend,
    "open": _open,
    "respond": _respond,
    "talk": _talk,
    "write": _write,
}


def test_an_answer_that_waits_is_told_to_nobody(ana, bo, bond, unlock, choose, post):
    """Nobody learns from a notice whether the other has written."""
    from uuid import uuid4

    from django.utils import timezone

    from closeknit.apps.questions import answers, tonight

    choose(bo)
    me = unlock(ana)
    opening = tonight.for_two(me, timezone.localdate()).opening
    answers.write(me, opening, answers.Written(uuid4(), "Rain", released=True))

    assert Outbox.objects.count() == 0


def test_a_pause_reminds_both_and_coming_back_forgets_it(ana, bo, bond, unlock, choose, post):
    from closeknit.apps.listening import talks

    me, other = unlock(ana), unlock(bo)
    for person in (ana, bo):
        choose(person)
    row = _talk(me, other)
    Outbox.objects.all().delete()
    talk = talks.press(other, row.pk, lambda talk: talk.accept(1, talks.now_ms()))
    now = talks.now_ms()
    talks.press(other, row.pk, lambda one: one.pause(1, talk.visit, now + 1_200_000, now))
    due = list(Outbox.objects.values_list("person", "kind"))
    assert sorted(due) == sorted([(ana.pk, 16), (bo.pk, 16)])

    for one, seat in ((other, 1), (me, 0)):
        talks.press(one, row.pk, lambda t, seat=seat: t.come_back(seat, t.visit, talks.now_ms()))

    assert Outbox.objects.count() == 0
