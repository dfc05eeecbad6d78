"""Run `closeknit` with a clock of its own: each line on standard input is a time to move to.

Run as a program: python clocked.py 2026-11-26T18:00:00+00:00 up --port …
"""

import sys
import threading
from datetime import datetime

import time_machine


def follow(traveller) -> None:
    for line in sys.stdin:
        traveller.move_to(datetime.fromisoformat(line.strip()))


if __name__ == "__main__":
    _program, begin, *words = sys.argv
    sys.argv = ["closeknit", *words]
    with time_machine.travel(datetime.fromisoformat(begin)) as moved:
        threading.Thread(target=follow, args=[moved], daemon=True).start()
        from closeknit.site.cli import main

        sys.exit(main())
