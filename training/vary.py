"""The same text as somebody else might have typed it: what it does stays, the spelling changes."""

import random
import re

_DEAR = (
    "babe",
    "love",
    "hun",
    "darling",
    "sweetheart",
    "honey",
    "mate",
    "habibi",
    "cariño",
    "my dear",
)
_DEARS = re.compile(rf"(?:, | )\b(?:{'|'.join(_DEAR)})\b", re.IGNORECASE)
_SPELLED = {
    "you are": "youre", "because": "cos", "going to": "gonna", "want to": "wanna",
    "you": "u", "isn't": "aint", "isn’t": "aint", "my ": "me ", "very": "vry", "tomorrow": "tmrw",
    "tonight": "tonite", "love": "luv", "know": "knw", "what": "wat", "that": "dat", "with": "wit",
    "just": "jus", "people": "ppl", "nothing": "nuttin", "think": "tink", "does not": "don't",
    "doesn't": "don't", "I have": "I am having", "a lot": "alot", "have been": "been",
    "are you": "you are", "did you": "you did", "than": "then", "their": "there", "too": "to",
    "would": "will", "could": "can", "were": "was",
}  # fmt: skip
_MARKS = re.compile(r"[,.'’!?;:]")


def vary(text: str, draw: random.Random) -> str:
    """Return the text, most of the time with one or two small changes."""
    for change in draw.sample(_CHANGES, draw.choice((0, 1, 1, 2))):
        text = change(text, draw) or text
    return text


def _named(text: str, draw: random.Random) -> str:
    bare = _DEARS.sub("", text)
    if bare != text or draw.random() < 0.5:
        return bare
    dear = draw.choice((*_DEAR, "Alex"))
    return f"{text.rstrip('.')}, {dear}" if draw.random() < 0.5 else f"{dear}, {text}"


def _slipped(text: str, draw: random.Random) -> str:
    """Leave out, double or swap a letter or two."""
    letters = list(text)
    for _ in range(1 + len(letters) // 60):
        at = draw.randrange(max(1, len(letters) - 1))
        if at + 1 < len(letters) and letters[at].isalpha() and letters[at + 1].isalpha():
            letters[at : at + 2] = draw.choice(
                (
                    [letters[at + 1], letters[at]],
                    [letters[at]],
                    [letters[at], *letters[at : at + 2]],
                )
            )
    return "".join(letters)


def _spelled(text: str, draw: random.Random) -> str:
    found = [word for word in _SPELLED if re.search(rf"\b{re.escape(word)}", text)]
    for word in draw.sample(found, min(2, len(found))):
        text = re.sub(rf"\b{re.escape(word)}\b", _SPELLED[word], text)
    return text


def _without_marks(text: str, draw: random.Random) -> str:
    return _MARKS.sub(lambda found: "" if draw.random() < 0.7 else found.group(), text)


_CHANGES = (_named, _slipped, _spelled, _without_marks)
