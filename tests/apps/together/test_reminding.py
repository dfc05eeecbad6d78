from datetime import timedelta

import pytest
from django.utils import timezone

from closeknit.apps.notices.models import Choice, Outbox
from closeknit.apps.together import reminding, rituals

pytestmark = pytest.mark.django_db


@pytest.fixture
def both_chose(ana, bo):
    for person in (ana, bo):
        Choice.objects.create(person=person, push_kinds=31, acted_on=timezone.localdate())


def due():
    return sorted({f"{one:%a %H:%M}" for one in Outbox.objects.values_list("due", flat=True)})


def test_both_are_reminded_half_an_hour_before_and_once(agreed, both_chose, clock):
    agreed()
    Outbox.objects.all().delete()
    clock.move_to("2026-11-24 18:15:00+00:00")

    for _ in range(3):
        reminding.plan_reminders(timezone.now())

    assert due() == ["Tue 19:30"]
    assert Outbox.objects.count() == 2


def test_what_is_far_ahead_is_not_planned_yet(agreed, both_chose):
    agreed()
    Outbox.objects.all().delete()

    reminding.plan_reminders(timezone.now())

    assert due() == []


def test_a_moved_meeting_reminds_at_its_new_time(agreed, both_chose, clock, bo, unlock):
    row = agreed()
    clock.move_to("2026-11-24 18:15:00+00:00")
    rituals.shift(unlock(bo), row.pk, "2026-11-24T20:00", "2026-11-24T19:30")
    Outbox.objects.all().delete()

    reminding.plan_reminders(timezone.now())

    assert due() == ["Tue 19:00"]


def test_while_it_lasts_nothing_disturbs(agreed, ana):
    agreed()
    begins = timezone.now() + timedelta(days=1, hours=5)

    assert not reminding.is_meeting(ana, begins - timedelta(minutes=1))
    assert reminding.is_meeting(ana, begins)
    assert reminding.is_meeting(ana, begins + timedelta(minutes=29))
    assert not reminding.is_meeting(ana, begins + timedelta(minutes=30))


def test_a_proposal_is_told_and_a_yes_is_not_repeated(propose, both_chose, bo):
    propose()

    assert list(Outbox.objects.values_list("person", "kind")) == [(bo.pk, 2)]
