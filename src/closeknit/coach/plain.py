"""What the model reads in place of what was typed.

Words that tell who somebody is (he, she, wife, boyfriend) become one word each before the model
sees them, so a remark cannot hang on them. Emoji become their names, which the word table lacks.
"""

import re
import unicodedata

# More than the model reads of a text; what is left out lies in the middle.
_LONGEST = 1_200
_MOST_REPEATED = 2
# What changes the emoji before it.
_CHANGING = ("VARIATION SELECTOR", "EMOJI MODIFIER")

_QUOTES = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "´": "'", "ʼ": "'", "“": '"', "”": '"', "…": "..."}  # noqa: RUF001
)
# One word for many: first who somebody is, then how dialects, phones and learners spell.
_SAME = {
    "they": "he she they ze",
    "they're": "he's she's they're hes shes theyre",
    "them": "him her them his hers their theirs hir em 'em",
    "themself": "himself herself themselves themself",
    "partner": (
        "husband wife hubby wifey missus boyfriend girlfriend bf gf fiance fiancee fiancé fiancée"
        " spouse partner"
    ),
    "partners": "husbands wives boyfriends girlfriends spouses partners",
    "parent": "mum mom mam mummy mommy dad daddy mother father parent",
    "parents": "mums moms dads mothers fathers parents",
    "sibling": "brother sister sibling",
    "siblings": "brothers sisters siblings",
    "child": "son daughter child kid",
    "children": "sons daughters children kids",
    "person": "man woman bloke lady guy boy girl lad lass person",
    "people": "men women boys girls lads ladies people",
    "relative": "uncle aunt auntie aunty cousin nephew niece relative",
    "grandparent": "grandma grandpa granny grandad granddad nan nana grandmother grandfather",
    "grandchild": "grandson granddaughter grandchild",
    "mx": "mr mrs ms mx",
    "about": "abt",
    "are": "r",
    "because": "cos cuz coz bc becouse becasue",
    "believe": "belive beleive",
    "can't": "cant",
    "didn't": "didnt",
    "don't know": "dunno",
    "don't": "dont doesnt doesn't",
    "enough": "enuf enaugh",
    "friend": "freind",
    "give me": "gimme",
    "going to": "gonna",
    "have to": "gotta hafta",
    "i'm": "im",
    "i've": "ive",
    "isn't": "isnt ain't aint",
    "it's": "its",
    "just": "jus",
    "kind of": "kinda",
    "let me": "lemme",
    "love": "luv",
    "night": "nite",
    "nothing": "nothin nowt nuffin nuttin",
    "okay": "ok k",
    "please": "pls plz",
    "really": "rly rlly realy",
    "something": "sth summat somethin sumthin",
    "thanks": "thx thnx",
    "that": "dat",
    "that's": "thats",
    "the": "da teh",
    "think": "tink fink",
    "this": "dis",
    "though": "tho",
    "through": "thru",
    "tomorrow": "tmrw tmr tommorow tomorow",
    "tonight": "tonite 2nite",
    "understand": "understend",
    "until": "untill til",
    "want to": "wanna",
    "wasn't": "wasnt",
    "weird": "wierd",
    "what": "wot wat",
    "what's": "whats",
    "which": "wich",
    "with": "w/ wi wiv",
    "won't": "wont",
    "yes": "aye",
    "you": "u ya ye yous y'all yall",
    "you're": "youre ya're ye're",
    "your": "ur yer",
}
_WORDS = {word: same for same, words in _SAME.items() for word in words.split()}
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|w/")
_REPEATED = re.compile(r"(.)\1{2,}")
_DROPPED_G = re.compile(r"\b([^\W\d_]{2,}in)'(?!\w)")
# "He is" has become "they is".
_TOGETHER = {"is": "are", "isn't": "aren't", "was": "were", "wasn't": "weren't", "has": "have"}
_ALONE = re.compile(rf"\bthey ({'|'.join(_TOGETHER)})\b(?!')")
_BRITISH = {
    word: word.replace("our", "or")
    for stem in ("colour", "favour", "honour", "humour", "labour", "neighbour", "behaviour")
    for word in (stem, f"{stem}s", f"{stem}ed", f"{stem}ing", f"{stem}ite")
} | {
    word: re.sub("is(?=e|i|a)", "iz", word)
    for stem in ("realis", "apologis", "organis", "recognis", "prioritis", "criticis")
    for word in (f"{stem}e", f"{stem}es", f"{stem}ed", f"{stem}ing")
}


def plain(text: str) -> str:
    """Return the text in small letters, on one line, with one word where many mean the same."""
    # Shortened twice: one sign may stand for eighteen letters.
    known = shortened(unicodedata.normalize("NFKC", shortened(text)))
    known = known.translate(_QUOTES).casefold()
    shorter = _REPEATED.sub(r"\1" * _MOST_REPEATED, "".join(map(_shown, known)))
    spelled = _DROPPED_G.sub(r"\1g", shorter)
    words = " ".join(_WORD.sub(_same, spelled).split())
    return _ALONE.sub(lambda found: f"they {_TOGETHER[found[1]]}", words)


def _same(found: re.Match[str]) -> str:
    word = found.group()
    if same := _WORDS.get(word) or _BRITISH.get(word):
        return same
    first, sign, rest = word.rpartition("'")
    return f"{_WORDS.get(first, first)}{sign}{rest}"


def _shown(character: str) -> str:
    """Return a space or nothing for what cannot be seen, and its name for an emoji."""
    if character.isascii() and character.isprintable():
        return character
    category, name = unicodedata.category(character), unicodedata.name(character, "")
    if category == "Cf" or name.startswith(_CHANGING):
        return ""
    if category.startswith(("C", "Z")):
        return " "
    return f" {name.casefold()} " if category == "So" else character


def shortened(text: str) -> str:
    """Return the beginning and the end of a very long text."""
    half = _LONGEST // 2
    return text if len(text) <= _LONGEST else f"{text[:half]} {text[-half:]}"
