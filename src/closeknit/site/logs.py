"""Log lines that hold no words, no address and no path of a person's page."""

import json
import logging
import sys
import threading
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

PACKAGE = Path(__file__).resolve().parent.parent
log = logging.getLogger("closeknit")


class Wordless(logging.Formatter):
    """One JSON line: when, which logger, which kind of error and where in the code.

    Messages of others may hold a path, an address or a value, so only our own are written.
    """

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="seconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
        }
        if record.name.split(".")[0] == "closeknit":
            line["event"] = record.getMessage()
        if status := getattr(record, "status_code", None):
            line["status"] = str(status)
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            line["where"] = _where(record.exc_info[2])
        return json.dumps(line)


def _where(trace: TracebackType | None) -> str:
    """Return the innermost place of our code in the trace, or the innermost of all."""
    frames = traceback.extract_tb(trace)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(PACKAGE)]
    if not frames:
        return ""
    frame = (ours or list(frames))[-1]
    file = Path(frame.filename)
    place = ".".join(file.relative_to(PACKAGE).with_suffix("").parts) if ours else file.stem
    return f"{place}:{frame.lineno} {frame.name}"


def keep_endings_wordless() -> None:
    """Write what ends a thread or the process as a log line too: its message may hold words."""
    sys.excepthook = _ended
    threading.excepthook = _ended
    sys.unraisablehook = _ended
    logging.captureWarnings(True)


def _ended(*what: Any) -> None:
    # sys.excepthook gets three values, the two others one object that holds them.
    kind, error, trace = what if len(what) > 1 else what[0][:3]
    log.critical("stopped", exc_info=(kind, error, trace))
