"""What is sent, how often, when not, and what happens when it is refused."""

import email
from datetime import date, timedelta
from email import policy
from uuid import uuid4

import pytest

from closeknit.apps.notices import outbox
from closeknit.apps.notices.kinds import CAME, TIME
from closeknit.apps.notices.models import (
    CLAIMED,
    DROPPED,
    GIVEN_UP,
    SENT,
    WAITING,
    Endpoint,
    Outbox,
)
from closeknit.apps.notices.telling import forget, remind

pytestmark = pytest.mark.django_db


def states():
    return list(Outbox.objects.order_by("due").values_list("state", flat=True))


def test_nobody_is_told_anything_until_they_choose(tell, post, work):
    tell()
    work()

    assert post.messages == []
    assert Outbox.objects.count() == 0


def test_a_message_holds_no_name_and_no_content(tell, post, work, choose, bo):
    choose(bo)
    tell()
    work()

    (raw,) = post.messages
    message = email.message_from_string(raw, policy=policy.default)
    assert message["To"] == "bo@example.org"
    assert message["Subject"] == "Something is waiting for you."
    assert "Ana" not in raw and "Closeknit" not in raw
    assert "http://testserver/today/" in message.get_content()
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_it_is_sent_once_however_often_the_worker_looks(tell, post, work, choose, bo):
    choose(bo)
    tell()
    for _ in range(3):
        work()

    assert len(post.messages) == 1
    assert states() == [SENT]


def test_a_subject_is_told_once_a_day(tell, post, work, choose, bo):
    choose(bo)
    subject = uuid4()
    for _ in range(3):
        tell(subject)
        work()

    assert len(post.messages) == 1


def test_two_a_day_at_most_and_new_ones_the_next_day(tell, post, work, choose, bo, clock):
    choose(bo)
    for _ in range(4):
        tell()
    work()
    assert len(post.messages) == 2
    assert sorted(states()) == [SENT, SENT, DROPPED, DROPPED]

    clock.shift(timedelta(days=1))
    tell()
    work()

    assert len(post.messages) == 3


def test_push_and_mail_of_one_subject_are_one_notice(tell, post, push, work, choose, bo):
    choose(bo, push=31)
    Endpoint.objects.create(person=bo, **push.subscription())
    for _ in range(2):
        tell()
    work()

    assert len(post.messages) == len(push.payloads) == 2


def test_in_quiet_hours_it_waits_until_they_are_over(tell, post, work, choose, bo, clock):
    choose(bo)
    clock.shift(timedelta(hours=8))
    tell()
    work()
    assert post.messages == [] and states() == [WAITING]

    clock.shift(timedelta(hours=9))
    work()

    assert len(post.messages) == 1


def test_quiet_hours_are_those_of_the_persons_own_zone(tell, post, work, choose, bo):
    bo.zone = "Asia/Tokyo"
    bo.save()
    choose(bo)
    tell()
    work()

    assert post.messages == []


def test_during_a_talk_nothing_disturbs(tell, post, work, choose, ana, bo, unlock, clock):
    from closeknit.apps.listening import protocols, talks

    me, other = unlock(ana), unlock(bo)
    wish = talks.Wish(uuid4(), first=0, at_one_phone=True)
    row = talks.begin(me, protocols.way(me, "ten-minutes"), wish)
    choose(bo)
    tell()
    work()
    assert post.messages == []

    talks.press(other, row.pk, lambda talk: talk.stop())
    clock.shift(timedelta(minutes=31))
    work()

    assert len(post.messages) == 1


def test_snoozed_it_rests_for_a_week(tell, post, work, choose, bo, clock):
    choose(bo, snoozed_until=date(2026, 11, 30))
    tell()
    work()
    assert post.messages == []

    clock.shift(timedelta(days=7))
    tell()
    work()

    assert len(post.messages) == 1


def test_after_fourteen_quiet_days_things_for_two_rest(tell, post, work, choose, bo, clock):
    choose(bo)
    clock.shift(timedelta(days=15))
    tell()
    work()

    assert post.messages == []
    assert Outbox.objects.count() == 0


def test_whoever_does_something_is_told_again(tell, post, work, choose, ana, bo, unlock, clock):
    from closeknit.apps.notices.telling import tell_other

    choose(bo)
    clock.shift(timedelta(days=15))
    tell_other(unlock(bo), CAME, unlock(ana).person)
    tell()
    work()

    assert len(post.messages) == 1


def test_only_what_was_chosen_is_told(tell, post, work, choose, bo):
    choose(bo, mail=TIME.bit)
    tell()
    work()

    assert post.messages == []


def test_a_reminder_comes_at_its_time_moves_and_is_forgotten(post, work, choose, bo, clock):
    from django.utils import timezone

    choose(bo)
    subject = uuid4()
    remind(bo, TIME, subject, timezone.now() + timedelta(hours=1))
    remind(bo, TIME, subject, timezone.now() + timedelta(hours=3))
    clock.shift(timedelta(hours=2))
    work()
    assert post.messages == []
    clock.shift(timedelta(hours=1))
    work()
    assert len(post.messages) == 1

    later = uuid4()
    remind(bo, TIME, later, timezone.now() + timedelta(hours=1))
    forget(later)

    assert states() == [SENT]


def test_a_reminder_whose_time_has_passed_is_not_sent(post, work, choose, bo, clock):
    from django.utils import timezone

    choose(bo)
    now = timezone.now()
    remind(bo, TIME, uuid4(), now + timedelta(hours=1), expires=now + timedelta(hours=2))
    clock.shift(timedelta(hours=3))
    work()

    assert post.messages == [] and states() == [DROPPED]


@pytest.mark.parametrize("word", ["MAIL", "RCPT", "DATA"])
def test_after_a_definite_refusal_it_is_tried_again_later(
    tell, post, work, choose, bo, clock, word
):
    choose(bo)
    post.answers[word] = "451 later"
    tell()
    work()
    work()
    assert states() == [WAITING]
    post.answers.clear()
    work()
    assert post.messages == []

    clock.shift(timedelta(minutes=2, seconds=1))
    work()

    assert len(post.messages) == 1


def test_it_gives_up_after_some_tries(tell, post, work, choose, bo, clock):
    choose(bo, quiet_begins=8, quiet_ends=8)
    post.answers["MAIL"] = "451 later"
    tell()
    for _ in range(6):
        work()
        clock.shift(timedelta(minutes=130))

    assert states() == [GIVEN_UP]
    assert post.messages == []


def test_what_is_refused_for_good_is_not_tried_again(tell, post, work, choose, bo):
    choose(bo)
    post.answers["RCPT"] = "550 nobody of this name"
    tell()
    work()

    assert states() == [GIVEN_UP]


def test_without_a_mail_server_in_reach_nothing_is_lost(tell, post, work, choose, bo, settings):
    from closeknit.site.environment import Post

    settings.SMTP = Post("smtp", "127.0.0.1", 1, "", "")
    choose(bo)
    tell()
    work()

    assert states() == [WAITING]


def test_what_may_have_arrived_is_never_repeated(tell, post, work, choose, bo, clock):
    choose(bo)
    post.hang_up_after = "DATA"
    tell()
    for _ in range(3):
        work()
        clock.shift(timedelta(minutes=30))

    assert len(post.messages) == 1
    assert states() == [SENT]


def test_a_claimed_row_is_never_taken_again(tell, post, work, choose, bo):
    from django.utils import timezone

    choose(bo)
    tell()
    claimed = outbox.claim(timezone.now())
    work()

    assert claimed.state == CLAIMED
    assert post.messages == []


def test_a_push_is_signed_and_opens_in_the_browser_alone(tell, push, work, choose, bo):
    choose(bo, mail=0, push=31)
    Endpoint.objects.create(person=bo, **push.subscription())
    tell()
    work()

    assert push.payloads == [{"title": "Something is waiting for you."}]


@pytest.mark.parametrize(("minute", "kept"), [(0, 3600), (15, 2700), (59, 60)])
def test_a_push_service_keeps_it_for_an_hour_and_not_into_the_quiet_hours(
    tell, push, work, choose, bo, clock, minute, kept
):
    choose(bo, mail=0, push=31, quiet_begins=16)
    Endpoint.objects.create(person=bo, **push.subscription())
    clock.shift(timedelta(minutes=minute))
    tell()
    work()

    assert push.kept == [kept]


def test_a_push_service_keeps_it_no_longer_than_it_is_of_use(push, work, choose, bo):
    from django.utils import timezone

    choose(bo, mail=0, push=31)
    Endpoint.objects.create(person=bo, **push.subscription())
    now = timezone.now()
    remind(bo, TIME, uuid4(), now, expires=now + timedelta(minutes=10))
    work()

    assert push.kept == [600]


@pytest.mark.parametrize("status", [404, 410])
def test_a_dead_endpoint_is_removed(tell, push, work, choose, bo, status):
    choose(bo, mail=0, push=31)
    Endpoint.objects.create(person=bo, **push.subscription())
    push.status = status
    tell()
    work()

    assert Endpoint.objects.count() == 0
    assert states() == [GIVEN_UP]


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_push_service_is_asked_again(tell, push, work, choose, bo, status, clock):
    choose(bo, mail=0, push=31)
    Endpoint.objects.create(person=bo, **push.subscription())
    push.status = status
    tell()
    work()
    assert states() == [WAITING]
    push.status = 201
    clock.shift(timedelta(minutes=3))
    work()

    assert len(push.payloads) == 1


def test_one_device_that_took_it_is_enough(tell, push, work, choose, bo):
    """A second try would tell the first device twice."""
    choose(bo, mail=0, push=31)
    Endpoint.objects.create(person=bo, **push.subscription())
    unreachable = push.subscription() | {"address": "http://127.0.0.1:1/push"}
    Endpoint.objects.create(person=bo, **unreachable)
    tell()
    work()

    assert len(push.payloads) == 1
    assert states() == [SENT]


def test_what_was_told_is_forgotten_after_a_week(tell, post, work, choose, bo, clock):
    from django.utils import timezone

    choose(bo)
    tell()
    work()
    clock.shift(timedelta(days=8))

    outbox.clean_up(timezone.now())

    assert Outbox.objects.count() == 0
