"""Log lines that hold no words, no address and no path of a person's page."""

import json
import logging
import traceback
from datetime import UTC, datetime


class Wordless(logging.Formatter):
    """One JSON line: when, which logger, which kind of error and where in the code."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="seconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
        }
        if record.name.startswith("closeknit"):
            line["event"] = record.getMessage()
        if status := getattr(record, "status_code", None):
            line["status"] = str(status)
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            line["where"] = _where(record)
        return json.dumps(line)


def _where(record: logging.LogRecord) -> str:
    frames = traceback.extract_tb(record.exc_info[2] if record.exc_info else None)
    ours = [frame for frame in frames if "closeknit" in frame.filename] or frames
    return f"{ours[-1].name}:{ours[-1].lineno}" if ours else ""
