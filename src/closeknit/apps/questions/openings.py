"""Which question a bond has before it, and how it gives way to the next.

One question is current at a time. "A lighter one" and "one of our own" put another in its place for
both. Whoever had answered the old one finds the answer in their journal at their next visit, just
as when seven days go by, so neither can tell from a change whether the other had written.
"""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from closeknit.apps.people.between import living_bond_or_404
from closeknit.apps.people.unlocked import Unlocked
from closeknit.apps.questions import choosing, memory
from closeknit.apps.questions.models import Answer, Opening, Response
from closeknit.apps.questions.reading import question_in
from closeknit.apps.questions.words import QuestionWords
from closeknit.domain.questions import LIGHTEST, lighter

NEWS_DAYS = 14


def around(me: Unlocked, today: date) -> QuerySet[Opening]:
    """The current question, and those with something new in them, newest first."""
    since = today - timedelta(days=NEWS_DAYS)
    added = Response.objects.filter(opening__bond=me.bond, day__gte=since)
    has_news = Q(opened_on__gte=since) | Q(pk__in=added.exclude(author=me.person).values("opening"))
    # Chosen before they are counted, so that years of answers cost no more than two weeks.
    return (
        Opening.objects.filter(Q(is_current=True) | has_news, bond=me.bond)
        .annotate(
            theirs=Count("responses", filter=~Q(responses__author=me.person)),
            is_written=Exists(Answer.objects.filter(opening=OuterRef("pk"), author=me.person)),
        )
        .select_related("bond")
        .order_by("-opened_on", "-day")
    )


def current(me: Unlocked, found: list[Opening], today: date) -> Opening | None:
    """Return the question before us, beginning one unless we opened one today."""
    opening = next((one for one in found if one.is_current), None)
    if opening is not None:
        return _follow(me, opening, today) if opening.has_lapsed(today) else opening
    if any(one.opened_on and one.opened_on >= today for one in found):
        return None
    return _begin(me, today)


@transaction.atomic
def ask_lighter(me: Unlocked, opening: Opening) -> None:
    """Put a lighter question in place of this one, unless that has happened already."""
    old = _locked(me)
    if old is None or old != opening:
        return
    words = question_in(me, old.bond, old)
    before = memory.recall(memory.shared(me))
    asked = replace(before, asked=(*before.asked, words.question if words else ""))
    new = choosing.for_both(me, asked, at_most=lighter(words.depth) if words else LIGHTEST)
    if new is not None:
        close(me, old)
        _put(me, new)


@transaction.atomic
def ask_own(me: Unlocked, wished_id: UUID, text: str) -> None:
    """Put a question of one's own before both."""
    old = _locked(me)
    there = Opening.objects.filter(pk=wished_id).select_related("bond").first()
    if there is not None and _says(me, there, text):
        return
    if old is not None:
        close(me, old)
    words = QuestionWords("", text, depth=LIGHTEST, author=str(me.person.pk))
    _put(me, words, uuid4() if there else wished_id)


@transaction.atomic
def ask_known(me: Unlocked, words: QuestionWords) -> None:
    """Put one of our questions before both, unless it is there already."""
    old = _locked(me)
    if old is not None:
        there = question_in(me, old.bond, old)
        if there is not None and there.question == words.question:
            return
        close(me, old)
    _put(me, words)


def _says(me: Unlocked, there: Opening, text: str) -> bool:
    """Whether a form came twice. One that was changed in between asks something new."""
    said = question_in(me, there.bond, there) if there.bond == me.bond else None
    return said is not None and said.text == text


def close(me: Unlocked, opening: Opening) -> None:
    """End a question that was locked by the caller; its answers stay until their authors come.

    Its row stays, too: if it went with its last answer, its address would tell who had written.
    """
    words = question_in(me, opening.bond, opening)
    opening.is_current = False
    opening.save(update_fields=["is_current"])
    memory.remember(memory.shared(me), words.question if words else "")


def _begin(me: Unlocked, today: date) -> Opening | None:
    words = choosing.for_both(me, memory.recall(memory.shared(me)))
    if words is None:
        return None
    new = Opening(bond=me.bond, day=today).seal(me.bond_key, words)
    # Both phones may begin at once; the constraint, not this request, decides.
    Opening.objects.bulk_create([new], ignore_conflicts=True)
    return Opening.objects.filter(bond=me.bond, is_current=True).select_related("bond").first()


@transaction.atomic
def _follow(me: Unlocked, lapsed: Opening, today: date) -> Opening | None:
    old = _locked(me)
    if old is None or old != lapsed:
        return old
    close(me, old)
    return _begin(me, today)


def _locked(me: Unlocked) -> Opening | None:
    bond = living_bond_or_404(me)
    found = Opening.objects.select_for_update().filter(bond=bond, is_current=True).first()
    if found is not None:
        found.bond = bond
    return found


def _put(me: Unlocked, words: QuestionWords, pk: UUID | None = None) -> Opening:
    return Opening.create_sealed(
        me.bond_key, words, id=pk or uuid4(), bond=me.bond, day=timezone.localdate()
    )
