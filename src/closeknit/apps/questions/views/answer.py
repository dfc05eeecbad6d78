"""Write, change, release and take back one's own answer."""

from contextlib import suppress
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from closeknit.apps.people import drafts
from closeknit.apps.people.decorators import unlocked
from closeknit.apps.people.unlocked import Unlocked, UnlockedRequest
from closeknit.apps.questions import answers, choosing, journal
from closeknit.apps.questions.forms import KEEP, OPEN, AnswerForm
from closeknit.apps.questions.models import Answer, Opening
from closeknit.apps.questions.reading import own_answer_in, question_in
from closeknit.apps.questions.views.found import living_or_404
from closeknit.apps.questions.views.opened import add_late
from closeknit.apps.questions.words import JournalWords
from closeknit.keys import Stale


@unlocked
@require_http_methods(["GET", "POST"])
def write(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    me, opening = request.me, living_or_404(request.me, pk)
    if request.method == "GET":
        return _begin(request, opening)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, opening, form)
    sent = form.cleaned_data
    try:
        answers.write(me, opening, _written(sent))
    except Stale:
        return _both_wordings(request, opening, sent)
    except answers.AlreadyOpen:
        return add_late(request, opening, sent["text"])
    except answers.QuestionIsOver:
        return _into_journal(me, opening, sent)
    drafts.drop(me, _place(opening))
    return _onwards(opening)


@unlocked
@require_POST
def release(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    opening = living_or_404(request.me, pk)
    # Opened or over by now: the page that follows shows which.
    with suppress(answers.AlreadyOpen, answers.QuestionIsOver):
        answers.release(request.me, opening)
    return _onwards(opening)


@unlocked
@require_POST
def take_back(request: UnlockedRequest, pk: UUID) -> HttpResponse:
    """The answer goes, unseen; its words stay on my desk as a draft."""
    me, opening = request.me, living_or_404(request.me, pk)
    if text := answers.take_back(me, opening):
        drafts.bring_home(me, _place(opening), text)
    return _onwards(opening)


def _begin(request: UnlockedRequest, opening: Opening) -> HttpResponse:
    if not opening.takes_answers():
        return _onwards(opening)
    mine = _mine(request.me, opening)
    words = own_answer_in(request.me, opening.bond, mine) if mine else None
    initial: dict[str, Any] = {"text": words.text} if words else {}
    if mine is not None:
        initial |= {"choice": OPEN if mine.released else KEEP, "revision": mine.revision}
    draft = drafts.read(request.me, _place(opening))
    initial |= {name: draft[name] for name in ("text", "choice") if draft.get(name)}
    if draft.get("text"):
        # It was begun over this revision; a newer answer from another device shows when it is sent.
        initial["revision"] = draft.get("revision", initial.get("revision"))
    return _page(request, opening, AnswerForm(initial=initial))


def _both_wordings(
    request: UnlockedRequest, opening: Opening, sent: dict[str, Any]
) -> HttpResponse:
    """Two devices wrote: show what is kept and what came now, and let the person choose."""
    mine = _mine(request.me, opening)
    kept = own_answer_in(request.me, opening.bond, mine) if mine else None
    form = AnswerForm(initial=sent | {"revision": mine.revision if mine else None})
    context = {"kept": kept.text if kept else None, "is_stale": True}
    return _page(request, opening, form, status=409, **context)


def _into_journal(me: Unlocked, opening: Opening, sent: dict[str, Any]) -> HttpResponse:
    asked = question_in(me, opening.bond, opening)
    words = JournalWords(
        question=asked.question if asked else "",
        text=choosing.in_my_language(asked) if asked else "",
        answer=sent["text"],
        at=timezone.now().isoformat(),
    )
    journal.keep(me, words, sent["id"])
    drafts.drop(me, _place(opening))
    return redirect(reverse("questions:journal") + "?kept")


def _page(
    request: UnlockedRequest, opening: Opening, form: AnswerForm, status: int = 200, **more: Any
) -> HttpResponse:
    words = question_in(request.me, opening.bond, opening)
    context = {
        "here": "ask",
        "opening": opening,
        "question": choosing.in_my_language(words) if words else "",
        "words": words,
        "form": form,
        "draft": _place(opening),
        "partner": request.me.partner,
    }
    return render(request, "questions/write.html", context | more, status=status)


def _onwards(opening: Opening) -> HttpResponse:
    # The same way on whether or not the other has answered: the next page knows.
    return redirect(reverse("questions:show", args=[opening.pk]) + "?now")


def _mine(me: Unlocked, opening: Opening) -> Answer | None:
    return Answer.objects.filter(opening=opening, author=me.person).first()


def _written(sent: dict[str, Any]) -> answers.Written:
    return answers.Written(
        id=sent["id"], text=sent["text"], released=sent["choice"] == OPEN, over=sent["revision"]
    )


def _place(opening: Opening) -> str:
    return f"answer:{opening.pk}"
