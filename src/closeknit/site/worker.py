"""`closeknit worker`: what has to happen without anybody asking. It may be killed at any moment."""

import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from datetime import date, timedelta

from django.conf import settings
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from closeknit.apps.listening import talks
from closeknit.apps.notices import outbox
from closeknit.apps.people import recovery
from closeknit.apps.people.models import Invite, Session
from closeknit.apps.together import phones, reminding
from closeknit.site import logs
from closeknit.site.datafolder import running
from closeknit.site.refused import Refused
from closeknit.site.speaking import gettext as _

EVERY_SECONDS = 900
LOOK_SECONDS = 5
AGAIN_SECONDS = 30
log = logging.getLogger("closeknit.worker")


def work(*, once: bool = False, beside_server: bool = False) -> int:
    logs.keep_endings_wordless()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    if beside_server:
        threading.Thread(target=_follow_server, args=(stop,), daemon=True).start()
    with running(settings.DATA) as is_free:
        if not is_free:
            raise Refused(
                _("A restore is at work in this data folder. Start again when it is done.")
            )
        if once:
            return 0 if all([_try(_clean), _try(outbox.work)]) else 1
        _go_on(stop)
    return 0


def _go_on(stop: threading.Event) -> None:
    """Send what is due every few seconds, and clean up now and then."""
    clean_at = 0.0
    while not stop.is_set():
        if time.monotonic() >= clean_at:
            is_done = _try(_clean)
            clean_at = time.monotonic() + (EVERY_SECONDS if is_done else AGAIN_SECONDS)
        is_done = _try(outbox.work)
        stop.wait(LOOK_SECONDS if is_done else AGAIN_SECONDS)


def _follow_server(stop: threading.Event) -> None:
    """Stop when the server that started us has ended, however it ended."""
    while os.read(sys.stdin.fileno(), 64):
        pass
    stop.set()


def _try(task: Callable[[], object]) -> bool:
    try:
        task()
    except DatabaseError:
        log.exception("the database did not answer; it is tried again")
        return False
    finally:
        close_old_connections()
    return True


def _clean() -> None:
    clean_up(timezone.now().date())


def clean_up(today: date) -> None:
    """Delete what has run out. Doing it twice changes nothing."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    # Whoever lives west of Greenwich has yesterday still.
    Invite.objects.filter(expires__lt=today - timedelta(days=1)).delete()
    recovery.expire(today)
    talks.clean_up(timezone.now())
    phones.clean_up(timezone.now())
    outbox.clean_up(timezone.now())
    reminding.plan_reminders(timezone.now())
