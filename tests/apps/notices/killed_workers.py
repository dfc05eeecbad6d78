"""Kill workers again and again while they send; run as a program beside a data folder.

Prints the number of rows in each state at the end. Two workers run at a time, as forks of this
process, which has loaded everything: so a hundred of them can be killed within seconds.
"""

import json
import os
import random
import signal
import sys
import time
from collections import Counter
from datetime import date, timedelta
from uuid import uuid4

import django

django.setup()

from django.db import connections  # noqa: E402
from django.utils import timezone  # noqa: E402

from closeknit.apps.notices import outbox  # noqa: E402
from closeknit.apps.notices.kinds import CAME, MAIL  # noqa: E402
from closeknit.apps.notices.models import CLAIMED, SENT, Choice, Outbox  # noqa: E402
from closeknit.apps.people import accounts  # noqa: E402
from closeknit.apps.people.words import SettingsWords  # noqa: E402
from closeknit.site import worker  # noqa: E402

PEOPLE = 150
LONGEST = 120


def make() -> None:
    """Somebody for each notice: two a day is the most for one."""
    now = timezone.now()
    first = accounts.create_person(
        accounts.NewAccount(
            "first@example.org", "wool-and-linen-26", SettingsWords(name="Ana"), date(2026, 1, 5)
        )
    ).person
    kind = type(first)
    people = [
        kind(
            id=uuid4(),
            address=f"p{number}@example.org",
            password="!",
            joined=first.joined,
            key_by_password=b"",
            public_key=b"",
            sealed_private_key=b"",
        )
        for number in range(PEOPLE)
    ]
    kind.objects.bulk_create(people)
    Choice.objects.bulk_create(
        Choice(person=one, mail_kinds=31, quiet_begins=0, quiet_ends=0, acted_on=now.date())
        for one in people
    )
    Outbox.objects.bulk_create(
        Outbox(
            person=one,
            kind=CAME.bit,
            channel=MAIL,
            subject=uuid4(),
            day=now.date(),
            due=now,
            expires=now + timedelta(days=1),
        )
        for one in people
    )


def start() -> int:
    connections.close_all()
    pid = os.fork()
    if pid == 0:
        try:
            worker.work(once=True)
        finally:
            os._exit(0)
    return pid


def main(kills: int) -> None:
    make()
    random.seed(7)
    workers, killed, end = [start(), start()], 0, time.monotonic() + LONGEST
    while killed < kills and time.monotonic() < end:
        time.sleep(random.uniform(0, 0.03))
        place = random.randrange(len(workers))
        os.kill(workers[place], signal.SIGKILL)
        _, status = os.waitpid(workers[place], 0)
        # Only who was still at work was killed in it.
        killed += os.WIFSIGNALED(status)
        workers[place] = start()
        if not Outbox.objects.due(timezone.now()).exists():
            break
    for pid in workers:
        os.waitpid(pid, 0)
    outbox.work()
    states = Counter(Outbox.objects.values_list("state", flat=True))
    print(
        json.dumps(
            {"killed": killed, "sent": states[SENT], "claimed": states[CLAIMED], "all": PEOPLE}
        )
    )


if __name__ == "__main__":
    main(int(sys.argv[1]))
