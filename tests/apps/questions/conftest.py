"""A Tuesday evening, which is one of the three that bring a question."""

import re
from datetime import UTC, datetime
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone

TUESDAY = datetime(2026, 11, 24, 19, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock():
    """A clock that stands still until a test moves it."""
    with time_machine.travel(TUESDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def opening(bond, ana, unlock):
    """The question that lies before Ana and Bo."""
    from closeknit.apps.questions import tonight

    return tonight.for_two(unlock(ana), timezone.localdate()).opening


@pytest.fixture
def answer(unlock):
    """Return a function by which a person answers."""

    from closeknit.apps.questions import answers

    def answer(person, opening, text, released=True):
        new = answers.Written(uuid4(), text, released)
        answers.write(unlock(person), opening, new)

    return answer


@pytest.fixture
def opened(opening, answer, ana, bo):
    answer(ana, opening, "Our walks")
    answer(bo, opening, "Your soup")
    opening.refresh_from_db()
    return opening


@pytest.fixture
def fields():
    """Return a function that reads the hidden and written fields of a page's forms."""
    return hidden_fields


def hidden_fields(page):
    text = page.content.decode()
    found = re.findall(r'<input type="hidden" name="(\w+)"(?: value="([^"]*)")?', text)
    return {name: value for name, value in found if name != "csrfmiddlewaretoken"}


@pytest.fixture
def current(bond):
    """Return a function that finds the question of the bond as it is now."""
    from closeknit.apps.questions.models import Opening

    return lambda: Opening.objects.get(bond=bond, is_current=True)
