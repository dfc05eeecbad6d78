"""A database that is full, locked or away: a clear sentence, and the words come back."""

import pytest
from django.db import DatabaseError, OperationalError

from closeknit.apps.people import drafts
from closeknit.apps.people.sessions import SessionStore

WORDS = "I felt alone at 7c1d9e4b2a6f"
SENT = {"draft": "note", "words": WORDS}


def failing(error):
    def fail(*_, **__):
        raise error

    return fail


@pytest.mark.parametrize(
    "error",
    [
        OperationalError("database is locked"),
        OperationalError("database or disk is full"),
        DatabaseError("disk I/O error"),
        OSError(28, "No space left on device"),
    ],
)
def test_words_that_cannot_be_kept_come_back(ana, sign_in, monkeypatch, error):
    browser = sign_in(ana)
    monkeypatch.setattr(drafts, "keep", failing(error))

    answer = browser.post("/draft/", SENT)

    assert answer.status_code == 503
    assert WORDS in answer.content.decode()
    assert str(error) not in answer.content.decode()


@pytest.mark.parametrize("step", ["load", "save"])
def test_words_come_back_when_not_even_the_session_is_at_hand(ana, sign_in, monkeypatch, step):
    browser = sign_in(ana)
    browser.raise_request_exception = False
    monkeypatch.setattr(SessionStore, step, failing(OperationalError("database is locked")))

    answer = browser.post("/draft/" if step == "load" else "/away/", SENT)

    assert answer.status_code == 500
    assert WORDS in answer.content.decode()


def test_a_page_without_words_says_that_the_fault_is_not_theirs(ana, sign_in, monkeypatch):
    browser = sign_in(ana)
    browser.raise_request_exception = False
    monkeypatch.setattr(SessionStore, "load", failing(OperationalError("database is locked")))

    answer = browser.get("/today/")

    assert answer.status_code == 500
    assert "The fault is not yours" in answer.content.decode()
