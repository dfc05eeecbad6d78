"""What sealing costs in a page: the time in which it uses keys, beside all of its time."""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from statistics import median
from time import process_time
from typing import Any
from unittest.mock import patch

from django.core.wsgi import get_wsgi_application

from bench.browser import Browser
from bench.couple import PASSWORD, Lists
from bench.measure import Figure, Limit
from closeknit.keys import Key, parking, sealing
from closeknit.keys.models import SealedRecord

MOST = Limit(0.03)
Work = tuple[Any, str]
# Opening a record, with its JSON; unwrapping a key; joining both halves of a session's key.
OPENING: Sequence[Work] = ((SealedRecord, "open"), (Key, "unwrap"), (parking, "fetch"))
CIPHER: Sequence[Work] = ((sealing, "crypto_aead_xchacha20poly1305_ietf_decrypt"),)


@dataclass
class Spent:
    """CPU seconds of some works, and how often they were done."""

    seconds: float = 0
    times: int = 0


def measure(lists: Lists, rounds: int) -> list[Figure]:
    browser = Browser(get_wsgi_application())
    browser.sign_in(lists.address, PASSWORD)
    return [
        figure
        for name, pages in lists.pages.items()
        for figure in (
            _share(f"opening 100 in {name}", browser, pages, rounds, OPENING, MOST),
            _share("  of this the cipher", browser, pages, rounds, CIPHER),
        )
    ]


def _share(
    name: str,
    browser: Browser,
    pages: Sequence[str],
    rounds: int,
    works: Sequence[Work],
    limit: Limit | None = None,
) -> Figure:
    shown = [_show(browser, pages, works) for _ in range(rounds + 1)][1:]
    part, whole = (1000 * median(seconds) for seconds in zip(*shown, strict=True))
    against = "the whole page" if len(pages) == 1 else f"the {len(pages)} pages with them"
    return Figure(name, part, whole, "ms CPU", against, limit)


def _show(browser: Browser, pages: Sequence[str], works: Sequence[Work]) -> tuple[float, float]:
    """Return CPU seconds: those of the works and all; reading the clock is in neither."""
    gc.collect()
    with _watched(works) as spent:
        begun = process_time()
        for page in pages:
            browser.ask(page)
        whole = process_time() - begun
    reading = spent.times * _reading_the_clock()
    return spent.seconds - reading, whole - 2 * reading


@cache
def _reading_the_clock() -> float:
    return median(-process_time() + process_time() for _ in range(1001))


@contextmanager
def _watched(works: Sequence[Work]) -> Iterator[Spent]:
    spent = Spent()
    with ExitStack() as patches:
        for owner, name in works:
            timed = _timed(getattr(owner, name), spent)
            patches.enter_context(patch.object(owner, name, timed))
        yield spent


def _timed(work: Callable[..., Any], spent: Spent) -> Callable[..., Any]:
    def timed(*given: Any) -> Any:
        begun = process_time()
        try:
            return work(*given)
        finally:
            spent.seconds += process_time() - begun
            spent.times += 1

    return timed
