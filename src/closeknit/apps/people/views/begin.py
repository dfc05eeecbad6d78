"""After the recovery kit: what now? Then the first words, and the card that they leave on Today."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from closeknit.apps.people import aside, drafts, first_words, invite_cookie, pairing
from closeknit.apps.people.decorators import unlocked
from closeknit.apps.people.first_words import WrittenAlready
from closeknit.apps.people.forms_pairing import FirstWordsForm, InviteForm
from closeknit.apps.people.models import Bond
from closeknit.apps.people.part import first_question
from closeknit.apps.people.unlocked import Unlocked, UnlockedRequest


@unlocked
@require_safe
def begin(request: UnlockedRequest) -> HttpResponse:
    """Go where the person already is on their way to, or offer the three ways."""
    me = request.me
    if invite_cookie.code_in(request):
        return redirect("people:offer")
    if me.bond is not None:
        return redirect("people:first_words")
    if pairing.waiting(me) is not None:
        return redirect("people:invite")
    form = InviteForm(initial=drafts.read(me, "invite"))
    return render(request, "people/begin.html", {"form": form})


@unlocked
def words(request: UnlockedRequest) -> HttpResponse:
    """Read the other's first words, give some back, then go to the first question."""
    me = request.me
    if me.bond is None:
        raise Http404
    form = FirstWordsForm(request.POST or None, initial=drafts.read(me, first_words.DRAFT))
    if request.method == "POST" and form.is_valid() and _written(me, me.bond, form):
        return redirect("people:first_words")
    pairing.keep_profile_current(me)
    both = first_words.read(me, me.bond)
    context = {
        "form": form,
        "words": both,
        "name": me.partner.name if me.partner else "",
        "question": first_question(),
        "here": "today",
    }
    return render(request, "people/first_words.html", context, status=400 if form.errors else 200)


def _written(me: Unlocked, bond: Bond, form: FirstWordsForm) -> bool:
    text = form.cleaned_data["text"]
    try:
        first_words.write(me, bond, text)
    except WrittenAlready:
        form.add_error(
            "text", _("You have written already, on this device or another, and those words stay.")
        )
        return False
    drafts.drop(me, first_words.DRAFT)
    if first_words.read(me, bond).theirs:
        # They stood above the form: Today need not bring them again.
        aside.put(me, aside.words_came(bond))
    return True


@unlocked
@require_POST
def put_aside(request: UnlockedRequest) -> HttpResponse:
    """Take a card off Today; what it said stays where it is kept."""
    mark = request.POST.get("mark", "")
    if not aside.is_mark(mark):
        return HttpResponse(status=400)
    aside.put(request.me, mark)
    return redirect("today")
