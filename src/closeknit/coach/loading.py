"""Load the model when somebody first needs it, once in a process."""

import logging
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock

from closeknit.coach.language import is_other
from closeknit.coach.model import Coach

_log = logging.getLogger(__name__)
_loading = Lock()


def is_there() -> bool:
    """Tell whether the model and what it needs are installed (the extra "coach")."""
    has_extra = all(find_spec(name) for name in ("onnxruntime", "tokenizers"))
    return has_extra and all(file.exists() for file in files())


def coach() -> Coach | None:
    """Return the coach, or None where it was not installed or cannot be loaded."""
    if not is_there():
        return None
    # Two threads that ask at once would otherwise load it twice.
    with _loading:
        return _loaded()


def reader(text: str) -> Coach | None:
    """Return who can read a text: the coach, or None where it is not there or not English."""
    return None if is_other(text) else coach()


def files() -> list[Path]:
    """Return the files of the model, as they lie in the package."""
    return [Path(__file__).parent / "model" / name for name in ("model.onnx", "words.json")]


@cache
def _loaded() -> Coach | None:
    try:
        return Coach(*files())
    # A damaged file or a library that does not fit this machine: nobody's words may wait for that.
    except Exception:
        _log.exception("The coach cannot be loaded; plain rules take its place.")
        return None
