"""A step in writing. A reflection is read by the coach before it is sent."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from closeknit.apps.listening import coach, reading, talks
from closeknit.apps.listening.forms import WriteForm
from closeknit.apps.listening.reading import Shown
from closeknit.apps.listening.views.found import living_or_404
from closeknit.apps.listening.views.show import draft_of, shown
from closeknit.apps.people import drafts
from closeknit.apps.people.decorators import unlocked
from closeknit.apps.people.unlocked import UnlockedRequest
from closeknit.domain.listening import LISTENER


@unlocked
@require_POST
def write(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    """Send the words, unless a remark is due that did not stand there yet."""
    me, one, form = request.me, living_or_404(request.me, pk), WriteForm(request.POST)
    if form.is_valid() and one.talk.step.who == LISTENER:
        text = form.cleaned_data["text"]
        remark = coach.remark(me, text, reading.last_of_other(me, one), one.speaker)
        if remark and request.POST.get("remark") != remark:
            drafts.keep(me, draft_of(one), {"text": text})
            return shown(request, one, form=form, remark=remark)
    return _sent(request, one, form)


@unlocked
@require_POST
def write_as_it_is(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    return _sent(request, living_or_404(request.me, pk), WriteForm(request.POST))


def _sent(request: UnlockedRequest, one: Shown, form: WriteForm) -> HttpResponse:
    me = request.me
    if not form.is_valid():
        return shown(request, one, form=form, status=400)
    sent = form.cleaned_data
    try:
        talks.write(me, one.row.pk, sent["visit"], sent["text"])
    except talks.HasPassed:
        drafts.bring_home(me, draft_of(one), sent["text"])
        return shown(request, living_or_404(me, one.row.pk), lost=sent["text"], status=409)
    drafts.drop(me, draft_of(one))
    return redirect("listening:show", one.row.pk)
