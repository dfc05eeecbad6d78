"""The open streams of this process, by what they listen to. Everything here runs in its loop."""

import asyncio
from collections import defaultdict

ALL = "all"


class Listener:
    """One open stream. Several calls before it wakes are one: "look again" needs no queue."""

    __slots__ = ("is_over", "looks", "ticket", "topic", "wake")

    def __init__(self, topic: str, ticket: str) -> None:
        self.topic, self.ticket = topic, ticket
        self.wake = asyncio.Event()
        self.looks: set[str] = set()
        self.is_over = False

    def look_again(self, row: str) -> None:
        self.looks.add(row)
        self.wake.set()

    def beat(self) -> None:
        self.wake.set()

    def end(self) -> None:
        self.is_over = True
        self.wake.set()

    def taken(self) -> set[str]:
        """Return what to look at since the last time; empty for a mere beat."""
        looks, self.looks = self.looks, set()
        self.wake.clear()
        return looks


class Hub:
    """Which streams listen to a topic, and which belong to a ticket."""

    def __init__(self) -> None:
        self._topics: defaultdict[str, set[Listener]] = defaultdict(set)
        self._tickets: defaultdict[str, set[Listener]] = defaultdict(set)

    def join(self, listener: Listener) -> None:
        self._topics[listener.topic].add(listener)
        self._tickets[listener.ticket].add(listener)

    def part(self, listener: Listener) -> None:
        for places, name in ((self._topics, listener.topic), (self._tickets, listener.ticket)):
            places[name].discard(listener)
            if not places[name]:
                del places[name]

    def look_again(self, topic: str, row: str) -> None:
        for listener in self._topics.get(topic, ()):
            listener.look_again(row)

    def look_again_everywhere(self) -> None:
        """After a gap in the channel: what was missed is not known, so everybody looks."""
        for listener in self._everybody():
            listener.look_again(ALL)

    def beat(self) -> None:
        for listener in self._everybody():
            listener.beat()

    def end(self, ticket: str) -> None:
        for listener in self._tickets.get(ticket, ()):
            listener.end()

    def end_all(self) -> None:
        for listener in self._everybody():
            listener.end()

    def __len__(self) -> int:
        return len(self._everybody())

    def _everybody(self) -> list[Listener]:
        return [listener for found in self._topics.values() for listener in found]
