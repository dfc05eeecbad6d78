"""What sealing costs in a page: the time in which it uses keys, beside all of its time."""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from statistics import median
from time import process_time
from typing import Any
from unittest.mock import patch

from django.core.wsgi import get_wsgi_application

from bench.browser import Browser
from bench.couple import PASSWORD, Lists
from bench.measure import Figure, Limit
from closeknit.keys import Key, parking
from closeknit.keys.models import SealedRecord

MOST = Limit(0.03)
# Opening a record, with its JSON; unwrapping a key; joining both halves of a session's key.
USES_OF_KEYS: Sequence[tuple[Any, str]] = (
    (SealedRecord, "open"),
    (Key, "unwrap"),
    (parking, "fetch"),
)


@dataclass
class Spent:
    """CPU seconds in which keys were used, and how often they were."""

    seconds: float = 0
    times: int = 0


def measure(lists: Lists, rounds: int) -> list[Figure]:
    browser = Browser(get_wsgi_application())
    browser.sign_in(lists.address, PASSWORD)
    return [_share(browser, name, pages, rounds) for name, pages in lists.pages.items()]


def _share(browser: Browser, name: str, pages: Sequence[str], rounds: int) -> Figure:
    shown = [_show(browser, pages) for _ in range(rounds + 1)][1:]
    sealing, whole = (1000 * median(seconds) for seconds in zip(*shown, strict=True))
    against = "the whole page" if len(pages) == 1 else f"the {len(pages)} pages that show them"
    return Figure(f"sealing in {name}, 100 entries", sealing, whole, "ms CPU", against, MOST)


def _show(browser: Browser, pages: Sequence[str]) -> tuple[float, float]:
    """Return CPU seconds: those of sealing, the clock's own ones included, and all."""
    gc.collect()
    with _watched() as spent:
        begun = process_time()
        for page in pages:
            browser.ask(page)
        return spent.seconds, process_time() - begun


@contextmanager
def _watched() -> Iterator[Spent]:
    spent = Spent()
    with ExitStack() as patches:
        for owner, name in USES_OF_KEYS:
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
