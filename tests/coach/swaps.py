"""The same text about somebody else, or as somebody else would spell it."""

import re
from zlib import crc32

# None of these is in the list by which the coach knows names.
NAMES = (
    "Oksana", "Thulani", "Ludovica", "Bartholomew", "Nguyet", "Sigrid", "Ezekiel", "Parvati",
    "Cormac", "Itzel", "Zeynep", "Radek",
)  # fmt: skip
PRONOUNS = {
    "he": "she", "she": "he", "him": "her", "his": "her", "her": "his", "himself": "herself",
    "herself": "himself", "he's": "she's", "she's": "he's", "hers": "his",
}  # fmt: skip
RELATIONS = {
    "husband": "wife", "wife": "husband", "boyfriend": "girlfriend", "girlfriend": "boyfriend",
    "partner": "wife", "mum": "dad", "mom": "dad", "dad": "mum", "mother": "father",
    "father": "mother", "sister": "brother", "brother": "sister", "son": "daughter",
    "daughter": "son", "man": "woman", "woman": "man", "uncle": "aunt", "aunt": "uncle",
}  # fmt: skip
DIALECT = {
    "you": "ya", "your": "yer", "going to": "gonna", "want to": "wanna", "because": "cos",
    "nothing": "nowt", "something": "summat", "my": "me", "isn't": "ain't", "isn’t": "ain't",
    "are you": "are ye", "them": "em", "with": "wi", "the": "da", "don't know": "dunno",
    "realise": "realize", "favourite": "favorite", "mum": "mam", "yes": "aye", "have to": "gotta",
}  # fmt: skip
LEARNER = {
    "because": "becouse", "believe": "belive", "really": "realy", "tomorrow": "tommorow",
    "which": "wich", "their": "there", "doesn't": "don't", "doesn’t": "don't", "an": "a",
    "the": "", "a": "", "were": "was", "understand": "understend", "would": "will",
    "weird": "wierd", "until": "untill", "friend": "freind", "could": "can", "enough": "enaugh",
}  # fmt: skip
_NAMED = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}\b")
_NO_NAMES = {
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January",
    "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December", "Christmas", "Easter", "English", "God",
}  # fmt: skip


def names(text: str) -> str:
    return _NAMED.sub(lambda one: one[0] if one[0] in _NO_NAMES else _other(one[0]), text)


def _other(name: str) -> str:
    return NAMES[crc32(name.encode()) % len(NAMES)]


def pronouns(text: str) -> str:
    return _swapped(text, PRONOUNS)


def relations(text: str) -> str:
    return _swapped(text, RELATIONS)


def dialect(text: str) -> str:
    return _swapped(text, DIALECT)


def learner(text: str) -> str:
    return " ".join(_swapped(text, LEARNER).split())


KINDS = (names, pronouns, relations, dialect, learner)


def _swapped(text: str, words: dict[str, str]) -> str:
    found = "|".join(sorted(map(re.escape, words), key=len, reverse=True))

    def other(one: re.Match[str]) -> str:
        new = words[one[0].lower()]
        return new.capitalize() if one[0][0].isupper() else new

    return re.sub(rf"\b(?:{found})\b", other, text, flags=re.IGNORECASE)
