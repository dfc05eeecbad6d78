"""A Monday evening on which Ana and Bo talk; the clock stands still until a test moves it."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
import time_machine

MONDAY = datetime(2026, 11, 23, 19, 0, tzinfo=UTC)
TEN, ARGUMENT = "ten-minutes", "after-an-argument"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def invite(bond, ana, unlock):
    """Return a function by which somebody invites the other; Ana unless told."""

    from closeknit.apps.listening import protocols, talks

    def invite(way=TEN, person=ana, first=0, **wish):
        me = unlock(person)
        return talks.begin(me, protocols.way(me, way), talks.Wish(uuid4(), first, **wish))

    return invite


@pytest.fixture
def accept(bo, unlock):
    from closeknit.apps.listening import talks
    from closeknit.apps.people.between import seat_of

    def accept(row, person=bo):
        me = unlock(person)
        talks.press(me, row.pk, lambda talk: talk.accept(seat_of(me), talks.now_ms()))
        return row

    return accept


@pytest.fixture
def begun(invite, accept):
    """Return a function that gives a talk which both have begun."""
    return lambda way=TEN, **wish: accept(invite(way, **wish))


@pytest.fixture
def seen(unlock):
    """Return a function that gives a talk as a person sees it now."""
    from closeknit.apps.listening import reading
    from closeknit.apps.listening.models import Talk

    return lambda person, row: reading.shown(unlock(person), Talk.objects.get(pk=row.pk))


@pytest.fixture
def walk_to(unlock, ana, bo, seen):
    """Return a function that presses what is due until a step, or the end, is reached."""

    from closeknit.apps.listening import talks

    def ready(seat, visit):
        return lambda talk: talk.press_ready(seat, visit, talks.now_ms())

    def done(seat, visit):
        return lambda talk: talk.press_done(seat, visit, talks.now_ms())

    def walk_to(row, step="", turn=0):
        while not (talk := seen(ana, row).talk).is_over:
            if (talk.step.id, talk.here.turn) == (step, turn):
                break
            if talk.acting is None:
                for person, seat in ((ana, 0), (bo, 1)):
                    talks.press(unlock(person), row.pk, ready(seat, talk.visit))
            else:
                person = (ana, bo)[talk.acting]
                if row.is_written and talk.step.writes:
                    talks.write(unlock(person), row.pk, talk.visit, f"What {talk.step.id} holds")
                else:
                    talks.press(unlock(person), row.pk, done(talk.acting, talk.visit))
        return seen(ana, row)

    return walk_to


@pytest.fixture
def move_clock(clock):
    """Return a function that lets minutes go by."""
    return lambda minutes: clock.shift(minutes * 60)
