"""The English ideas for rituals carry their tags, mind their manners and watch nobody."""

import re
import tomllib
from pathlib import Path

import pytest

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
one_by_one = pytest.mark.parametrize("ritual", RITUALS, ids=lambda ritual: ritual["id"])


def words_of(ritual):
    return f"{ritual['name']}. {ritual['text']}"


def has(pattern, ritual):
    return re.search(rf"\b({pattern})\b", words_of(ritual), re.IGNORECASE)


@one_by_one
def test_an_idea_carries_tags_that_the_schema_knows(ritual):
    assert set(ritual["tags"]) <= set(TAGS)
    assert len(set(ritual["tags"])) == len(ritual["tags"])


@one_by_one
def test_an_idea_carries_the_tags_that_its_words_touch(ritual):
    touched = {tag for tag, pattern in TOUCHES.items() if has(pattern, ritual)}

    assert touched <= set(ritual["tags"])


@one_by_one
def test_an_idea_minds_its_manners_and_watches_nobody(ritual):
    assert not has(NEVER, ritual)
    assert "!" not in words_of(ritual)
    assert not has(WATCHES, ritual)


def test_every_subject_that_words_can_be_searched_for_is_carried_by_an_idea():
    assert set(TOUCHES) <= {tag for ritual in RITUALS for tag in ritual["tags"]}
