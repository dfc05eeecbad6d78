"""A Monday afternoon in Lisbon, on which Ana proposes something."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
import time_machine

MONDAY = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def lisbon(ana, bo):
    """Both live where the clocks change."""
    for person in (ana, bo):
        person.zone = "Europe/Lisbon"
        person.save()


@pytest.fixture
def propose(bond, ana, lisbon, unlock):
    """Return a function by which somebody proposes tea; Ana unless told."""
    from closeknit.apps.together import rituals
    from closeknit.apps.together.words import Timing

    def propose(person=ana, what="Tea after bedtime", **more):
        given = {
            "first": "2026-11-24T20:00",
            "zone": "Europe/Lisbon",
            "rule": "FREQ=WEEKLY;BYDAY=TU",
            "minutes": 30,
        } | more
        new = rituals.Proposal(what, Timing(**given), note="I would like to hear your day.")
        return rituals.propose(unlock(person), uuid4(), new)

    return propose


@pytest.fixture
def agreed(propose, bo, unlock):
    """Return a function that gives a ritual on which both have agreed."""
    from closeknit.apps.together import rituals

    def agreed(**more):
        row = propose(**more)
        rituals.agree(unlock(bo), row.pk)
        return row

    return agreed


@pytest.fixture
def ahead(unlock, ana):
    """Return a function that gives the times ahead, as a person's clock shows them."""
    from django.utils import timezone

    from closeknit.apps.people.middleware import zone_of
    from closeknit.apps.together import showing

    def ahead(person=ana):
        me = unlock(person)
        found = showing.upcoming(showing.all_of(me), timezone.now())
        zone = zone_of(me.person.zone)
        return [f"{meeting.begins.astimezone(zone):%a %d %H:%M}" for _one, meeting in found]

    return ahead
