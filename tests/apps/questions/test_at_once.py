"""Both phones press at the same moment: the database decides."""

import threading
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from closeknit.apps.people import pairing
from closeknit.apps.questions import answers, openings, tonight
from closeknit.apps.questions.models import Answer, Opening

# SQLite lets one writer in at a time, and its tables in memory do not wait for a lock.
pytestmark = pytest.mark.postgresql


@pytest.fixture
def pair(transactional_db, make_person, unlock):
    """Ana and Bo, for tests in which two threads really write."""
    ana, bo = make_person("Ana"), make_person("Bo")
    code = pairing.invite(unlock(ana), first_words="", colour="madder")
    pairing.accept(unlock(bo), code)
    return ana, bo


def at_once(*acts):
    """Run all acts in threads of their own and return what they raised."""
    barrier, raised = threading.Barrier(len(acts)), []

    def run(act):
        barrier.wait()
        try:
            act()
        except Exception as error:
            raised.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def look(person, unlock):
    return tonight.for_two(unlock(person), timezone.localdate()).opening


def written(text):
    return answers.Written(uuid4(), text, released=True)


def test_looking_at_once_begins_one_question(pair, unlock):
    raised = at_once(*(lambda one=one: look(one, unlock) for one in pair * 2))

    assert raised == []
    assert Opening.objects.filter(is_current=True).count() == 1


def test_answering_at_once_opens_both_once(pair, unlock):
    ana, bo = pair
    opening = look(ana, unlock)

    raised = at_once(
        lambda: answers.write(unlock(ana), opening, written("Our walks")),
        lambda: answers.write(unlock(bo), opening, written("Your soup")),
    )

    opening.refresh_from_db()
    assert raised == []
    assert opening.is_opened
    assert not opening.is_current


def test_two_devices_answering_at_once_keep_one_answer(pair, unlock):
    ana, _ = pair
    opening = look(ana, unlock)

    raised = at_once(
        lambda: answers.write(unlock(ana), opening, written("From the phone")),
        lambda: answers.write(unlock(ana), opening, written("From the desk")),
    )

    assert [type(error).__name__ for error in raised] == ["Stale"]
    assert Answer.objects.count() == 1


def test_two_lighter_ones_at_once_give_one(pair, unlock):
    ana, bo = pair
    opening = look(ana, unlock)

    raised = at_once(
        lambda: openings.ask_lighter(unlock(ana), opening),
        lambda: openings.ask_lighter(unlock(bo), opening),
    )

    assert raised == []
    assert Opening.objects.count() == 2
    assert Opening.objects.filter(is_current=True).count() == 1


def test_answering_while_the_other_waves_it_on_loses_nothing(pair, unlock):
    ana, bo = pair
    opening = look(ana, unlock)

    raised = at_once(
        lambda: answers.write(unlock(ana), opening, written("Our walks")),
        lambda: openings.ask_lighter(unlock(bo), opening),
    )

    # Either the answer was kept with its question, or its page is told to keep it as a journal.
    kept = Answer.objects.filter(author=ana).exists()
    told = [type(error).__name__ for error in raised] == ["QuestionIsOver"]
    assert kept != told
