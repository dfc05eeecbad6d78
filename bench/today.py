"""Today for two people with a year behind them, over real HTTP, against a plain page."""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from statistics import median

from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.browser import Browser
from bench.couple import PASSWORD
from bench.load import Order, Turn
from bench.measure import MB, Figure, Limit, percentile, resident
from bench.server import BARE, ROOT, Server, serving, surroundings

TODAY, PLAIN = "/today/", "/bench/plain/"
WARM_UP = 500
A_TURN = {TODAY: 250, PLAIN: 125}
ALL_REQUESTS = 10_000
LEAST_RATE = Limit(0.5, is_least=True)
MOST_QUERIES = Limit(12, of="value")
MOST_RESIDENT = Limit(150, of="value")
MOST_GROWTH = 60


def measure(data: Path, address: str, requests: int) -> list[Figure]:
    with serving(data, BARE) as bare:
        least = resident(bare.pid)
    with serving(data) as server:
        cookies = server.sign_in(address, PASSWORD)
        _load(data, server, cookies, {TODAY: WARM_UP, PLAIN: WARM_UP}, 1)
        warm = resident(server.pid)
        turns = _load(data, server, cookies, A_TURN, requests // A_TURN[TODAY])
        grown = resident(server.pid)
    bound = MOST_GROWTH * requests / ALL_REQUESTS
    return [
        *_rates(turns),
        _queries(address),
        Figure(
            "memory after warm-up",
            warm / MB,
            least / MB,
            "MB",
            "the same server without Closeknit",
            MOST_RESIDENT,
        ),
        Figure(
            f"growth over {requests:,} requests",
            (grown - warm) / MB,
            warm / MB,
            "MB",
            "all of it before",
            Limit(bound, of="value"),
        ),
    ]


def _load(
    data: Path, server: Server, cookies: str, pages: dict[str, int], rounds: int
) -> list[Turn]:
    order = Order(server.pid, server.port, cookies, pages, rounds)
    done = subprocess.run(
        [sys.executable, "-m", "bench.load"],
        input=json.dumps(asdict(order)),
        cwd=ROOT,
        env=surroundings(data),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return [Turn(**turn) for turn in json.loads(done.stdout)]


def _rates(turns: Sequence[Turn]) -> list[Figure]:
    ours = [turn for turn in turns if turn.page == TODAY]
    plain = [turn for turn in turns if turn.page == PLAIN]

    def median_of(some: Sequence[Turn]) -> float:
        return median(turn.rate for turn in some)

    def cpu_of(some: Sequence[Turn]) -> float:
        return 1000 * sum(turn.cpu for turn in some) / sum(len(turn.waits) for turn in some)

    return [
        Figure(
            "Today, requests a second",
            median_of(ours),
            median_of(plain),
            "",
            "a plain page with four queries",
            LEAST_RATE,
        ),
        Figure(
            "Today, time of the server", cpu_of(ours), cpu_of(plain), "ms CPU", "the plain page"
        ),
        *(_wait(ours, plain, share) for share in (0.5, 0.99)),
    ]


def _wait(ours: Sequence[Turn], plain: Sequence[Turn], share: float) -> Figure:
    def wait_of(some: Sequence[Turn]) -> float:
        return 1000 * percentile([wait for turn in some for wait in turn.waits], share)

    name = f"Today, p{share * 100:.0f} of 8 at once"
    return Figure(name, wait_of(ours), wait_of(plain), "ms", "the plain page")


def _queries(address: str) -> Figure:
    browser = Browser(get_wsgi_application())
    browser.sign_in(address, PASSWORD)
    ours, plain = (_queries_of(browser, page) for page in (TODAY, PLAIN))
    return Figure("Today, queries", ours, plain, "", "the plain page", MOST_QUERIES)


def _queries_of(browser: Browser, page: str) -> int:
    browser.ask(page)
    with CaptureQueriesContext(connection) as queries:
        browser.ask(page)
    return len(queries)
