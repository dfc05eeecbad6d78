"""Let the demo pair have written letters, and let Bo be some weeks into a journey."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from closeknit.apps.journeys import walking
from closeknit.apps.journeys.words import WalkWords
from closeknit.apps.people import small_things
from closeknit.apps.people.unlocked import Unlocked
from closeknit.apps.questions import letters
from closeknit.apps.questions.models import Letter
from closeknit.apps.questions.words import ME, LetterWords
from closeknit.keys.records import from_bytes, to_bytes
from closeknit.site.demo.calendar import Calendar
from closeknit.site.demo.story import PAIR
from closeknit.site.demo.story import Letter as Told

WEEKS_WALKED = 2
BEGAN = timedelta(days=17)


def tell(people: Mapping[str, Unlocked], calendar: Calendar, told: list[Told]) -> None:
    for one in told:
        _write(people, calendar, one)
    _walk(people["bo"], calendar)


def _write(people: Mapping[str, Unlocked], calendar: Calendar, told: Told) -> None:
    at = calendar.at(told.said.ago, told.said.time)
    day = (calendar.now.date() + timedelta(days=told.ahead)).isoformat()
    author = people[told.said.by]
    words = LetterWords(told.said.text, told.whom, day, at.isoformat())
    row = letters.write(author, uuid4(), words)
    Letter.objects.filter(pk=row.pk).update(day=at.date())
    if told.whom != ME:
        [other] = set(PAIR) - {told.said.by}
        people[other].look_again()
        letters.agree(people[other], row.pk, day)


def _walk(me: Unlocked, calendar: Calendar) -> None:
    walking.begin(me, "long", "", 40)
    for week in range(WEEKS_WALKED):
        walk = walking.read(me)
        for step, _why in walk.steps[:-1] if walk else ():
            walking.mark_done(me, step)
        walking.go_to(me, week + 1)
    began = (calendar.now.date() - BEGAN).isoformat()

    def set_back(text: str) -> str:
        walk = from_bytes(WalkWords, text.encode())
        return to_bytes(replace(walk, began=began)).decode()

    small_things.change(me, walking.NAME, set_back)
