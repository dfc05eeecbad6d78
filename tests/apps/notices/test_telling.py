"""What is written down of what is told: no minute, nothing of what is over, nothing unchosen."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from closeknit.apps.checkins import sharing
from closeknit.apps.checkins.words import CheckInWords
from closeknit.apps.notices import outbox, telling
from closeknit.apps.notices.kinds import CAME, MAIL, PUSH, TIME, WEEK
from closeknit.apps.notices.models import CLAIMED, DROPPED, SENT, WAITING, Choice, Outbox
from closeknit.apps.notices.refusals import Refused

pytestmark = pytest.mark.django_db


def rows(*columns):
    return sorted(Outbox.objects.values_list(*columns))


def test_what_is_told_of_the_other_tells_their_hour_and_no_minute(tell, post, choose, bo, clock):
    choose(bo)
    clock.move_to("2026-11-23 15:47:31.5+00:00")

    tell()

    hour = datetime(2026, 11, 23, 15, tzinfo=UTC)
    assert rows("due", "expires") == [(hour, hour + timedelta(days=1))]


def test_it_is_due_at_once_all_the_same(tell, post, work, choose, bo, clock):
    choose(bo)
    clock.move_to("2026-11-23 15:47:31+00:00")

    tell()
    work()

    assert len(post.messages) == 1


def test_the_hour_is_that_of_the_clock_on_the_readers_wall(tell, post, choose, bo, clock):
    """Elsewhere an hour begins at half past; and what came after midnight is of the new day."""
    bo.zone = "Asia/Kolkata"
    bo.save()
    choose(bo)
    clock.move_to("2026-11-23 18:47:31+00:00")

    tell()

    assert rows("due", "day") == [(datetime(2026, 11, 23, 18, 30, tzinfo=UTC), date(2026, 11, 24))]


def test_what_waited_out_a_talk_is_due_at_a_quarter_of_an_hour(
    tell, post, work, choose, bo, clock, monkeypatch
):
    monkeypatch.setattr("closeknit.apps.listening.home.is_talking", lambda *_: True)
    choose(bo)
    clock.move_to("2026-11-23 15:47:31+00:00")

    tell()
    work()

    assert rows("state", "due") == [(WAITING, datetime(2026, 11, 23, 16, 30, tzinfo=UTC))]


@pytest.mark.parametrize("channel", [PUSH, MAIL])
@pytest.mark.parametrize("kind", [CAME, WEEK])
def test_what_was_switched_off_since_is_dropped_when_it_is_due(
    post, work, choose, bo, channel, kind
):
    choice = choose(bo, mail=31, push=31)
    put(bo, kind=kind.bit, channel=channel)
    name = "mail_kinds" if channel == MAIL else "push_kinds"
    setattr(choice, name, 31 - kind.bit)
    choice.save()

    work()

    assert rows("state") == [(DROPPED,)]
    assert post.messages == []


def put(person, state=WAITING, told_ago=None, **more):
    """A row of any kind; told so many days ago, it is of that day."""
    now = timezone.now()
    day = now.date() - timedelta(days=told_ago or 0)
    given = {
        "kind": TIME.bit,
        "channel": MAIL,
        "subject": uuid4(),
        "day": day,
        "due": now,
        "expires": now + timedelta(days=1),
        "state": state,
        "told_on": None if told_ago is None else day,
    }
    return Outbox.objects.create(person=person, **(given | more))


def test_what_is_over_is_forgotten_whether_it_waited_was_told_or_dropped(choose, bo):
    choose(bo)
    subject = uuid4()
    put(bo, subject=subject)
    put(bo, subject=subject, channel=PUSH, state=DROPPED)
    for ago, state in ((1, SENT), (2, SENT), (3, CLAIMED)):
        put(bo, subject=subject, told_ago=ago, state=state)
    other = put(bo, told_ago=1, state=SENT)

    telling.forget(subject)

    assert rows("pk") == [(other.pk,)]


def test_what_was_told_today_still_counts_when_it_is_over(tell, post, work, choose, bo):
    choose(bo)
    subjects = [uuid4(), uuid4()]
    for subject in subjects:
        tell(subject)
    work()

    for subject in subjects:
        telling.forget(subject)
        tell(subject)
    tell()
    work()

    assert len(post.messages) == 2


def test_today_is_a_day_of_the_person_who_was_told(post, work, choose, bo, clock):
    bo.zone = "Pacific/Auckland"
    bo.save()
    choose(bo)
    subject = uuid4()
    clock.move_to("2026-11-23 10:30:00+00:00")  # half past eleven in the evening there
    put(bo, subject=subject, told_ago=0, state=SENT)
    telling.forget(subject)
    assert Outbox.objects.count() == 1

    clock.move_to("2026-11-23 11:30:00+00:00")
    telling.forget(subject)

    assert Outbox.objects.count() == 0


def test_what_is_forgotten_on_its_way_does_not_wait_again(choose, bo, work, monkeypatch):
    choose(bo)
    row = put(bo)

    def refuse(sent, _kind):
        telling.forget(sent.subject)
        raise Refused

    monkeypatch.setitem(outbox.SENDERS, MAIL, refuse)
    work()

    assert rows("pk", "state") == [(row.pk, SENT)]


def test_what_is_deleted_on_its_way_does_not_stop_the_worker(choose, bo, work, monkeypatch):
    choose(bo)
    put(bo)
    monkeypatch.setitem(outbox.SENDERS, MAIL, lambda *_: Outbox.objects.all().delete())

    assert work() == 1


def test_acting_without_telling_anybody_begins_the_quiet_weeks_anew(
    tell, post, work, choose, bo, unlock, clock
):
    choose(bo)
    clock.shift(timedelta(days=15))

    telling.acted(unlock(bo))
    tell()
    work()

    assert Choice.objects.get().acted_on == timezone.localdate()
    assert len(post.messages) == 1


def test_acting_writes_nothing_for_whoever_chose_nothing(bo, unlock):
    telling.acted(unlock(bo))

    assert Choice.objects.count() == 0


def test_of_a_check_in_that_was_taken_back_nobody_is_told(bond, ana, choose, bo, unlock):
    choose(bo, mail=0, push=CAME.bit)
    me = unlock(ana)
    kept = sharing.keep(me, uuid4(), CheckInWords("unknown", "I do not know yet.", "2026-11-23"))
    sharing.share(me, kept, kept.open(me.key))
    assert Outbox.objects.count() == 1

    sharing.withdraw(me, kept)

    assert not Outbox.objects.exists()
