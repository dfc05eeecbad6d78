"""Send what is due. A row is claimed in one transaction and sent after it.

A crash between the two loses that one notice; it is never sent twice. Only after a definite
refusal, when nothing can have arrived, is it tried again, each time later.
"""

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Protocol

from django.db import connection, transaction
from django.utils import timezone, translation

from closeknit.apps.notices import mail, push
from closeknit.apps.notices.kinds import BY_BIT, MAIL, PUSH, Kind
from closeknit.apps.notices.models import (
    CLAIMED,
    DROPPED,
    GIVEN_UP,
    SENT,
    WAITING,
    Choice,
    Outbox,
)
from closeknit.apps.notices.refusals import Gone, Refused
from closeknit.apps.people.middleware import zone_of
from closeknit.apps.people.parts import all_parts
from closeknit.domain import notices as rules

log = logging.getLogger("closeknit.notices")
KEPT = timedelta(days=7)


class Sender(Protocol):
    def __call__(self, row: Outbox, kind: Kind) -> None:
        """Send one notice, or raise Refused when nothing can have arrived, Gone for good."""


SENDERS: Mapping[int, Sender] = {PUSH: push.send, MAIL: mail.send}


def work() -> int:
    """Send what is due now; return how many rows were looked at."""
    count = 0
    # Asked first without a lock: mostly there is nothing.
    while Outbox.objects.due(timezone.now()).exists() and (row := claim(timezone.now())):
        if row.state == CLAIMED:
            _send(row)
        count += 1
    return count


@transaction.atomic
def claim(now: datetime) -> Outbox | None:
    """Take the next due row for this worker, or settle that it is not to be sent now."""
    rows = Outbox.objects.due(now).order_by("due").select_related("person")
    can_skip = connection.features.has_select_for_update_skip_locked
    row = (
        rows.select_for_update(skip_locked=can_skip, of=("self",)).first()
        if can_skip
        else (rows.first())
    )
    if row is None:
        return None
    # Two notices of one person are counted one after the other.
    choice = Choice.objects.select_for_update().filter(person=row.person).first()
    verdict = _verdict(row, choice, now)
    if verdict.what == rules.WAIT and verdict.until is not None:
        row.due = verdict.until
    else:
        row.state = CLAIMED if verdict.what == rules.SEND else DROPPED
        row.told_on = _local(row, now).date() if row.state == CLAIMED else None
    row.save(update_fields=["due", "state", "told_on"])
    return row


def clean_up(now: datetime) -> None:
    """Forget what was told a week ago. Doing it twice changes nothing."""
    Outbox.objects.filter(due__lt=now - KEPT).delete()


def _verdict(row: Outbox, choice: Choice | None, now: datetime) -> rules.Verdict:
    """Whoever has switched this off since it was put here is not told."""
    if choice is None or not choice.holds(row.channel, row.kind):
        return rules.Verdict(rules.DROP)
    return rules.decide(_case(row, choice, now))


def _case(row: Outbox, choice: Choice, now: datetime) -> rules.Case:
    local = _local(row, now)
    # The same subject by push and by mail is one notice.
    told = Outbox.objects.filter(person=row.person, told_on=local.date()).exclude(
        subject=row.subject
    )
    snoozed = choice.snoozed_until
    return rules.Case(
        now=local,
        due=_local(row, row.due),
        expires=_local(row, row.expires),
        quiet=choice.quiet,
        told=told.values("subject").distinct().count(),
        is_snoozed=snoozed is not None and local.date() < snoozed,
        is_busy=any(part.is_busy(row.person, now) for part in all_parts()),
    )


def _local(row: Outbox, moment: datetime) -> datetime:
    return moment.astimezone(zone_of(row.person.zone))


def _send(row: Outbox) -> None:
    with translation.override(row.person.language):
        try:
            SENDERS[row.channel](row, BY_BIT[row.kind])
        except Refused:
            _try_again(row)
        except Gone:
            _settle(row, state=GIVEN_UP)
        except Exception:
            # It may have arrived. So it counts as sent, and is never sent again.
            log.exception("a notice was lost or cut short")
            _settle(row, state=SENT)
        else:
            _settle(row, state=SENT)


def _try_again(row: Outbox) -> None:
    tries = row.tries + 1
    wait = rules.next_try(tries)
    if wait is None:
        _settle(row, state=GIVEN_UP)
    else:
        _settle(row, state=WAITING, told_on=None, due=timezone.now() + wait, tries=tries)


def _settle(row: Outbox, **columns: Any) -> None:
    # Meanwhile it may have been forgotten, and is not to wait again.
    Outbox.objects.filter(pk=row.pk, state=CLAIMED).update(**columns)
