"""The days of the story, counted back from today."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta


@dataclass(frozen=True)
class Calendar:
    now: datetime
    length: timedelta

    @property
    def first_day(self) -> date:
        return self.now.date() - self.length

    def at(self, ago: int, clock: str) -> datetime:
        """Return a moment so many days ago, none of them still to come."""
        day = self.now.date() - timedelta(days=ago)
        moment = datetime.combine(day, time.fromisoformat(clock), self.now.tzinfo)
        return min(moment, self.now)
