"""Measure how fast Closeknit is and what sealing costs: `make bench`, or `python -m bench`."""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from bench.measure import Figure, table
from bench.server import surroundings


def main() -> int:
    options = _parser().parse_args()
    figures = _drift() + _coach(quick=options.quick)
    with tempfile.TemporaryDirectory(prefix="closeknit-bench-") as folder:
        figures += _measure(Path(folder), quick=options.quick)
    print(table(figures))
    missed = [figure.name for figure in figures if not figure.is_kept]
    print(f"Missed: {', '.join(missed)}." if missed else "Every limit is kept.")
    return 1 if missed else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="1,000 requests instead of 10,000")
    return parser


def _measure(data: Path, *, quick: bool) -> list[Figure]:
    _start_django(data)
    from bench import couple, live, sealing, sign_in, start, today

    _say("Making two people with a year of entries")
    lists = couple.make()
    _say("Measuring sealing and signing in")
    figures = sealing.measure(lists, 9 if quick else 31)
    figures += sign_in.measure(lists.address, 5 if quick else 15)
    _say("Measuring starts")
    figures += start.measure(data, 3 if quick else 6)
    requests = today.ALL_REQUESTS // 10 if quick else today.ALL_REQUESTS
    _say(f"Asking for Today {requests:,} times")
    if quick:
        _say("The limit on growth is scaled to a tenth, too; the full run tells more")
    figures += today.measure(data, lists.address, requests)
    _say(f"Letting {2 * live.TALKS:,} pages listen to {live.TALKS} talks")
    return figures + live.measure(data, lists.address, 1 if quick else 3)


def _drift() -> list[Figure]:
    from bench.drift import short

    _say(f"Watching {short.COUPLES} simulated couples a scenario")
    return short.measure()


def _coach(*, quick: bool) -> list[Figure]:
    from bench import coach

    _say("Asking the coach")
    return coach.measure(15 if quick else 61)


def _start_django(data: Path) -> None:
    for name in [name for name in os.environ if name.startswith("CLOSEKNIT_")]:
        del os.environ[name]
    os.environ.update(surroundings(data))
    os.umask(0o077)
    from closeknit.site import cli

    cli.start_django(anew=True)
    from closeknit.site import serving

    serving.prepare()


def _say(sentence: str) -> None:
    print(f"{sentence} …", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
