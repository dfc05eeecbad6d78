"""What no text does: shout, command, or presume somebody's gender."""

import re
from collections.abc import Iterable, Iterator, Mapping

from tools.words.said import Said

_LOUD = re.compile(r"[!\u00a1\uff01]")
_COMMANDING: Mapping[str, str] = {
    "en": r"should(?:n['’]t)?|must|ought",
    "de": r"sollte(?:st|n|t)?|müsst(?:e|est|en|et)",
    "es": r"deber[ií]as?|deber[ií]an|deber[ií]amos",
}
_GENDERED: Mapping[str, str] = {
    "en": r"husbands?|wife|wives|boyfriends?|girlfriends?|spouses?|he|she|him|his|hers?",
    "de": r"Partner(?:in|innen|:in|s|n)?|Ehemann|Ehefrau|Freundin|Ehepartner(?:in)?",
    "es": r"novi[oa]s?|marido|espos[oa]s?|vosotr[oa]s|ustedes",
}
# Where people are quoted as they speak, they may command.
_QUOTED = frozenset({("pairs.pair", "instead")})
# What a study was about is said as it is.
_STUDIED = frozenset({("learn.finding", "text"), ("learn.finding", "limits")})


def amiss(texts: Iterable[Said], language: str) -> Iterator[str]:
    commanding = re.compile(rf"\b(?:{_COMMANDING[language]})\b", re.IGNORECASE)
    gendered = re.compile(rf"\b(?:{_GENDERED[language]})\b")
    for one in texts:
        where = (one.kind, one.key)
        if _LOUD.search(one.text):
            yield f"{one.place}: an exclamation mark; end with a full stop: {one.text!r}"
        if where not in _QUOTED and (found := commanding.search(one.text)):
            yield f'{one.place}: "{found[0]}" commands; offer it instead: {one.text!r}'
        if where not in _STUDIED and (found := gendered.search(one.text)):
            yield f'{one.place}: "{found[0]}" presumes a gender: {one.text!r}'
