"""A Thursday, on which a week can be asked about, and weeks that were answered before."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from closeknit.domain.measures import week_of

THURSDAY = datetime(2026, 11, 26, 18, 0, tzinfo=UTC)
BEGAN = date(2026, 1, 5)
NOW = week_of(THURSDAY.date())
RANDOM = re.compile(r'csrfmiddlewaretoken" value="[^"]*"|X-CSRFToken": "[^"]*"|nonce="[^"]*"')


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(THURSDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def year(bond):
    """Ana and Bo have been here since January."""
    bond.began = BEGAN
    bond.save(update_fields=["began"])
    return bond


@pytest.fixture
def answer(unlock):
    """Return a function that answers weeks (so many ago) with one answer to all, as felt."""
    from closeknit.apps.picture import book as books

    def answer_weeks(person, weeks, felt=6, **more):
        given = {NOW - ago: (NOW - ago, as_felt(felt, **more), False) for ago in weeks}

        def alter(book):
            # All at once: one by one, each would be sealed and released by itself.
            kept = {week[0]: week for week in book.weeks} | given
            return replace(book, weeks=tuple(kept[number] for number in sorted(kept)))

        books.change(unlock(person), alter)

    return answer_weeks


def as_felt(felt, hurry=2, spark=5, known=5):
    """Answers by which every pillar has the same score; two of the five are reversed."""
    return (felt, 8 - felt, felt, 8 - felt, felt, hurry, spark, known)


@pytest.fixture
def share(unlock):
    """Return a function by which people let their answers into the picture of both."""
    from closeknit.apps.picture import book as books

    def share_for(*people):
        for person in people:
            me = unlock(person)
            me.change_settings(lambda now, me=me: replace(now, picture_with=books.bond_id(me)))
            books.release(me)

    return share_for


@pytest.fixture
def sit(unlock):
    """Return a function that keeps a sitting of a person."""
    from closeknit.apps.picture import answering

    def sit_for(person, part, answers, ago=7):
        at = timezone.localtime() - timedelta(days=ago)
        answering.keep_sitting(unlock(person), part, at, answers)

    return sit_for


@pytest.fixture
def read(unlock):
    from closeknit.apps.picture import book as books

    return lambda person: books.read(unlock(person))


def text(page):
    """Return a page as sent, without what is random."""
    return RANDOM.sub("", page.content.decode())


def words(page):
    """Return what stands on a page, in one line."""
    plain = re.sub(r"<[^>]+>", " ", page.content.decode())
    return " ".join(plain.split())
