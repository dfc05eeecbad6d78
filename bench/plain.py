"""A plain page of the same framework: the same middleware and session, four simple queries."""

from datetime import date, timedelta
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils import timezone

from closeknit.apps.people.models import Bond, BondKey, Membership, Person, Session

ROWS = [
    {
        "number": number,
        "title": f"A line of text, number {number}",
        "day": date(2026, 1, 1) + timedelta(days=number),
        "text": "Nothing here is sealed, chosen, or put together.",
    }
    for number in range(40)
]


def page(request: HttpRequest) -> HttpResponse:
    """Render without our own context: a page of ours has to bear comparison with less."""
    if not request.user.is_authenticated:
        return HttpResponse(status=403)
    return HttpResponse(loader.render_to_string("bench/plain.html", _context(request.user)))


def _context(reader: Person) -> dict[str, Any]:
    seat = cast(Membership, Membership.objects.filter(person=reader, is_living=True).first())
    return {
        "reader": reader,
        "bond": Bond.objects.get(pk=seat.bond_id),
        "sessions": Session.objects.filter(person=reader).count(),
        "holds_key": BondKey.objects.filter(membership=seat).exists(),
        "today": timezone.localdate(),
        "rows": ROWS,
    }
