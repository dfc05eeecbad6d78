"""How many years of school a text asks for, by formulas made for each language.

They count words, syllables and sentences, so they say nothing about one short sentence: use them
for a page, or for a file.
"""

import re
from collections.abc import Callable

HIGHEST = 8.0
# Fewer words than this say too little.
FEWEST = 100

_SENTENCE = re.compile(r"[.?:;…]+(?=\s|$)|\n+")
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_VOWELS = re.compile(r"[aeiouyäöüáéíóúàèìòùâêîôû]+")
_LONG, _SIX = 3, 6


def grade(text: str, language: str) -> float:
    """Return the school year, by the formula of the language's own readers."""
    return _FORMULAS[language](text)


def syllables(word: str, language: str) -> int:
    """Return about how many syllables a word has: groups of vowels, less a silent e in English."""
    small = word.casefold()
    found = len(_VOWELS.findall(small))
    if language == "en" and re.search(r"[^aeiouyl]e$|[^aeiouydt]ed$|[^aeiouysxzcg]es$", small):
        found -= 1
    return max(1, found)


def words(text: str) -> list[str]:
    return _WORD.findall(text)


def sentences(text: str) -> int:
    return max(1, sum(1 for part in _SENTENCE.split(text) if _WORD.search(part)))


def _english(text: str) -> float:
    """Flesch-Kincaid grade level (Kincaid and others 1975)."""
    found = words(text)
    spoken = sum(syllables(word, "en") for word in found)
    return 0.39 * len(found) / sentences(text) + 11.8 * spoken / len(found) - 15.59


def _german(text: str) -> float:
    """First Vienna formula for factual texts (Bamberger and Vanecek 1984)."""
    found = words(text)
    counts = [syllables(word, "de") for word in found]
    of_all = 100 / len(found)
    long = of_all * sum(count >= _LONG for count in counts)
    one = of_all * sum(count == 1 for count in counts)
    six = of_all * sum(len(word) > _SIX for word in found)
    length = len(found) / sentences(text)
    return 0.1935 * long + 0.1672 * length + 0.1297 * six - 0.0327 * one - 0.875


def _spanish(text: str) -> float:
    """Crawford's formula for Spanish (1989): years of primary school, from 1 to 6 and beyond."""
    found = words(text)
    of_all = 100 / len(found)
    spoken = of_all * sum(syllables(word, "es") for word in found)
    return -0.205 * of_all * sentences(text) + 0.049 * spoken - 3.407


_FORMULAS: dict[str, Callable[[str], float]] = {"en": _english, "de": _german, "es": _spanish}
