"""Take away what must not decide about a remark: names, and the small words that learners drop."""

import re

_NAME = "Alex"
_ARTICLE = re.compile(r"\b(?:the|an?|da|teh)\s+(?=\w)", re.IGNORECASE)
# In the middle of a sentence a capital letter makes a name, but for these.
_CAPITAL = re.compile(
    r"(?<=[^\W\d_A-Z.?!][ ])[^\W\d_a-z][^\W\d_]+|(?<=[,;:)] )[^\W\d_a-z][^\W\d_]+"
)
_NO_NAMES = frozenset(
    """
Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July
August September October November December Christmas Easter Ramadan Diwali Eid Halloween God Lord
English German Spanish French Italian Polish Turkish Arabic Hindi Chinese Irish Scottish British
American European Mum Mom Dad Mam Gran Grandma Grandad Grandpa Nan Nana Auntie Uncle Love Babe Dear
""".split()  # noqa: SIM905 - a list of words is read more easily than a list of strings
)
# First names that are no words of English, to be found in small letters and at the beginning.
_NAMES = frozenset(
    """
aaliyah abdul abena adaeze adam agnieszka ahmed aiko aisha alan alejandra alex ali alice amara amir
amy ana anders andrea andrew andrzej anil anita anna anne anthony antonio aoife arjun ayesha
barbara ben beth betty bjorn bola brian bruno callum carlos carmen carol caroline charlotte chen
chidi chioma chloe chris christine ciara claire colin connor craig dani daniel darius darren dave
david debbie deepa denise deshawn diana diego dimitri dmitri donna doreen edward eileen elaine
elena elif elizabeth ella ellen ellie emeka emily emma erin esther ethan farah fatima femi fiona
francesca gareth gary george giulia gloria graham greta guadalupe hannah harriet hassan heather
helen helga hiroshi ian ibrahim ines ingrid irene isaac isabel ivan jacob jade jake jamal james
jane janet janice jasmine jason javier jean jeff jennifer jenny jerome jess jessica jin joan joe
john jonas jordan jorge jose joseph josh joyce juan juanita judith julia julie kai karen karl kasia
kate katie keisha keith kelly kemi ken kenji kevin kieran kofi krzysztof kumar kwame lakshmi lars
latoya laura lauren leila lena leo liam linda lisa liz lorraine louise luca lucia lucy luis maeve
magda mahmoud malik manuel marcus marek margaret maria marie mario martin mary matt matteo maureen
mehmet mei mia michael michelle miguel mike mohamed mohammed molly monica nadia nancy naomi natalie
nathan neha niamh nigel nina noah nokuthula noor nora olga oliver olivia olu omar orla oscar owen
pablo padraig patricia paul paula pauline pedro peter philip pierre piotr priya rachel rafael raj
rajesh rashid ravi rebecca renee ricardo richard robert rosa rosie roy ruth ryan salma samira
samuel sana sandra sanjay saoirse sara sarah sean sebastian shanice sharon shauna sheila sibusiso
simon simone sinead siobhan sofia sonia sophie stella stephen steven stuart susan svetlana tanya
tariq temi terence teresa tess thabo thandi theresa thomas tim tina tom tomasz tony tracey tunde
tyrone ursula valerie vanessa vera vikram vincent wanjiru wei wendy winston xiu yara yasmin yolanda
yuki yusuf zainab zanele zoe zofia
""".split()  # noqa: SIM905 - as above
)
_WORD = re.compile(r"[^\W\d_]+")


def bare(text: str) -> str:
    """Return the text with one name for all names, and without articles."""
    named = _CAPITAL.sub(lambda one: one[0] if one[0] in _NO_NAMES else _renamed(one[0]), text)
    return _ARTICLE.sub("", _WORD.sub(_known, named))


def _known(found: re.Match[str]) -> str:
    return _NAME if found[0].casefold() in _NAMES else found[0]


def _renamed(word: str) -> str:
    # All in capitals is loud, not a name.
    return _NAME if word.istitle() else word
