"""The worker deletes what has run out, and survives a database that does not answer."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError

from closeknit.apps.people import pairing
from closeknit.apps.people.models import Invite, Session
from closeknit.site import worker
from closeknit.site.datafolder import running
from closeknit.site.refused import Refused

TODAY = date(2026, 11, 22)


@pytest.fixture
def handlers(monkeypatch):
    """Keep signals and endings of the test run as they are."""
    monkeypatch.setattr(worker.signal, "signal", lambda *_: None)
    monkeypatch.setattr(worker.logs, "keep_endings_wordless", lambda: None)
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    monkeypatch.setattr(worker.outbox, "work", lambda: 0)


def test_sessions_that_have_run_out_go(ana, sign_in):
    sign_in(ana)
    sign_in(ana)
    Session.objects.filter(pk=Session.objects.first().pk).update(
        expire_date=datetime(2026, 1, 1, tzinfo=UTC)
    )

    worker.clean_up(TODAY)

    assert Session.objects.count() == 1


@pytest.mark.parametrize(("days", "left"), [(-2, 0), (-1, 1), (0, 1), (3, 1)])
def test_invites_go_when_they_have_run_out_everywhere(ana, unlock, days, left):
    pairing.invite(unlock(ana), first_words="I like your patience.", colour="madder")
    Invite.objects.update(expires=TODAY + timedelta(days=days))

    worker.clean_up(TODAY)

    assert Invite.objects.count() == left


def test_doing_it_twice_changes_nothing(ana, sign_in):
    sign_in(ana)

    worker.clean_up(TODAY)
    worker.clean_up(TODAY)

    assert Session.objects.count() == 1


def test_once_does_what_is_due_and_stops(handlers, monkeypatch):
    done = []
    monkeypatch.setattr(worker, "clean_up", done.append)

    assert worker.work(once=True) == 0
    assert len(done) == 1


def test_a_database_that_does_not_answer_is_tried_again(handlers, monkeypatch, caplog):
    def fail(_):
        raise DatabaseError("locked")

    monkeypatch.setattr(worker, "clean_up", fail)

    assert worker.work(once=True) == 1
    assert "the database did not answer; it is tried again" in caplog.text


def test_it_waits_for_a_restore(handlers, settings, tmp_path):
    settings.DATA = tmp_path

    with running(tmp_path, alone=True), pytest.raises(Refused, match="A restore is at work"):
        worker.work(once=True)
