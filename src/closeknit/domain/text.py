"""Make typed text safe to keep: what cannot be seen does not stay."""

import unicodedata

# Marks that turn the direction of what follows; ordinary right-to-left writing needs none of them.
_TURNING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
_KEPT = set("\n\t")
_JOINERS = set("\u200c\u200d")


def tidy(text: str) -> str:
    """Return the text composed (NFC), with \\n for line ends and without invisible controls."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = unicodedata.normalize("NFC", "".join(filter(_may_stay, lines))).strip()
    return kept if any(map(_shows, kept)) else ""


def _shows(character: str) -> bool:
    return unicodedata.category(character) not in {"Cf", "Cc", "Zs", "Zl", "Zp"}


def _may_stay(character: str) -> bool:
    if character in _KEPT or character in _JOINERS:
        return True
    return character not in _TURNING and unicodedata.category(character) not in {"Cc", "Cs", "Co"}
