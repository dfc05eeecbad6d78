"""What sealing costs in a page: the time in which it uses keys, beside all of its time."""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from statistics import median
from time import perf_counter
from typing import Any
from unittest.mock import patch

from django.core.wsgi import get_wsgi_application

from bench import couple
from bench.browser import Browser
from bench.couple import PASSWORD, Lists
from bench.measure import Figure, Limit
from closeknit.keys import Key, parking, records, sealing
from closeknit.keys.models import SealedRecord

MOST = Limit(0.03)
Work = tuple[Any, str]
# What a page would not need if its records lay in the clear: their places, cipher and padding.
SEALING: Sequence[Work] = ((SealedRecord, "_place"), (sealing, "open_padded"))
CIPHER: Sequence[Work] = ((sealing, "crypto_aead_xchacha20poly1305_ietf_decrypt"),)
# Once a request, however many records follow: the session's keys.
UNLOCKING: Sequence[Work] = ((parking, "fetch"), (Key, "unwrap"), (sealing, "subkey"))
# What one value costs that holds all words of a record, sealed or not.
READING: Sequence[Work] = ((records, "from_bytes"),)


@dataclass
class Spent:
    """Seconds of some works, and how often they were done."""

    seconds: float = 0
    times: int = 0


def measure(lists: Lists, rounds: int) -> list[Figure]:
    browser = Browser(get_wsgi_application())
    browser.sign_in(lists.address, PASSWORD)
    found = []
    for name, pages in lists.pages.items():
        limit = MOST if name == couple.CHECK_INS_LISTED else None
        found += [
            _share(f"sealing in {name}", browser, pages, rounds, SEALING, limit),
            _share("  of this the cipher", browser, pages, rounds, CIPHER),
            _share("  unlocking, besides", browser, pages, rounds, UNLOCKING),
            _share("  JSON to words, besides", browser, pages, rounds, READING),
        ]
    return found


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
    return Figure(name, part, whole, "ms", against, limit)


def _show(browser: Browser, pages: Sequence[str], works: Sequence[Work]) -> tuple[float, float]:
    """Return seconds: those of the works and all; what the watching takes is in neither."""
    gc.collect()
    with _watched(works) as spent:
        begun = perf_counter()
        for page in pages:
            browser.ask(page)
        whole = perf_counter() - begun
    in_works, in_all = _watching()
    return spent.seconds - spent.times * in_works, whole - spent.times * in_all


@cache
def _watching() -> tuple[float, float]:
    """Return the seconds that watching adds to one work, and to everything around it."""
    spent, times = Spent(), 10_000
    work = _timed(lambda: None, spent)
    begun = perf_counter()
    for _ in range(times):
        work()
    return spent.seconds / times, (perf_counter() - begun) / times


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
        begun = perf_counter()
        try:
            return work(*given)
        finally:
            spent.seconds += perf_counter() - begun
            spent.times += 1

    return timed
