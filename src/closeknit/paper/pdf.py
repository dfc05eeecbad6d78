"""Set data on paper with Typst, in this process; nothing touches a file or the network."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import typst

PAPERS: Mapping[str, str] = {"a4": "a4", "letter": "us-letter"}

_HERE = Path(__file__).parent
# One at a time: a long deck takes some tens of milliseconds, and much memory at once.
_setting = Lock()


def pdf(template: str, data: Mapping[str, Any], *, paper: str, language: str) -> bytes:
    """Return a PDF/UA-1 of a template with its data; `paper` is one of PAPERS."""
    inputs = {
        "data": json.dumps(data, ensure_ascii=False),
        "paper": PAPERS[paper],
        "language": language.partition("-")[0],
    }
    with _setting:
        made = _compiler(template).compile(format="pdf", sys_inputs=inputs, pdf_standards=["ua-1"])
    if not isinstance(made, bytes):
        raise TypeError("One PDF was expected.")
    return made


@cache
def _compiler(template: str) -> "typst.Compiler":
    import typst

    return typst.Compiler(
        input=str(_HERE / f"{template}.typ"),
        root=str(_HERE),
        font_paths=[str(_HERE / "fonts")],
        ignore_system_fonts=True,
    )
