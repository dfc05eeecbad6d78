"""Several workers at once: each notice goes out once, on SQLite and on PostgreSQL."""

import threading
from uuid import uuid4

import pytest
from django.db import connection, connections
from django.utils import timezone

from closeknit.apps.notices import outbox
from closeknit.apps.notices.kinds import CAME, MAIL
from closeknit.apps.notices.models import SENT, Outbox

WORKERS, PEOPLE = 4, 24


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_each_notice_goes_out_once(make_person, choose, post):
    """SQLite's tests share one connection; there the killed workers are several, too."""
    for number in range(PEOPLE):
        person = make_person(f"P{number}")
        choose(person)
        for _ in range(3):
            Outbox.objects.create(
                person=person,
                kind=CAME.bit,
                channel=MAIL,
                subject=uuid4(),
                day=timezone.localdate(),
                due=timezone.now(),
                expires=timezone.now().replace(hour=23),
            )

    def work():
        outbox.work()
        connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(WORKERS)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert connection.vendor == "postgresql"
    assert len(post.messages) == 2 * PEOPLE == Outbox.objects.filter(state=SENT).count()
