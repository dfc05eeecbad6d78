"""When what is due: a pulse towards the end of a week, the assessment bit by bit, rarely."""

from datetime import date, timedelta

from closeknit.apps.picture.answering import PARTS, week
from closeknit.apps.picture.book import PULSE_PILLARS
from closeknit.apps.picture.words import BookWords, Sitting
from closeknit.content.model import PILLARS
from closeknit.domain import measures

# Weekdays count from Monday = 0.
_PULSE_FROM = 3
_AFTER_WEEKS = 3
_EVERY = timedelta(days=91)
_BETWEEN = timedelta(days=6)


def is_pulse_day(today: date) -> bool:
    """Tell whether enough of the week has gone by to ask about it."""
    return today.weekday() >= _PULSE_FROM


def is_answered(book: BookWords, today: date) -> bool:
    """Tell whether this week's pulse has a score."""
    answers = week(book, measures.week_of(today))[1][:PULSE_PILLARS]
    return sum(answer > 0 for answer in answers) >= measures.LEAST_OF_FIVE


def first_sitting(book: BookWords) -> date | None:
    """Return the day from which the assessment is offered: after the third week of answers."""
    if not book.weeks:
        return None
    return measures.monday_of(book.weeks[0][0] + _AFTER_WEEKS)


def is_offered(book: BookWords, today: date) -> bool:
    first = first_sitting(book)
    return first is not None and today >= first


def is_due(book: BookWords, part: str, today: date) -> bool:
    days = [date.fromisoformat(one[1]) for one in book.sittings if one[0] == part and any(one[2])]
    return not days or today - max(days) >= _EVERY


def next_part(book: BookWords, today: date) -> str:
    """Return the part of the assessment to offer today, one a week; empty when there is none."""
    if not is_offered(book, today):
        return ""
    days = [date.fromisoformat(one[1]) for one in book.sittings if any(one[2])]
    if days and timedelta(0) < today - max(days) < _BETWEEN:
        return ""
    return next((part for part in PARTS if is_due(book, part, today)), "")


def day_of(sitting: Sitting) -> date:
    return date.fromisoformat(sitting[1])


def month_of(today: date) -> str:
    return f"{today:%Y-%m}"


def pillar_of(month: str) -> str:
    """Return the pillar that both guess about in a month."""
    year, number = month.split("-")
    return PILLARS[(int(year) * 12 + int(number)) % len(PILLARS)]
