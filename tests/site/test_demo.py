"""The demo pair: what it holds, where it may live, and that it goes without a trace."""

import io
import shutil
import sys
from copy import copy
from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import transaction
from django.test import override_settings
from django.utils import timezone
from django.utils.html import strip_tags

from closeknit.apps.checkins.models import CheckIn, Mend, Reply, SharedCheckIn
from closeknit.apps.people import accounts
from closeknit.apps.people.models import Person
from closeknit.apps.questions.models import Answer, JournalEntry, Opening
from closeknit.site import demo
from closeknit.site.demo import story, telling
from closeknit.site.refused import Refused
from closeknit.site.schema import our_models
from tests.site import processes

WORDS_OF_THEIRS = (b"rooster", b"christening", b"coffee machine", b"pram")


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.DATA = tmp_path


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker, tmp_path_factory):
    """The rows of a demo that was made once and is gone again, and the file with its password."""
    folder = tmp_path_factory.mktemp("demo")
    with django_db_blocker.unblock(), override_settings(DATA=folder), transaction.atomic():
        demo.make()
        rows = {model: list(model._base_manager.all()) for model in our_models()}
        transaction.set_rollback(True)
    return rows, folder / "demo-sign-in"


@pytest.fixture
def told(db, made):
    """The demo as it is after it was made, without the time that making it takes."""
    rows, file = made
    for model, of_it in rows.items():
        model._base_manager.bulk_create(map(copy, of_it))
    # With its permissions.
    shutil.copy2(file, demo.settings.DATA)
    password = file.read_text().strip()

    def unlocked(name):
        person = accounts.find(f"{name}@demo.closeknit.example")
        return accounts.check_password(person, password).unlocked()

    return {name: unlocked(name) for name in ("ana", "bo")}


@pytest.fixture
def at_a_terminal(monkeypatch):
    """Return a function that answers as somebody at a terminal would."""

    class Terminal(io.StringIO):
        def isatty(self):
            return True

    return lambda typed: monkeypatch.setattr(sys, "stdin", Terminal(typed))


def everything():
    return {model: model.objects.count() for model in our_models()}


def test_it_holds_half_a_year_of_the_two(told):
    kept, mine = CheckIn.objects.count(), CheckIn.objects.of(told["ana"].person).count()

    assert kept >= 60
    assert 0.55 < mine / kept < 0.75
    assert SharedCheckIn.objects.count() >= 25
    assert Reply.objects.filter(parent=None).count() >= 25
    assert Mend.objects.count() >= 6
    assert Opening.objects.opened().count() == 20
    assert {entry.person_id for entry in JournalEntry.objects.all()} == {
        me.person.pk for me in told.values()
    }


def test_its_days_spread_over_26_weeks_and_none_is_still_to_come(told):
    days, today = list(CheckIn.objects.values_list("day", flat=True)), timezone.localdate()

    assert today - timedelta(weeks=26) <= min(days) <= today - timedelta(weeks=25)
    assert max(days) == today
    assert all(b - a < timedelta(days=10) for a, b in pairwise(sorted(days)))


def test_exact_times_are_those_of_the_story(told):
    me = told["ana"]
    now = timezone.now().isoformat()
    rows = [*CheckIn.objects.of(me.person), *JournalEntry.objects.filter(person=me.person)]
    for row in rows:
        at = row.open(me.key).at

        assert at[:10] == row.day.isoformat()
        assert at <= now


def test_both_have_all_that_an_account_has(told):
    for me in told.values():
        assert me.person.is_demo
        assert me.person.kit_confirmed
        assert me.partner is not None


def test_every_sentence_names_what_was_chosen(told):
    me = told["ana"]
    for shared in SharedCheckIn.objects.all():
        words = shared.open(me.bond_key)

        assert words.sentence.endswith((".", "?"))
        assert words.feelings


def test_ana_finds_what_bo_shared_and_nothing_of_the_answer_tonight(told, client_class):
    browser = client_class()
    password = (demo.settings.DATA / "demo-sign-in").read_text().strip()
    browser.post("/sign-in/", {"address": "ana@demo.closeknit.example", "password": password})

    today, ask = (strip_tags(browser.get(page).content.decode()) for page in ("/today/", "/ask/"))

    assert "I was blamed in front of everyone" in today
    assert "how do you like the first few minutes to be?" in today
    assert "Ten minutes of nothing" not in today + ask
    assert Answer.objects.filter(opening__is_current=True).count() == 1


def test_a_second_time_changes_nothing(db):
    first, before = demo.make(), everything()

    assert demo.make() == first
    assert everything() == before


def test_its_password_is_for_its_owner_only(told):
    file = demo.settings.DATA / "demo-sign-in"

    assert oct(file.stat().st_mode & 0o777) == "0o600"


def test_without_its_password_it_says_what_to_do(told):
    (demo.settings.DATA / "demo-sign-in").unlink()

    assert "closeknit demo --remove" in demo.make()


def test_it_is_not_made_beside_people(kim):
    before = everything()

    with pytest.raises(Refused, match="People have accounts here"):
        demo.make()
    assert everything() == before


def test_it_goes_without_a_trace(told):
    demo.remove()

    assert not any(everything().values())
    assert not (demo.settings.DATA / "demo-sign-in").exists()
    assert demo.remove() == "There is no demo here."


def test_people_stay_when_it_goes(told, kim):
    demo.remove()

    assert list(Person.objects.all()) == [kim]


def test_one_that_fails_halfway_leaves_nothing(db, monkeypatch):
    def fail(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(telling.Telling, "journal", fail)

    with pytest.raises(KeyboardInterrupt):
        demo.make()
    assert not any(everything().values())


def test_the_offer_asks_at_a_terminal(db, at_a_terminal):
    at_a_terminal("n\n")
    refused = demo.offer()
    at_a_terminal("\n")
    taken = demo.offer()

    assert refused == ""
    assert "ana@demo.closeknit.example" in taken


def test_the_offer_asks_nobody_without_a_terminal(db, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO())

    assert "ana@demo.closeknit.example" in demo.offer()
    assert demo.offer() == demo.make()


def test_the_offer_is_silent_where_people_are(kim):
    assert demo.offer() == ""


def test_the_story_names_questions_that_exist():
    opened, tonight = story.questions()
    known = telling.choosing.known()
    named = {one.id for one in (*opened, tonight) if not one.text}
    named |= {entry.question for entry in story.journal() if entry.question}

    assert named <= set(known)


@pytest.mark.sqlite
def test_nothing_that_they_wrote_lies_in_the_clear(tmp_path):
    data = tmp_path / "data"

    done = processes.run(data, "demo")
    kept = b"".join(file.read_bytes() for file in data.glob("*.sqlite3*"))

    assert done.returncode == 0, done.stderr
    assert len(kept) > 1_000_000
    assert not [words for words in WORDS_OF_THEIRS if words in kept]
