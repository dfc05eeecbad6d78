"""How much time without phones there was, week by week: a thread, with nothing to reach."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from closeknit.apps.people.unlocked import Unlocked
from closeknit.apps.together.models import Away
from closeknit.apps.together.phones import now_ms, words_in

WEEKS = 12
WIDE, PHONE = (640, 120), (340, 110)
_EDGE, _LINE = 14, 6


@dataclass(frozen=True)
class Week:
    begins: date
    minutes: int


@dataclass(frozen=True)
class Thread:
    """A drawing of the weeks: its size and the path of the thread."""

    width: int
    height: int
    path: str


def weeks(me: Unlocked, today: date) -> list[Week]:
    """Return the minutes of the last weeks, the oldest first."""
    monday = today - timedelta(days=today.weekday())
    first = monday - timedelta(weeks=WEEKS - 1)
    lasted: Counter[date] = Counter()
    rows = Away.objects.filter(bond=me.bond, day__gte=first).select_related("bond")
    for row in rows:
        words = words_in(me, row)
        if words is not None:
            lasted[row.day - timedelta(days=row.day.weekday())] += words.lasted(now_ms())
    mondays = [first + timedelta(weeks=number) for number in range(WEEKS)]
    return [Week(one, lasted[one]) for one in mondays]


def thread(found: list[Week], size: tuple[int, int]) -> Thread:
    """Draw a thread that lies low in a week without such time, and higher the more there was."""
    width, height = size
    most = max((week.minutes for week in found), default=0) or 1
    step = (width - 2 * _EDGE) / max(len(found) - 1, 1)
    room = height - 2 * _EDGE - _LINE
    points = [
        (_EDGE + step * number, height - _EDGE - room * week.minutes / most)
        for number, week in enumerate(found)
    ]
    return Thread(width, height, _smooth(points))


def _smooth(points: list[tuple[float, float]]) -> str:
    """Join points so that the line is level at each: it never overshoots what was."""
    (x, y), *rest = points
    path = f"M{x:.1f} {y:.1f}"
    for next_x, next_y in rest:
        middle = (x + next_x) / 2
        path += f"C{middle:.1f} {y:.1f} {middle:.1f} {next_y:.1f} {next_x:.1f} {next_y:.1f}"
        x, y = next_x, next_y
    return path
