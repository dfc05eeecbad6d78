"""Let the demo pair have answered their weeks, and share one picture."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial

from closeknit.apps.people.unlocked import Unlocked
from closeknit.apps.picture import answering
from closeknit.apps.picture import book as books
from closeknit.domain.measures import week_of
from closeknit.site.demo.calendar import Calendar
from closeknit.site.demo.story import Answered


def draw(
    people: Mapping[str, Unlocked],
    calendar: Calendar,
    weeks: Iterable[Answered],
    sittings: Iterable[Answered],
) -> None:
    today = calendar.now.date()
    for me in people.values():
        # Their bond was set back in time since they looked at it.
        me.look_again()
        me.change_settings(partial(replace, picture_with=books.bond_id(me)))
    for told in weeks:
        answering.keep_week(people[told.by], week_of(today) - told.ago, told.answers)
    for told in sittings:
        at = calendar.at(told.ago, "20:30")
        answering.keep_sitting(people[told.by], told.part, at, told.answers)
    for me in people.values():
        answering.open_signs(me, may_open=True)
