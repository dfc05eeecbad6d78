"""The English ideas for rituals carry their tags, mind their manners and watch nobody."""

import re
import tomllib
from pathlib import Path

import closeknit.content
from closeknit.content.model import TAGS

FILE = Path(closeknit.content.__path__[0]) / "en" / "rituals.toml"
RITUALS = tomllib.loads(FILE.read_text("utf-8"))["ritual"]
NEVER = r"husband|wife|boyfriend|girlfriend|he|she|his|hers?|him|should|must|ought|married"
WATCHES = r"who is where|wherever|whereabouts|where (one|each|both|they) (is|are)|calendars?"
WATCHES += r"|picture of the|the call stays on|balances|reports?"
TOUCHES = {
    "children": r"children|pram|nursery",
    "faith": r"pray(er)?|faiths?|blessing",
    "body": r"skin|touch|on a back|backs, arms|feet or hands|hold each other",
    "money": r"money|bills?",
    "work": r"(after|about) work",
    "health": r"medical|clinic",
    "grief": r"grave|crying|grie\w+",
    "conflict": r"went wrong between|arguments?|quarrels?|disagree\w*",
    "distance": r"in two places|two (towns|kitchens|parks)|own (bed|table)|far away|before you part"
    r"|travels|(a|the|one) call|on one line|line open|over the phone",
}


def words_of(ritual):
    return f"{ritual['name']}. {ritual['text']}"


def has(pattern, ritual):
    return re.search(rf"\b({pattern})\b", words_of(ritual), re.IGNORECASE)


def those(breaks):
    """Return the ids of ideas for which something is broken; all are looked at."""
    return [ritual["id"] for ritual in RITUALS if breaks(ritual)]


def test_ideas_carry_tags_that_the_schema_knows():
    assert those(lambda one: set(one["tags"]) - set(TAGS)) == []
    assert those(lambda one: len(set(one["tags"])) < len(one["tags"])) == []


def test_ideas_carry_the_tags_that_their_words_touch():
    assert those(lambda one: touched(one) - set(one["tags"])) == []


def touched(ritual):
    return {tag for tag, pattern in TOUCHES.items() if has(pattern, ritual)}


def test_ideas_mind_their_manners_and_watch_nobody():
    assert those(lambda one: has(NEVER, one) or "!" in words_of(one)) == []
    assert those(lambda one: has(WATCHES, one)) == []


def test_every_subject_that_words_can_be_searched_for_is_carried_by_an_idea():
    assert set(TOUCHES) <= {tag for ritual in RITUALS for tag in ritual["tags"]}
