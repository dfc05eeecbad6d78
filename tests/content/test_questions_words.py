"""The English questions hold their balance and their manners."""

import re
import tomllib
from collections import Counter
from itertools import combinations, product
from pathlib import Path

import pytest

import closeknit.content

FOLDER = Path(closeknit.content.__path__[0]) / "en" / "questions"
PILLARS = ("safety", "openness", "empathy", "conversation", "experience")
DEPTHS = (1, 2, 3, 4)
STAGES = ("early", "long", "transition")
TAGS = {"children", "faith", "body", "family", "trauma", "money", "grief"}
TAGS |= {"distance", "conflict", "past", "future", "work", "health"}
KEYS = {"id", "text", "depth", "pillar", "stages", "tags", "alone"}
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
one_by_one = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question["id"])


def in_cell(pillar, depth, stage=None):
    return [
        question
        for question in QUESTIONS
        if (question["pillar"], question["depth"]) == (pillar, depth)
        and (stage is None or stage in question["stages"])
    ]


def words(text):
    return re.findall(r"[a-z']+", text.lower())


@one_by_one
def test_a_question_is_complete(question):
    assert question.keys() - {"file"} == KEYS
    assert question["pillar"] == question["file"]
    assert re.fullmatch(rf"{question['pillar']}(-[a-z]+)+", question["id"])
    assert question["depth"] in DEPTHS
    assert question["stages"]
    assert question["stages"] == [stage for stage in STAGES if stage in question["stages"]]
    assert set(question["tags"]) <= TAGS
    assert len(set(question["tags"])) == len(question["tags"])
    assert isinstance(question["alone"], bool)


@one_by_one
def test_a_question_minds_its_manners(question):
    text = question["text"]

    assert not re.search(rf"\b({NEVER})\b|!", text, re.IGNORECASE)
    assert text == " ".join(text.split())
    assert text[-1] in "?."
    assert text.count("?") <= 1
    assert 4 <= len(words(text)) <= 26


@one_by_one
def test_a_question_carries_the_tags_that_its_words_touch(question):
    touched = {
        tag
        for tag, pattern in TOUCHES.items()
        if re.search(rf"\b({pattern})\b", question["text"], re.IGNORECASE)
    }

    assert touched <= set(question["tags"])


@one_by_one
def test_a_question_for_one_needs_no_other(question):
    needs_two = {"we", "us", "our", "ours", "partner", "partner's"} & set(words(question["text"]))

    assert not (question["alone"] and needs_two)


def test_ids_and_texts_are_used_once():
    for key in ("id", "text"):
        assert max(Counter(question[key] for question in QUESTIONS).values()) == 1


@pytest.mark.parametrize(("pillar", "depth"), list(product(PILLARS, DEPTHS)))
def test_each_pillar_has_enough_of_each_depth_for_every_stage(pillar, depth):
    assert len(in_cell(pillar, depth)) >= 13
    for stage in STAGES:
        cell = in_cell(pillar, depth, stage)
        assert len(cell) >= 4
        assert sum(not question["tags"] for question in cell) >= 3


def test_half_of_them_work_alone_and_all_depths_do():
    assert sum(question["alone"] for question in QUESTIONS) * 2 >= len(QUESTIONS)
    for pillar, depth in product(PILLARS, DEPTHS):
        assert sum(question["alone"] for question in in_cell(pillar, depth)) >= 3


def test_no_opening_is_worn_out():
    openings = Counter(words(question["text"])[0] for question in QUESTIONS)

    assert openings.most_common(1)[0][1] <= 0.3 * len(QUESTIONS)


def test_length_does_not_give_the_depth_away():
    depths = ranks([question["depth"] for question in QUESTIONS])
    lengths = ranks([len(question["text"]) for question in QUESTIONS])

    assert abs(correlation(depths, lengths)) < 0.2


def test_no_two_questions_are_nearly_the_same():
    grams = {question["id"]: four_grams(question["text"]) for question in QUESTIONS}

    near = [(a, b) for a, b in combinations(grams, 2) if overlap(grams[a], grams[b]) > 0.6]

    assert near == []


def ranks(values):
    ordered = sorted(values)
    return [ordered.index(value) + (ordered.count(value) - 1) / 2 for value in values]


def correlation(first, second):
    mean_first, mean_second = sum(first) / len(first), sum(second) / len(second)
    pairs = [(a - mean_first, b - mean_second) for a, b in zip(first, second, strict=True)]
    spread = sum(a * a for a, _ in pairs) * sum(b * b for _, b in pairs)
    return sum(a * b for a, b in pairs) / spread**0.5


def four_grams(text):
    line = " ".join(words(text))
    return {line[start : start + 4] for start in range(len(line) - 3)}


def overlap(first, second):
    return len(first & second) / len(first | second)
