"""Keep a draft, sealed, while it is typed."""

import re

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from closeknit.apps.people import drafts
from closeknit.apps.people.decorators import unlocked
from closeknit.apps.people.unlocked import UnlockedRequest
from closeknit.domain.text import tidy

_PLACE = re.compile(r"[a-z-]{1,24}(:[0-9a-f-]{36})?")
_NOT_KEPT = {"csrfmiddlewaretoken", "draft", "password"}
MOST_FIELDS = 24
MOST_BYTES = 20_000


@unlocked
@require_POST
def keep_draft(request: UnlockedRequest) -> HttpResponse:
    place = request.POST.get("draft", "")
    if not _PLACE.fullmatch(place):
        return HttpResponse(status=400)
    sent = [(name, value) for name, value in request.POST.items() if name not in _NOT_KEPT]
    fields = {name: _short(tidy(str(value))) for name, value in sent[:MOST_FIELDS]}
    drafts.keep(request.me, place, fields)
    return HttpResponse(status=204)


def _short(text: str) -> str:
    """Cut what no desk could hold. What is too long to be sent is kept, so that it can be cut."""
    return text.encode()[:MOST_BYTES].decode(errors="ignore")
