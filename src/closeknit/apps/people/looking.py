"""Who may keep a stream of "look again" open, and when it ends."""

from typing import Any

from django.conf import settings
from django.db import DatabaseError, close_old_connections, transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from closeknit import live
from closeknit.apps.people.models import Bond, Membership, Session
from closeknit.live import tickets
from closeknit.live.tickets import Ticket


def topic_of(bond: Bond) -> str:
    return f"bond:{bond.pk.hex}"


def look_again(bond: Bond, row: Any) -> None:
    """Once this transaction is safe, have both members' open pages fetch what they show."""
    transaction.on_commit(lambda: live.look_again(topic_of(bond), row.pk.hex))


def let_look(request: HttpRequest, response: HttpResponse, bond: Bond) -> None:
    """Give this browser a ticket for the streams of its bond."""
    mark = tickets.mark_of(request.session.session_key or "")
    tickets.give(response, Ticket(topic_of(bond), mark), is_https=settings.IS_HTTPS)


def may_look(ticket: Ticket, cookies: dict[str, str]) -> bool:
    """Whether the ticket's session is this browser's, signed in, and a member of that bond."""
    key = cookies.get(settings.SESSION_COOKIE_NAME, "")
    if not key or tickets.mark_of(key) != ticket.mark:
        return False
    close_old_connections()
    try:
        session = Session.objects.filter(pk=key, expire_date__gt=timezone.now()).first()
        return session is not None and _is_member(session, ticket.topic)
    except DatabaseError:
        return False


def _is_member(session: Session, topic: str) -> bool:
    seats = Membership.objects.filter(person=session.person_id, is_living=True)
    return any(topic_of(seat.bond) == topic for seat in seats.select_related("bond"))


def end(session_key: str | None) -> None:
    """Close the streams of a session that is locked or signed out."""
    if session_key:
        live.end(tickets.mark_of(session_key))


@receiver(post_delete, sender=Session)
def _end_with_session(instance: Session, **_more: Any) -> None:
    key = instance.session_key
    transaction.on_commit(lambda: end(key))
