"""Photos: lay one into a moment, show it, take it out."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from closeknit.apps.people.decorators import takes, unlocked
from closeknit.apps.people.unlocked import UnlockedRequest
from closeknit.apps.together import moments, photos
from closeknit.apps.together.forms_moments import LayForm
from closeknit.apps.together.views.found import own_moment_or_404
from closeknit.apps.together.views.moments import moment_page


@takes(photos.BODY, photos.SECONDS)
@unlocked
@require_POST
def lay(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    """One file a request: a page with JavaScript sends several, one after the other."""
    one, form = own_moment_or_404(request.me, pk), LayForm(request.POST, request.FILES)
    if not photos.are_kept():
        form.add_error(None, photos.NONE_ARE_KEPT)
    if form.is_valid():
        try:
            moments.lay(request.me, pk, form.laid)
        except photos.NoRoom as no_room:
            form.add_error("photo", no_room)
    if form.errors:
        return moment_page(request, one, form)
    return redirect("together:moment", pk)


@unlocked
@require_safe
def full(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    return _photo(request, pk, "full")


@unlocked
@require_safe
def small(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    return _photo(request, pk, "small")


@unlocked
@require_POST
def take_out(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    return redirect("together:moment", moments.take_out(request.me, pk).pk)


def _photo(request: UnlockedRequest, pk: UUID, size: str) -> HttpResponse:
    """Open a photo for this one answer; no cache keeps it."""
    response = HttpResponse(photos.open_or_404(request.me, pk, size), content_type="image/jpeg")
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Content-Disposition"] = 'inline; filename="photo.jpg"'
    return response
