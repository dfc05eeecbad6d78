"""A Monday evening, a mail server, a push service, and people who chose to be told."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
import time_machine
from django.conf import settings as django_settings

from closeknit.site import datafolder
from closeknit.site.environment import Post
from tests.apps.notices.post_office import MailServer, PushService, open_office

MONDAY = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
ALL = 31


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def post(settings):
    """A mail server that the settings name."""
    with open_office(MailServer()) as server:
        settings.SMTP = Post("smtp", "127.0.0.1", server.port, "", "")
        settings.MAIL_FROM = "notes@two.example"
        yield server


@pytest.fixture
def push(settings):
    """A push service that the settings name."""
    from closeknit.apps.notices import push as pushing

    datafolder.make_push_key(django_settings.DATA / "push-key")
    with open_office(PushService()) as server:
        settings.PUSH_ORIGINS = [server.origin]
        server.server_key = pushing.public_key()
        yield server
    assert not server.faults


@pytest.fixture
def choose(db):
    """Return a function by which somebody chooses to be told."""
    from closeknit.apps.notices.models import Choice

    def choose(person, mail=ALL, push=0, **more):
        values = {"acted_on": MONDAY.date(), "mail_kinds": mail, "push_kinds": push} | more
        return Choice.objects.create(person=person, **values)

    return choose


@pytest.fixture
def tell(bond, ana, unlock):
    """Return a function by which Ana does something that Bo may be told of."""
    from closeknit.apps.notices.kinds import CAME
    from closeknit.apps.notices.telling import tell_other

    class Row:
        def __init__(self, pk):
            self.pk = pk

    return lambda subject=None, kind=CAME: tell_other(unlock(ana), kind, Row(subject or uuid4()))


@pytest.fixture
def work():
    from closeknit.apps.notices import outbox

    return outbox.work
