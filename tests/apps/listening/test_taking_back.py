"""What somebody has given to a talk can be taken out of it, and what they wrote is not lost."""

import pytest
from django.utils import timezone

from closeknit.apps.listening.models import OwnProtocol, Talk
from closeknit.apps.listening.words import OwnProtocolWords
from closeknit.apps.notices.models import SENT, Choice, Outbox
from closeknit.apps.people import pairing

pytestmark = pytest.mark.django_db

TOPIC, STEP = "Your brother at Easter", "Say what you have not said"


@pytest.fixture
def phones(sign_in, ana, bo):
    return sign_in(ana), sign_in(bo)


@pytest.fixture
def own(bond, bo, unlock):
    """A way to talk that Bo has made."""
    words = OwnProtocolWords("By the window", (("speaker", STEP, 60),))
    return OwnProtocol.create_sealed(unlock(bo).bond_key, words, bond=bond, author=bo)


def page(browser, address):
    return browser.get(address).content.decode()


def test_a_topic_goes_with_the_words_of_whoever_named_it(begun, phones):
    row = begun(topic=TOPIC)
    phones[1].post(f"/listen/{row.pk}/stop/")
    assert TOPIC in page(phones[1], "/listen/before/")

    phones[1].post(f"/listen/{row.pk}/withdraw/")
    assert TOPIC in page(phones[0], "/listen/before/"), "it is not Bo's to take"
    phones[0].post(f"/listen/{row.pk}/withdraw/")

    for phone in phones:
        assert TOPIC not in page(phone, "/listen/before/")


def test_leaving_with_what_one_shared_takes_topic_and_steps_along(begun, phones, own, bo, unlock):
    row = begun(str(own.pk), person=bo, topic=TOPIC)
    phones[1].post(f"/listen/{row.pk}/stop/")

    pairing.leave(unlock(bo), withdraw=True)

    shown = page(phones[0], f"/listen/{row.pk}/")
    assert TOPIC not in shown
    assert "By the window" not in shown


def test_a_way_of_ones_own_is_taken_out_of_the_talks_that_followed_it(begun, phones, own):
    row = begun(str(own.pk))
    phones[0].post(f"/listen/{row.pk}/stop/")
    assert "By the window" in page(phones[0], f"/listen/{row.pk}/")

    phones[1].post(f"/listen/own/{own.pk}/delete/")

    assert "By the window" not in page(phones[0], f"/listen/{row.pk}/")


def test_the_steps_of_the_others_own_way_are_shown_before_it_begins(invite, phones, own, bo):
    row = invite(str(own.pk), person=bo)

    shown = page(phones[0], f"/listen/{row.pk}/")

    assert STEP in shown
    assert "in the words of Bo" in shown
    assert "If you are afraid" in shown


def test_who_wants_no_hard_talks_sees_no_own_way_of_the_other(invite, phones, own, bo, ana, unlock):
    row = invite(str(own.pk), person=bo)
    assert str(row.pk) in page(phones[0], "/listen/")

    phones[0].post("/settings/questions/", {"ceiling": 4, "evenings": 3, "talks_off": "on"})

    assert str(row.pk) not in page(phones[0], "/listen/") + page(phones[0], "/today/")
    assert str(row.pk) in page(phones[1], "/listen/")


def test_words_that_were_being_written_when_it_was_stopped_are_shown(begun, phones, walk_to):
    row = begun(in_writing=True)
    walk_to(row, "speak")
    phones[1].post(f"/listen/{row.pk}/stop/")

    late = {"visit": 0, "text": "I had nearly said it"}
    assert phones[0].post(f"/listen/{row.pk}/write/", late).status_code in {404, 409}

    assert "I had nearly said it" in page(phones[0], f"/listen/{row.pk}/")
    assert "I had nearly said it" not in page(phones[1], f"/listen/{row.pk}/")


def test_after_one_phone_what_is_each_ones_alone_is_a_tap_away(invite, phones):
    row = invite(at_one_phone=True)
    phones[0].post(f"/listen/{row.pk}/stop/")

    first = page(phones[0], f"/listen/{row.pk}/")

    assert f"/listen/{row.pk}/?alone" in first
    assert "How understood" not in first
    assert "How understood" in page(phones[0], f"/listen/{row.pk}/?alone")


def test_the_check_at_one_phone_has_a_way_out(invite, phones, walk_to):
    row = invite(at_one_phone=True)
    walk_to(row, "check", turn=1)

    assert "Stop here" in page(phones[0], f"/listen/{row.pk}/one/")


def test_when_somebody_pressed_does_not_show_in_the_clear(begun):
    until = Talk.objects.get(pk=begun().pk).until

    assert (until.minute, until.second, until.microsecond) == (0, 0, 0)


@pytest.fixture
def bo_is_told(bo):
    return Choice.objects.create(person=bo, push_kinds=3, acted_on=timezone.localdate())


def test_inviting_again_and_again_tells_once(invite, phones, bo_is_told):
    for _time in range(3):
        row = invite()
        assert Outbox.objects.count() == 1
        phones[0].post(f"/listen/{row.pk}/take-back/")
        assert not Outbox.objects.exists()
    invite()
    Outbox.objects.update(state=SENT, told_on=timezone.localdate())

    invite()

    assert Outbox.objects.count() == 1


def test_of_a_talk_that_was_stopped_nobody_is_told(begun, phones, walk_to, bo_is_told):
    row = begun(in_writing=True)
    walk_to(row, "reflect")
    assert Outbox.objects.exists()

    phones[0].post(f"/listen/{row.pk}/stop/")

    assert not Outbox.objects.exists()
