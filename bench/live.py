"""A thousand open pages of five hundred talks: how soon they hear, what they weigh, who waits."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from uuid import UUID

from django.utils import timezone

from bench.couple import PASSWORD
from bench.listeners import Heard, Listening
from bench.measure import Figure, Limit, percentile
from bench.server import ROOT, Server, serving, surroundings
from closeknit.apps.people.models import Bond, Membership, Person, Session
from closeknit.live import tickets
from closeknit.live.tickets import Ticket

SERVER = ("-m", "bench.live_app")
# Five hundred talks, each of which moves on every twenty seconds.
TALKS, TELLINGS, RATE = 500, 300, 25
PAGE, REQUESTS = "/bench/plain/", 1000
SLOWEST = Limit(1.5)
HEAVIEST = Limit(40, of="value")
LONGEST = Limit(2)
KB, MS = 1000, 1000


def measure(data: Path, address: str, rounds: int) -> list[Figure]:
    ours = list(_pages_of_ours())
    bare = [[f"/bench/bare/{number // 2}/", ""] for number in range(2 * TALKS)]
    weights = [_weight(data, pages) for pages in (ours, bare)]
    with serving(data, SERVER) as server:
        cookies = server.sign_in(address, PASSWORD)
        found: dict[str, list[Heard]] = {"ours": [], "bare": [], "quiet": []}
        for _ in range(rounds + 1):
            for kind, pages in (("bare", bare), ("ours", ours), ("quiet", [])):
                found[kind].append(_listen(data, server, kind, pages, cookies))
    return [
        *_times(*(found[kind][1:] for kind in ("ours", "bare", "quiet"))),
        Figure("memory for a connection", *weights, "kB", "a bare stream", HEAVIEST),
    ]


def _weight(data: Path, pages: list[list[str]]) -> float:
    """Return the kilobytes of a connection, in a server that has seen a few before."""
    with serving(data, SERVER) as server:
        quiet = Listening(server.pid, server.port, "", pages[:50], 0, RATE)
        _heard(data, quiet)
        return _heard(data, replace(quiet, pages=pages)).bytes_each / KB


def _times(ours: list[Heard], bare: list[Heard], quiet: list[Heard]) -> list[Figure]:
    def waits(heard: list[Heard], share: float) -> float:
        return MS * median(percentile(one.waits, share) for one in heard)

    def pages(heard: list[Heard]) -> float:
        return MS * median(percentile(one.page_waits, 0.99) for one in heard)

    against = "a bare stream"
    return [
        Figure("telling to hearing, p50", waits(ours, 0.5), waits(bare, 0.5), "ms", against),
        Figure(
            "telling to hearing, p99", waits(ours, 0.99), waits(bare, 0.99), "ms", against, SLOWEST
        ),
        Figure(
            "a page meanwhile, p99 of 4 at once",
            pages(ours),
            pages(quiet),
            "ms",
            "the same with nobody listening",
            LONGEST,
        ),
    ]


def _listen(data: Path, server: Server, kind: str, pages: list[list[str]], cookies: str) -> Heard:
    order = Listening(server.pid, server.port, kind, pages, TELLINGS, RATE, PAGE, cookies, REQUESTS)
    heard = _heard(data, order)
    if len(heard.waits) != (2 * TELLINGS if pages else 0):
        raise RuntimeError(f"Of {2 * TELLINGS} calls {len(heard.waits)} arrived.")
    return heard


def _heard(data: Path, order: Listening) -> Heard:
    done = subprocess.run(
        [sys.executable, "-m", "bench.listeners"],
        input=json.dumps(asdict(order)),
        cwd=ROOT,
        env=surroundings(data),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return Heard(**json.loads(done.stdout))


def _pages_of_ours() -> Iterator[list[str]]:
    """Make a session and a seat for each page, and yield its address and cookies."""
    today, later = date(2026, 1, 5), timezone.now() + timedelta(days=9)
    people, bonds, seats, sessions = [], [], [], []
    for number in range(2 * TALKS):
        bond = Bond(id=UUID(int=number // 2), began=today)
        person = _person(number, today)
        people.append(person)
        bonds += [bond] if number % 2 == 0 else []
        seats.append(Membership(bond_id=bond.pk, person=person, seat=number % 2, sealed=b""))
        key = f"bench{number:027}"
        sessions.append(Session(session_key=key, person=person, began=today, expire_date=later))
    for model, rows in ((Person, people), (Bond, bonds), (Membership, seats), (Session, sessions)):
        model._default_manager.bulk_create(rows)
    name = tickets.name(is_https=False)
    for number, session in enumerate(sessions):
        ticket = Ticket(f"bond:{number // 2:032x}", tickets.mark_of(session.session_key))
        yield ["/live/look/", f"closeknit={session.session_key}; {name}={ticket}"]


def _person(number: int, today: date) -> Person:
    """Somebody who never signs in: their keys open nothing."""
    return Person(
        address=f"listener-{number}@example.org",
        password="!",
        joined=today,
        key_by_password=b"",
        public_key=b"",
        sealed_private_key=b"",
    )
