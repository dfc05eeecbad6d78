"""Ways to talk of their own making."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from closeknit.apps.listening import keeping
from closeknit.apps.listening.forms import OwnProtocolForm
from closeknit.apps.listening.models import OwnProtocol
from closeknit.apps.listening.words import OwnProtocolWords
from closeknit.apps.people import drafts
from closeknit.apps.people.decorators import unlocked
from closeknit.apps.people.unlocked import UnlockedRequest

DRAFT = "own-protocol"


@unlocked
@require_http_methods(["GET", "POST"])
def new(request: UnlockedRequest) -> HttpResponse:
    me = request.me
    if me.bond is None:
        raise Http404
    form = OwnProtocolForm(request.POST or None, initial=drafts.read(me, DRAFT))
    if form.is_valid():
        sent = form.cleaned_data
        words = OwnProtocolWords(sent["name"], form.steps(), sent["turns"], sent["is_conflict"])
        keeping.keep_protocol(me, sent["id"], words)
        drafts.drop(me, DRAFT)
        return redirect("listening:home")
    context = {"here": "listen", "form": form, "draft": DRAFT}
    status = 400 if form.errors else 200
    return render(request, "listening/own.html", context, status=status)


@unlocked
@require_POST
def delete(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    """Its maker takes it away."""
    mine = OwnProtocol.objects.filter(author=request.me.person, bond=request.me.bond)
    keeping.take_away(request.me, get_object_or_404(mine.select_related("bond"), pk=pk))
    return redirect("listening:home")
