"""Build the sentence "I feel …", and notice when a text names no feeling yet."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import chain, zip_longest

from closeknit.domain import phrases
from closeknit.domain.cues import Cues, NearerCue, SentenceCues, VagueCues

MOST_OFFERED = 3
# Shorter words have too many neighbours to guess at a typing error.
_SHORTEST_GUESSED = 4
_SPREAD = "spread"
_DOUBLED = re.compile(r"(.)\1+")
_ENDS = (".", "?", "!", "\u2026", "\u3002", "\uff1f", "\uff01")
_INNER_END = re.compile(r"[.?!\u2026]['\"\u201d\u2019)]?\s")
_LOOSE_ENDS = " ,;:\u2013\u2014-"
_WORD_END = re.compile(r"[\s'\u2019,]")


def is_vague(text: str, cues: Cues) -> bool:
    """Tell whether a text holds only words like "fine", "busy" and "I don't know", or none."""
    spoken = _mended(phrases.plain(text), cues.vague)
    rest = phrases.without(spoken, cues.vague.phrases).replace("|", " ").split()
    return all(word in cues.vague.words or word in cues.vague.fillers for word in rest)


def nearer_words(text: str, feelings: Collection[str], cues: Cues) -> list[str]:
    """Return up to three of these feelings' ids that may lie nearer than a vague text."""
    nearer = dict.fromkeys((*_offered(text, cues), *cues.nearer[_SPREAD].offer))
    return [feeling for feeling in nearer if feeling in feelings][:MOST_OFFERED]


def has_known_phrase(text: str, cues: Cues) -> bool:
    """Tell whether a text holds a phrase for which the content knows nearer words."""
    return any(_offered(text, cues))


def _offered(text: str, cues: Cues) -> Iterator[str]:
    spoken = _mended(phrases.plain(text), cues.vague)
    offers = [cue.offer for cue in _heard(spoken, cues.nearer.values())]
    return filter(None, chain.from_iterable(zip_longest(*offers, fillvalue="")))


def sentence(feelings: Sequence[str], because: str, need: str, cues: Cues) -> str:
    """Return "I feel …, because …, and I need ….", leaving out what is empty."""
    words = cues.sentence
    feel = words.feel.format(feelings=_joined(feelings, words)) if _tidied(feelings) else ""
    reason = _reason(because, words)
    wanted = _small(_without_again(_end_trimmed(need), words.need_again), words)
    if feel:
        return _with_need(_with_reason(feel, reason, words), wanted, words)
    if wanted:
        return _ended(_with_reason(words.need.format(need=wanted), reason, words))
    return _ended(_capital(_without_again(_end_trimmed(because), words.because_again)))


def _mended(text: str, cues: VagueCues) -> str:
    """Return the text with near misses of a vague word put right ("fien", "goood")."""
    mended = {word: _guessed(word, cues) for word in set(text.split())}
    return " ".join(mended[word] for word in text.split())


def _guessed(word: str, cues: VagueCues) -> str:
    if word in cues.words or word in cues.fillers:
        return word
    stretched = (known for known in sorted(cues.fillers) if _undoubled(word) == _undoubled(known))
    near = (known for known in sorted(cues.words) if _is_near(word, known))
    return next(chain(near, stretched), word)


def _is_near(word: str, known: str) -> bool:
    """Tell whether letters were doubled, left out, added or swapped.

    Never exchanged for others: that is often another word ("fire" for "fine", "safe" for "same").
    """
    if word[0] != known[0]:
        return False
    if _undoubled(word) == _undoubled(known):
        return True
    if len(known) < _SHORTEST_GUESSED:
        return False
    return known in _shortened(word) or word in _shortened(known) or _is_swapped(word, known)


def _shortened(word: str) -> set[str]:
    return {word[:at] + word[at + 1 :] for at in range(len(word))}


def _is_swapped(word: str, known: str) -> bool:
    swaps = (word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1))
    return known in swaps


def _undoubled(word: str) -> str:
    return _DOUBLED.sub(r"\1", word)


def _heard(spoken: str, cues: Collection[NearerCue]) -> list[NearerCue]:
    """Return the cues that the text holds; one inside a longer one ("not good") is left out."""
    heard = []
    by_length = sorted(
        ((phrases.longest(spoken, cue.phrases), cue) for cue in cues if cue.phrases),
        key=lambda found: -found[0],
    )
    for _, cue in by_length:
        if phrases.holds(spoken, cue.phrases):
            heard.append(cue)
            spoken = phrases.without(spoken, cue.phrases)
    return heard


def _joined(feelings: Sequence[str], words: SentenceCues) -> str:
    *most, last = _tidied(feelings)
    if not most:
        return last
    return words.pair.format(first=", ".join(most), last=last)


def _tidied(feelings: Sequence[str]) -> list[str]:
    return [tidy for feeling in feelings if (tidy := _end_trimmed(feeling))]


def _reason(because: str, words: SentenceCues) -> str:
    return _small(_without_again(_end_trimmed(because), words.because_again), words)


def _with_reason(start: str, reason: str, words: SentenceCues) -> str:
    return f"{start}, {words.because.format(because=reason)}" if reason else start


def _with_need(start: str, need: str, words: SentenceCues) -> str:
    if not need:
        return _ended(start)
    if start.endswith(_ENDS) or _INNER_END.search(start):
        return _ended(f"{_ended(start)} {words.need.format(need=need)}")
    return _ended(f"{start}, {words.and_need.format(need=need)}")


def _end_trimmed(text: str) -> str:
    """Return the text on one line without a last full stop, comma or dash; "..." stays."""
    line = " ".join(text.split()).strip(_LOOSE_ENDS)
    if line.endswith("..") or not line.endswith("."):
        return line
    return line.removesuffix(".").rstrip(_LOOSE_ENDS)


def _without_again(text: str, again: tuple[str, ...]) -> str:
    """Return the text without an opening that the sentence brings itself ("because …")."""
    for opening in sorted(again, key=len, reverse=True):
        head, rest = text[: len(opening)], text[len(opening) :]
        if head.casefold() == opening and (not rest or rest[0].isspace()):
            return rest.strip(_LOOSE_ENDS)
    return text


def _small(text: str, words: SentenceCues) -> str:
    """Return the text with a small first letter where that is certain to be right."""
    first = _WORD_END.split(text, maxsplit=1)[0]
    is_capitalised = first[:1].isupper() and (len(first) == 1 or first[1:].islower())
    if is_capitalised and first.lower() in words.lowered:
        return text[0].lower() + text[1:]
    return text


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _ended(text: str) -> str:
    return text if not text or text.endswith(_ENDS) else f"{text}."
