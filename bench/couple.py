"""Two people and their year, made through the same services that their pages use."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from math import ceil
from typing import TypeVar
from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from time_machine import travel

from closeknit.apps.checkins import answering, choices, sharing
from closeknit.apps.checkins.choices import Choices, my_library
from closeknit.apps.checkins.words import CheckInWords
from closeknit.apps.people import accounts, first_words, pairing
from closeknit.apps.people.accounts import NewAccount, Opened
from closeknit.apps.people.paging import SIZE
from closeknit.apps.people.unlocked import Unlocked
from closeknit.apps.people.words import SettingsWords
from closeknit.apps.questions import answers, choosing, journal, memory, openings, tonight
from closeknit.apps.questions.answers import Written

PASSWORD = "wool-and-linen-26"
DAYS = 365
ENTRIES = 100
CHECK_INS_LISTED = "100 check-ins"
# What each does on which weekdays.
CHECK_INS = ({0, 1, 3, 6}, {0, 2, 4})
SHARES = ({1, 3, 6}, {0, 2, 4})
JOURNAL, QUESTIONS, MENDS, TALKED_ON = {1, 5}, {1, 3, 6}, {6}, {3}
WISHES = ("company", "ideas", "hug", "alone", "nothing")
REASONS = (
    "the week was long and most of it went by between two doors",
    "of the call with my sister, which ended before either of us had said what it was about",
    "we laughed in the kitchen and I noticed how long that had been",
    "I do not know yet how the talk at work will go, and I keep going through it in my head",
)
TEXTS = (
    "When you sat down next to me without asking anything. I had more room to think after that, "
    "and in the end I said more than I had meant to.",
    "The evening by the river, before the rain. You told me about the year in which you moved, and "
    "I remember thinking that I had known the story for long and had never heard it.",
    "Less than I would like. Mornings are the better time for me, ten minutes with a cup of tea "
    "and no plan; in the evening I listen with half an ear and both of us notice.",
)
T = TypeVar("T")


@dataclass(frozen=True)
class Lists:
    """Whose lists hold 100 entries, and the pages that together show them."""

    address: str
    pages: dict[str, list[str]]


def make() -> Lists:
    """Make Ana and Bo with a year behind them; tonight waits, with something new from Bo."""
    today = timezone.localdate()
    with transaction.atomic():
        with _on(today - timedelta(days=DAYS)):
            ana, bo = _pair()
        for ago in range(DAYS - 1, 0, -1):
            day = today - timedelta(days=ago)
            with _on(day):
                _live(day, ana, bo)
        _check_in(bo, today, is_shared=True)
    return Lists(ana.person.address, _lists())


def _lists() -> dict[str, list[str]]:
    return {
        CHECK_INS_LISTED: _pages("/feel/back/entries/"),
        "100 journal entries": _pages("/ask/journal/"),
        "a look back on 100": ["/feel/back/"],
    }


def _pages(place: str) -> list[str]:
    return [f"{place}?page={number}" for number in range(1, ceil(ENTRIES / SIZE) + 1)]


def _on(day: date) -> travel:
    return travel(datetime.combine(day, time(19, 30), UTC), tick=False)


def _pair() -> tuple[Unlocked, Unlocked]:
    ana, bo = _person("Ana"), _person("Bo")
    code = pairing.invite(ana.unlocked(), first_words="I like your patience.", colour="madder")
    bond = pairing.accept(bo.unlocked(), code)
    first_words.write(bo.unlocked(), bond, "You ask the second question, not only the first.")
    return ana.unlocked(), bo.unlocked()


def _person(name: str) -> Opened:
    # A question every evening, so that Today is as full as it gets.
    words = SettingsWords(name=name, evenings=7)
    address = f"{name.lower()}@example.org"
    opened = accounts.create_person(NewAccount(address, PASSWORD, words, timezone.localdate()))
    opened.person.kit_confirmed = True
    opened.person.save(update_fields=["kit_confirmed"])
    return opened


def _live(day: date, ana: Unlocked, bo: Unlocked) -> None:
    weekday = day.weekday()
    for number, (me, other) in enumerate(((ana, bo), (bo, ana))):
        if weekday in CHECK_INS[number]:
            _check_in(me, day, is_shared=weekday in SHARES[number], answered_by=other)
        if weekday in JOURNAL:
            question = choosing.for_one(me, memory.recall(memory.own(me)))
            journal.write(me, uuid4(), question.id if question else "", _of(TEXTS, day))
    if weekday in QUESTIONS:
        _answer_question(day, ana, bo)
    if weekday in MENDS:
        answering.mend(bo, uuid4(), "I was harsh this morning, and you had only asked.")


def _check_in(
    me: Unlocked, day: date, *, is_shared: bool, answered_by: Unlocked | None = None
) -> None:
    words = _words(day)
    kept = sharing.keep(me, uuid4(), words)
    shared = sharing.share(me, kept, words) if is_shared else None
    if shared and answered_by:
        reply = answering.in_words("I hear that this weighs on you. I have time after eight.")
        answering.answer(answered_by, shared, uuid4(), reply)


def _words(day: date) -> CheckInWords:
    content = my_library()
    chosen = Choices(
        feelings=(_of(list(content.feelings), day), _of(list(content.feelings), day, 7)),
        strength=day.day % 5 + 1,
        because=_of(REASONS, day),
        need=_of(list(content.needs), day),
        wish=_of(WISHES, day),
    )
    return choices.as_words(chosen, chosen.wording)


def _answer_question(day: date, ana: Unlocked, bo: Unlocked) -> None:
    """Both answer what is asked on this evening, and put it aside once it is open."""
    opening = openings.current(ana, list(openings.around(ana, day)), day)
    if opening is None:
        return
    for me in (ana, bo):
        answers.write(me, opening, Written(uuid4(), _of(TEXTS, day), released=True))
    if day.weekday() in TALKED_ON:
        answers.respond(bo, opening, uuid4(), "I had not known this. Tell me more on Sunday?")
    for me in (ana, bo):
        tonight.put_aside(me, opening)


def _of(some: Sequence[T], day: date, further: int = 0) -> T:
    return some[(day.toordinal() + further) % len(some)]
