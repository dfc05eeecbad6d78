"""When what is due: a pulse towards the end of a week, the assessment bit by bit, rarely."""

from datetime import date, datetime, time, timedelta

from closeknit.apps.picture import book as books
from closeknit.apps.picture.answering import PARTS, week
from closeknit.apps.picture.book import PULSE_PILLARS
from closeknit.apps.picture.words import BookWords, Sitting
from closeknit.content.model import PILLARS
from closeknit.domain import measures

# A week is asked about from its Thursday until the next Wednesday.
_LOOKS_BACK = timedelta(days=3)
_AFTER_WEEKS = 3
REMINDED_AT = time(17, 0)
_EVERY = timedelta(days=91)
_BETWEEN = timedelta(days=6)


def week_asked(today: date) -> int:
    """Return the week that is asked about: this one towards its end, else the last."""
    return measures.week_of(today - _LOOKS_BACK)


def is_fresh(today: date) -> bool:
    """Tell whether the week that is asked about is this one."""
    return week_asked(today) == measures.week_of(today)


def is_answered(book: BookWords, today: date) -> bool:
    """Tell whether the week that is asked about counts."""
    answers = week(book, week_asked(today))[1][:PULSE_PILLARS]
    return sum(answer > 0 for answer in answers) >= measures.LEAST_OF_A_WEEK


def first_sitting(book: BookWords) -> date | None:
    """Return the day from which the assessment is offered: after the third week of answers."""
    answered = [number for number, answers, _is_withheld in book.weeks if any(answers)]
    return measures.monday_of(answered[0] + _AFTER_WEEKS) if answered else None


def is_offered(book: BookWords, today: date) -> bool:
    first = first_sitting(book)
    return first is not None and today >= first


def is_due(book: BookWords, part: str, today: date) -> bool:
    latest = books.latest(book, part)
    return latest is None or today - day_of(latest) >= _EVERY


def next_part(book: BookWords, today: date) -> str:
    """Return the part of the assessment to offer today, one a week; empty when there is none."""
    if not is_offered(book, today):
        return ""
    if begun := [one[0] for one in book.sittings if not one[3]]:
        return begun[-1]
    days = [day_of(latest) for part in PARTS if (latest := books.latest(book, part))]
    if days and today - max(days) < _BETWEEN:
        return ""
    return next((part for part in PARTS if is_due(book, part, today)), "")


def day_of(sitting: Sitting) -> date:
    return datetime.fromisoformat(sitting[1]).date()


def month_of(today: date) -> str:
    return f"{today:%Y-%m}"


def pillar_of(month: str) -> str:
    """Return the pillar that both guess about in a month."""
    year, number = month.split("-")
    return PILLARS[(int(year) * 12 + int(number)) % len(PILLARS)]
