"""What Ana and Bo have said so far."""

from datetime import date
from uuid import uuid4

import pytest

NOW = "2026-11-22T20:15:00+00:00"


@pytest.fixture
def keep(unlock):
    """Return a function that keeps a check-in of a person."""
    from closeknit.apps.checkins.models import CheckIn
    from closeknit.apps.checkins.words import NAMED, CheckInWords

    def keep_for(person, sentence="I feel tired.", day=None, **words):
        me = unlock(person)
        held = CheckInWords(**({"kind": NAMED, "sentence": sentence, "at": NOW} | words))
        day = day or date.fromisoformat(held.at[:10])
        return CheckIn.create_sealed(me.key, held, person=person, day=day)

    return keep_for


@pytest.fixture
def share(unlock, keep):
    """Return a function that keeps a check-in of a person and shares it."""
    from closeknit.apps.checkins import reading, sharing

    def share_for(person, sentence="I feel tired.", **words):
        row, me = keep(person, sentence, **words), unlock(person)
        return sharing.share(me, row, reading.entry(me, row).words)

    return share_for


@pytest.fixture
def shared(bond, bo, share):
    """Bo asked for company."""
    return share(
        bo,
        "I feel stretched, because the move has eaten every evening, and I need rest.",
        feelings=("stretched",),
        because="the move has eaten every evening",
        need="rest",
        strength=4,
        wish="company",
        timing="when_you_can",
    )


@pytest.fixture
def answer(unlock):
    """Return a function that answers a shared check-in."""
    from closeknit.apps.checkins import answering
    from closeknit.apps.checkins.models import Reply

    def answer_for(person, shared, text="I hear you.", parent=None):
        pk = uuid4()
        answering.answer(unlock(person), shared, pk, answering.in_words(text), parent)
        return Reply.objects.get(pk=pk)

    return answer_for


@pytest.fixture
def mend(unlock):
    """Return a function that sends words to start over with."""
    from closeknit.apps.checkins import answering
    from closeknit.apps.checkins.models import Mend

    def mend_for(person, text="I got loud. I am sorry.", reply=None):
        pk = uuid4()
        answering.mend(unlock(person), pk, text, reply)
        return Mend.objects.get(pk=pk)

    return mend_for


@pytest.fixture
def text():
    """Return the words of a page."""
    return lambda response: response.content.decode()
