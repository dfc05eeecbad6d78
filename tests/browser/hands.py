"""Prepare people and words beside a running server: one JSON line in, one JSON line out.

Run as a program, with the environment of the server.
"""

import json
import sys
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import django

django.setup()

from django.urls import URLPattern, URLResolver, get_resolver  # noqa: E402
from django.utils import timezone  # noqa: E402

from closeknit.apps.checkins import answering, choices, sharing  # noqa: E402
from closeknit.apps.checkins.words import CANNOT, CheckInWords  # noqa: E402
from closeknit.apps.journeys import walking  # noqa: E402
from closeknit.apps.listening import keeping, protocols, talks  # noqa: E402
from closeknit.apps.people import accounts, pairing  # noqa: E402
from closeknit.apps.people.between import seat_of  # noqa: E402
from closeknit.apps.people.models import Bond  # noqa: E402
from closeknit.apps.people.unlocked import Unlocked  # noqa: E402
from closeknit.apps.people.words import SettingsWords  # noqa: E402
from closeknit.apps.picture import answering as answering_weeks  # noqa: E402
from closeknit.apps.picture import book as books  # noqa: E402
from closeknit.apps.picture import rhythm  # noqa: E402
from closeknit.apps.questions import answers, journal, letters, openings  # noqa: E402
from closeknit.apps.questions.words import OTHER, LetterWords  # noqa: E402
from closeknit.apps.together import calendars, moments, offering, phones, rituals  # noqa: E402
from closeknit.apps.together.developing import develop  # noqa: E402
from closeknit.apps.together.words import APPRECIATION, MomentWords, Timing  # noqa: E402
from closeknit.content.model import PILLARS  # noqa: E402
from closeknit.domain.measures import week_of  # noqa: E402
from tests.apps.together.camera import photograph  # noqa: E402
from tests.site.processes import PASSWORD  # noqa: E402


def person(name: str, address: str) -> str:
    words = SettingsWords(name=name, pronouns="they/them", country="PT")
    made = accounts.create_person(accounts.NewAccount(address, PASSWORD, words, date(2026, 1, 5)))
    made.person.kit_confirmed = True
    made.person.save(update_fields=["kit_confirmed"])
    return str(made.person.pk)


def pair(ana: str, bo: str) -> str:
    code = pairing.invite(me(ana), first_words="I like how you hum when you cook.", colour="madder")
    return str(pairing.accept(me(bo), code).pk)


def without_coach(address: str) -> None:
    me(address).change_settings(partial(replace, coach=False))


def speak(address: str, language: str) -> None:
    one = me(address).person
    one.language = language
    one.save(update_fields=["language"])


def kit(address: str) -> str:
    """Make a new recovery code for somebody."""
    return accounts.new_kit(me(address))


def fill(ana: str, bo: str) -> dict[str, str]:
    """Give a bond some of everything, so that every page has something to show."""
    mine, shared = _check_ins(ana)
    _, theirs = _check_ins(bo)
    for one, row in ((bo, shared), (ana, theirs)):
        _answer(one, row)
    for one in (ana, bo):
        answering.mend(me(one), uuid4(), "I was harsh. I am sorry.")
    opened = _open_a_question(ana, bo)
    for number in range(2):
        journal.write(me(ana), uuid4(), "", f"A quiet evening, the {number + 1}. of many.")
    # One more of theirs stays unanswered, for Today.
    _check_ins(bo)
    write_letters(ana, bo)
    walking.begin(me(ana), "long", "", 40)
    walking.ask_along(me(ana))
    openings.ask_own(me(ana), uuid4(), "Where would you go on a free Tuesday?")
    draw(ana, bo)
    talk(ana, bo)
    plan(ana, bo)
    keep_moments(ana, bo)
    return {"entry": str(mine), "opened": opened}


def write_letters(ana: str, bo: str) -> None:
    """A letter of each, one of them with a day that both chose, and one that has opened."""
    today = timezone.localdate()
    for one, other, days in ((ana, bo, 20), (bo, ana, 30), (bo, ana, 0)):
        day = (today + timedelta(days=days)).isoformat()
        words = LetterWords("The plums will be in flower.", OTHER, day, timezone.now().isoformat())
        row = letters.write(me(one), uuid4(), words)
        if days != 30:
            letters.agree(me(other), row.pk, day)


def talk(ana: str, bo: str) -> None:
    """One talk held, one under way on two phones, one in writing, and an invitation to each."""
    one, other = me(ana), me(bo)
    held = _begin_talk(one, other, "eight-minutes", in_writing=True)
    keeping.keep(other, held, "You stayed.", felt=6, is_shared=True)
    talks.press(one, held.pk, lambda talk: talk.stop())
    _begin_talk(one, other, "ten-minutes")
    written = _begin_talk(one, other, "after-an-argument", in_writing=True)
    talks.write(one, written.pk, 1, "When you said it was nothing, I felt small.")
    for inviter, way in ((one, "good-news"), (other, "from-the-picture")):
        wish = talks.Wish(uuid4(), first=0, topic="The new flat")
        talks.begin(inviter, protocols.way(inviter, way), wish)


def plan(ana: str, bo: str) -> None:
    """One ritual that both agreed on, one that waits for each, and hours of both."""
    one, other = me(ana), me(bo)
    begins = f"{timezone.localdate() + timedelta(days=1)}T20:00"
    timing = Timing(begins, "UTC", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU", 30)
    agreed = rituals.propose(one, uuid4(), rituals.Proposal("Tea after bedtime", timing))
    rituals.agree(other, agreed.pk)
    moved_to = f"{timezone.localdate() + timedelta(days=2)}T21:00"
    rituals.shift(other, agreed.pk, begins, moved_to)
    for person, what in ((one, "The bench at dusk"), (other, "A bath for two feet")):
        proposal = rituals.Proposal(what, timing, "I would like to hear your day.")
        rituals.propose(person, uuid4(), proposal)
        offering.offer(person, tuple((day, 18, 22) for day in range(7)))
    spent = phones.begin(one, uuid4(), 30, at_one_phone=True)
    phones.say(other, spent.pk, "You laughed at the kettle.", 6)
    calendars.make_feed(one, 0)


def keep_moments(ana: str, bo: str) -> None:
    """One moment that is mine alone, and one that each shares, with photos."""
    laid = moments.Laid(develop(photograph()), "Two cups")
    at = timezone.now().isoformat()
    for one, photos, is_shared in ((ana, 0, False), (ana, 3, True), (bo, 1, True)):
        words = MomentWords(APPRECIATION, "You warmed the car.", "2026-02-03", at)
        row = moments.keep(me(one), uuid4(), words)
        for _photo in range(photos):
            moments.lay(me(one), row.pk, laid)
        if is_shared:
            moments.share(me(one), row.pk)


def weeks(address: str, answers: list[list[int | str]]) -> None:
    """Let somebody have answered weeks, each given as a day of it and all answers."""
    for day, *given in answers:
        week = week_of(date.fromisoformat(str(day)))
        answering_weeks.keep_week(me(address), week, tuple(int(one) for one in given))


def _begin_talk(one: Unlocked, other: Unlocked, way: str, **how: Any) -> Any:
    wish = talks.Wish(uuid4(), first=seat_of(one), topic="Sunday", **how)
    row = talks.begin(one, protocols.way(one, way), wish)
    seat = seat_of(other)
    talks.press(other, row.pk, lambda talk: talk.accept(seat, talks.now_ms()))
    return row


def fill_alone(kim: str) -> None:
    sharing.keep(me(kim), uuid4(), named("I feel lonely because the flat is quiet."))
    sharing.keep(me(kim), uuid4(), choices.plain_answer("fine"))
    journal.write(me(kim), uuid4(), "", "Bread, a walk, a letter that I did not send.")


def draw(ana: str, bo: str) -> None:
    """Let half a year of weeks lie behind the two, lower in the last, and one picture be shared."""
    today = timezone.localdate()
    began = today - timedelta(weeks=30)
    Bond.objects.filter(members__person=accounts.find(ana)).update(began=began)
    for address, usual in ((ana, 6), (bo, 5)):
        one = me(address)
        one.change_settings(partial(replace, picture_with=books.bond_id(one)))
        for ago in range(1, 28):
            felt = usual - 3 * (ago < 9) + (ago % 3 == 0)
            week = (felt, 8 - felt, felt, 8 - felt, felt, 3, 5, felt)
            answering_weeks.keep_week(one, week_of(today) - ago, week)
        for number, part in enumerate(answering_weeks.PARTS):
            answers_of = (usual, 8 - usual, 3, 2, 2) if part in PILLARS else (3, 2, 1, 2, 1)
            at = timezone.localtime() - timedelta(days=number)
            answering_weeks.keep_sitting(one, part, at, answers_of[: answering_weeks.length(part)])
        answering_weeks.open_signs(one, may_open=True)
        month = rhythm.month_of(today)
        for place in range(5):
            for which in (answering_weeks.MINE, answering_weeks.GUESSED):
                answering_weeks.answer_guess(one, month, place, which, usual)
        answering_weeks.open_guess(one, month, may_open=True)


def addresses() -> dict[str, str]:
    """Return every address of this server by its name."""
    return dict(_addresses(get_resolver().url_patterns))


def _addresses(patterns: list[Any], start: str = "", space: str = "") -> list[tuple[str, str]]:
    found = []
    for one in patterns:
        if isinstance(one, URLResolver):
            inner = f"{one.namespace}:" if one.namespace else space
            found += _addresses(one.url_patterns, f"{start}{one.pattern}", inner)
        elif isinstance(one, URLPattern):
            found.append((f"{space}{one.name}", f"/{start}{one.pattern}"))
    return found


def share(address: str) -> str:
    """Share that somebody is exhausted and would like company; return the shared copy's id."""
    words = named("I feel exhausted because the nights are short. I need rest.")
    kept = sharing.keep(me(address), uuid4(), words)
    return str(sharing.share(me(address), kept, words).pk)


def _check_ins(address: str) -> tuple[Any, Any]:
    """Keep some check-ins on earlier days, and share the last; return it and its shared copy."""
    for days, words in (
        (20, choices.plain_answer("fine")),
        (9, choices.plain_answer("unknown")),
        (3, named("I feel grateful because you called my mother.")),
    ):
        kept = sharing.keep(me(address), uuid4(), words)
        kept.day = timezone.localdate() - timedelta(days=days)
        kept.save(update_fields=["day"])
    words = named("I feel exhausted because the nights are short. I need rest.")
    last = sharing.keep(me(address), uuid4(), words)
    return last.pk, sharing.share(me(address), last, words)


def _answer(address: str, row: Any) -> None:
    other = me(address)
    heard = uuid4()
    answering.answer(other, row, heard, answering.in_words("I hear that you feel exhausted."))
    answering.answer(other, row, uuid4(), answering.come_at("9"))
    answering.answer(other, row, uuid4(), answering.not_now("tomorrow"))
    answering.answer(other, row, uuid4(), answering.in_words("I can’t give that.", CANNOT))
    parent = row.replies.get(pk=heard)
    answering.answer(other, row, uuid4(), answering.in_words("Tell me more, if you like."), parent)


def _open_a_question(ana: str, bo: str) -> str:
    today = timezone.localdate()
    opening = openings.current(me(ana), list(openings.around(me(ana), today)), today)
    assert opening is not None
    for address, text in ((ana, "The smell of rain."), (bo, "Your voice in the hall.")):
        answers.write(me(address), opening, answers.Written(uuid4(), text, released=True))
    for address in (ana, bo):
        answers.respond(me(address), opening, uuid4(), "I did not know that.")
    return str(opening.pk)


def named(sentence: str) -> CheckInWords:
    chosen = choices.Choices(
        feelings=("exhausted",), strength=4, because="", need="rest", wish="company", timing="none"
    )
    return choices.as_words(chosen, sentence)


def me(address: str) -> Unlocked:
    opened = accounts.check_password(accounts.find(address), PASSWORD)
    assert opened is not None, address
    return opened.unlocked()


WHAT = {
    one.__name__: one
    for one in (person, pair, without_coach, speak, kit, share, fill, fill_alone, addresses, weeks)
}

if __name__ == "__main__":
    for line in sys.stdin:
        given = json.loads(line)
        print(json.dumps(WHAT[given.pop("do")](**given)), flush=True)
