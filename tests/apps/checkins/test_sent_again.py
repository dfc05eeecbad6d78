"""A form that comes a second time, because its first answer was lost on the way."""

from uuid import uuid4

import pytest

from closeknit.apps.checkins import answering, sharing
from closeknit.apps.checkins.models import CheckIn, Mend, Reply, SharedCheckIn
from closeknit.apps.checkins.words import NAMED, CheckInWords
from closeknit.apps.people import pairing
from closeknit.apps.people.models import BondKey
from closeknit.apps.questions import journal
from closeknit.apps.questions.models import JournalEntry

pytestmark = pytest.mark.django_db


def words(sentence):
    return CheckInWords(NAMED, sentence, at="2026-03-01T20:15:00+00:00")


@pytest.mark.parametrize(("second", "kept"), [("I feel calm.", 1), ("I feel calm and glad.", 2)])
def test_a_check_in_is_kept_once_unless_it_was_changed(ana, unlock, second, kept):
    me, pk = unlock(ana), uuid4()
    sharing.keep(me, pk, words("I feel calm."))

    found = sharing.keep(me, pk, words(second))

    assert CheckIn.objects.count() == kept
    assert found.open(me.key).sentence == second


@pytest.mark.parametrize(("second", "kept"), [("I hear you.", 1), ("I hear you. Come here.", 2)])
def test_a_reply_is_added_once_unless_it_was_changed(ana, bo, bond, unlock, second, kept):
    me, other, pk = unlock(ana), unlock(bo), uuid4()
    said = words("I feel calm.")
    shared = sharing.share(me, sharing.keep(me, uuid4(), said), said)
    answering.answer(other, shared, pk, answering.in_words("I hear you."))

    answering.answer(other, shared, pk, answering.in_words(second))

    assert Reply.objects.count() == kept


@pytest.mark.parametrize(("second", "kept"), [("The rain.", 1), ("The rain, and tea.", 2)])
def test_a_journal_entry_is_kept_once_unless_it_was_changed(kim, unlock, second, kept):
    me, pk = unlock(kim), uuid4()
    journal.write(me, pk, "", "The rain.")

    journal.write(me, pk, "", second)

    assert JournalEntry.objects.count() == kept


def test_withdrawing_without_the_bond_key_leaves_nothing_to_the_other(ana, bo, bond, unlock):
    me, other = unlock(ana), unlock(bo)
    said = words("I feel calm.")
    shared = sharing.share(other, sharing.keep(other, uuid4(), said), said)
    answering.answer(me, shared, uuid4(), answering.in_words("I hear you."))
    answering.mend(me, uuid4(), "I was harsh.")
    BondKey.objects.filter(membership__person=ana).update(wrapped=b"lost", boxed=None)

    pairing.leave(unlock(ana), withdraw=True)

    assert not Reply.objects.readable_by(bo).exists()
    assert not Mend.objects.readable_by(bo).exists()
    assert SharedCheckIn.objects.readable_by(bo).count() == 1
