"""The week is planned in the clear, so nothing of it tells whether the week was answered."""

from datetime import timedelta

import pytest
from django.utils import timezone

from closeknit.apps.notices.models import Choice, Outbox

pytestmark = pytest.mark.django_db
WEEK = 8


@pytest.fixture
def chosen(ana):
    return Choice.objects.create(person=ana, push_kinds=WEEK, acted_on=timezone.localdate())


def planned(sign_in, person):
    """What stands in the table after somebody did something."""
    sign_in(person).post("/notices/wake/")
    return list(Outbox.objects.values_list("subject", "day", "due", "expires", "state"))


def test_the_row_is_the_same_whether_or_not_the_week_is_answered(
    chosen, sign_in, ana, year, answer
):
    before = planned(sign_in, ana)
    answer(ana, [0])

    assert planned(sign_in, ana) == before
    assert [f"{row[2]:%a %d %H:%M}" for row in before] == ["Sun 29 17:00"]


def test_there_is_one_a_week_on_whichever_days_one_is_here(chosen, sign_in, ana, year, clock):
    days = set()
    for _ in range(14):
        days |= {row[1] for row in planned(sign_in, ana)}
        clock.shift(timedelta(days=1))

    assert sorted(f"{day:%a %d}" for day in days) == ["Sun 06", "Sun 13", "Sun 29"]
