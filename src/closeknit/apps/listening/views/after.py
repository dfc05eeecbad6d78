"""What is taken along from a talk, and taking one's own words out of it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from closeknit.apps.listening import keeping
from closeknit.apps.listening.forms import SHARED, KeepForm
from closeknit.apps.listening.views.found import mine_or_404
from closeknit.apps.listening.views.show import shown
from closeknit.apps.people.decorators import unlocked
from closeknit.apps.people.unlocked import UnlockedRequest


@unlocked
@require_POST
def keep(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    """Keep a sentence for me or for both, and how understood I felt for me alone."""
    me, one = request.me, mine_or_404(request.me, pk)
    form = KeepForm(request.POST, other=one.other)
    if not one.talk.is_over:
        return redirect("listening:show", pk)
    if not form.is_valid():
        return shown(request, one, keep=form, status=400)
    sent = form.cleaned_data
    may_share = sent["who"] == SHARED and one.row.bond == me.bond
    keeping.keep(me, one.row, sent["text"], felt=sent["felt"], is_shared=may_share)
    return redirect(f"{reverse('listening:show', args=[pk])}?kept")


@unlocked
@require_POST
def withdraw(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    """Take what I wrote out of what both can read; it stays readable for me."""
    one = mine_or_404(request.me, pk)
    if one.talk.is_over:
        keeping.withdraw(request.me, [one.row])
    return redirect("listening:show", pk)
