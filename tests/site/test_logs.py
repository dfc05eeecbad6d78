"""Log lines hold no words, no address and no path, whoever writes them."""

import json
import logging
import sys
import threading

import pytest

from closeknit.site import logs, middleware
from closeknit.site.logs import Wordless

WORDS = "I felt alone at 7c1d9e4b2a6f"


@pytest.fixture
def written(settings):
    """Collect what the root handler of our settings would write."""
    lines = []

    class Collect(logging.Handler):
        def emit(self, record):
            lines.append(self.format(record))

    handler = Collect()
    handler.setFormatter(Wordless())
    root = logging.getLogger()
    root.addHandler(handler)
    yield lines
    root.removeHandler(handler)


def fail(*_, **__):
    raise ValueError(WORDS)


@pytest.fixture
def broken_desk(monkeypatch):
    from closeknit.apps.people import drafts

    def spoil(error):
        def fail(*_):
            raise error

        monkeypatch.setattr(drafts, "keep", fail)

    return spoil


def test_an_error_in_a_view_logs_where_and_nothing_of_whom(ana, sign_in, written, broken_desk):
    browser = sign_in(ana)
    browser.raise_request_exception = False
    broken_desk(ValueError(WORDS))

    answer = browser.post("/draft/", {"draft": "note", "words": WORDS})

    said = "\n".join(written)
    assert answer.status_code == 500
    assert '"error": "ValueError"' in said
    assert "test_logs" in said or "people" in said
    for word in ("alone", "7c1d9e4b2a6f", "/draft", "127.0.0.1", "testserver", ana.address):
        assert word not in said


@pytest.mark.parametrize("name", ["uvicorn.error", "django.request", "asyncio", "py.warnings"])
def test_messages_of_others_are_left_out(written, name):
    logging.getLogger(name).error("%s from 127.0.0.1 on /today/", WORDS)

    (line,) = written
    assert json.loads(line).keys() == {"at", "level", "logger"}


def test_our_own_events_are_written(written):
    logging.getLogger("closeknit.worker").error("clean-up failed")

    assert json.loads(written[0])["event"] == "clean-up failed"


def test_a_name_that_only_begins_like_ours_is_not_ours(written):
    logging.getLogger("closeknitted").error(WORDS)

    assert "event" not in json.loads(written[0])


def test_the_place_of_an_error_is_the_innermost_of_ours(written):
    try:
        Wordless().format(None)
    except AttributeError:
        logging.getLogger("django.request").exception(WORDS)

    assert json.loads(written[0])["where"].startswith("site.logs:")
    assert json.loads(written[0])["where"].endswith(" format")


def test_what_ends_the_process_is_a_line_without_words(written, monkeypatch):
    for module, name in ((sys, "excepthook"), (sys, "unraisablehook"), (threading, "excepthook")):
        monkeypatch.setattr(module, name, getattr(module, name))
    monkeypatch.setattr(logging, "captureWarnings", lambda _: None)
    logs.keep_endings_wordless()
    thread = threading.Thread(target=fail)

    thread.start()
    thread.join()
    try:
        fail()
    except ValueError:
        sys.excepthook(*sys.exc_info())

    assert [json.loads(line)["error"] for line in written] == ["ValueError", "ValueError"]
    assert WORDS not in "".join(written)


def test_storage_that_fails_is_logged_without_words(ana, sign_in, written, broken_desk):
    from django.db import OperationalError

    browser = sign_in(ana)
    broken_desk(OperationalError(f"database is locked {WORDS}"))

    answer = browser.post("/draft/", {"draft": "note", "words": WORDS})

    assert answer.status_code == 503
    assert WORDS in answer.content.decode()
    assert '"error": "OperationalError"' in "".join(written)
    assert "7c1d9e4b2a6f" not in "".join(written)
    assert middleware.log.name == "closeknit.storage"
