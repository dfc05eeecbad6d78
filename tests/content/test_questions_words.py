"""The English questions hold their balance and their manners."""

import re
import tomllib
from collections import Counter
from itertools import product
from pathlib import Path

import closeknit.content
from tools.words.near import correlation, ranks

FOLDER = Path(closeknit.content.__path__[0]) / "en" / "questions"
PILLARS = ("safety", "openness", "empathy", "conversation", "experience")
DEPTHS = (1, 2, 3, 4)
STAGES = ("early", "long", "transition")
TAGS = {"children", "faith", "body", "family", "trauma", "money", "grief"}
TAGS |= {"distance", "conflict", "past", "future", "work", "health"}
NEEDED = {"id", "text", "depth", "pillar", "deck", "stages", "tags", "alone"}
OPTIONAL = {"literal", "lead_in", "follow_ups"}
NEVER = r"husband|wife|boyfriend|girlfriend|he|she|his|hers?|him|should|must|ought|married|marriage"
TOUCHES = {
    "family": r"mother|father|mum|dad|parents?|brother|sister|family|raised",
    "children": r"children",
    "money": r"money|price|spend(ing)? money|cost of",
    "faith": r"god|pray\w*|faith|holy",
    "body": r"body|desire|sex\w*|naked",
    "grief": r"grie\w+|died|death|funeral",
    "work": r"work",
    "conflict": r"argument|quarrel|disagreement|angry with",
    "health": r"illness|health|ill",
}


def all_questions():
    files = sorted(FOLDER.glob("*.toml"))
    return [
        question | {"file": path.stem}
        for path in files
        for question in tomllib.loads(path.read_text("utf-8"))["question"]
    ]


QUESTIONS = all_questions()


def in_cell(pillar, depth, stage=None):
    return [
        question
        for question in QUESTIONS
        if (question["pillar"], question["depth"]) == (pillar, depth)
        and (stage is None or stage in question["stages"])
    ]


def words(text):
    return re.findall(r"[a-z']+", text.lower())


def said(question):
    beside = [question.get("literal"), question.get("lead_in"), *question.get("follow_ups", [])]
    return [question["text"], *filter(None, beside)]


def those(breaks):
    """Return the ids of questions for which something is broken; all are looked at."""
    return [question["id"] for question in QUESTIONS if breaks(question)]


def test_each_question_is_complete():
    assert those(lambda one: not set(one) >= NEEDED) == []
    assert those(lambda one: set(one) - NEEDED - OPTIONAL - {"file"}) == []
    assert those(lambda one: one["pillar"] != one["file"]) == []
    assert those(lambda one: not re.fullmatch(rf"{one['pillar']}(-[a-z]+)+", one["id"])) == []
    assert those(lambda one: one["depth"] not in DEPTHS) == []
    assert those(lambda one: one["stages"] != in_order(one["stages"])) == []
    assert those(lambda one: set(one["tags"]) - TAGS) == []
    assert those(lambda one: len(set(one["tags"])) < len(one["tags"])) == []


def in_order(stages):
    return [stage for stage in STAGES if stage in stages] or ["none"]


def test_each_text_minds_its_manners():
    assert those(lambda one: any(map(is_rude, said(one)))) == []
    assert those(lambda one: not 4 <= len(words(one["text"])) <= 26) == []


def is_rude(text):
    never = re.search(rf"\b({NEVER})\b|!", text, re.IGNORECASE)
    return never or text != " ".join(text.split()) or text[-1] not in "?." or text.count("?") > 1


def test_each_question_carries_the_tags_that_its_words_touch():
    assert those(lambda one: touched(one) - set(one["tags"])) == []


def touched(question):
    text = " ".join(said(question))
    return {tag for tag, pattern in TOUCHES.items() if re.search(rf"\b({pattern})\b", text, re.I)}


def test_a_question_for_one_needs_no_other():
    needs = {"we", "us", "our", "ours", "partner", "partner's"}

    assert those(lambda one: one["alone"] and needs & set(words(one["text"]))) == []


def test_a_deep_question_has_a_light_one_before_it():
    assert those(lambda one: one["depth"] >= 3 and not one.get("lead_in")) == []


def test_ids_and_texts_are_used_once():
    for key in ("id", "text"):
        assert max(Counter(question[key] for question in QUESTIONS).values()) == 1


def test_whatever_is_switched_off_each_cell_has_enough():
    for pillar, depth, stage in product(PILLARS, DEPTHS, STAGES):
        cell = in_cell(pillar, depth, stage)
        assert len(cell) >= 20
        assert sum(not question["tags"] for question in cell) >= 10


def test_half_of_them_work_alone_and_all_depths_do():
    assert sum(question["alone"] for question in QUESTIONS) * 2 >= len(QUESTIONS)
    for pillar, depth in product(PILLARS, DEPTHS):
        assert sum(question["alone"] for question in in_cell(pillar, depth)) >= 6


def test_no_opening_is_worn_out():
    openings = Counter(words(question["text"])[0] for question in QUESTIONS)

    assert openings.most_common(1)[0][1] <= 0.3 * len(QUESTIONS)


def test_length_does_not_give_the_depth_away():
    depths = ranks([question["depth"] for question in QUESTIONS])
    lengths = ranks([len(question["text"]) for question in QUESTIONS])

    assert abs(correlation(depths, lengths)) < 0.2
