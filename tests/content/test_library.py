"""The English words: how many there are, where they lead, and that they fit together."""

import re
from collections import Counter

import pytest

from closeknit.content import languages, library
from closeknit.content.model import BODY, ENERGY, STAGES
from closeknit.domain.replies import MOVES, SITUATIONS, WISHES

ONE_OF_TWO = re.compile(r"\b(?:I|me|my|mine|myself|you|your|yours)\b")
GENDERED = re.compile(r"\b(?:he|she|him|her|his|hers|husband|wife|boyfriend|girlfriend)\b", re.I)
# Thoughts about what the other does, in the dress of a feeling.
ACCUSING = {
    *("abandoned", "attacked", "betrayed", "blamed", "bullied", "cheated", "controlled"),
    *("criticised", "disrespected", "ignored", "manipulated", "misunderstood", "neglected"),
    *("rejected", "unappreciated", "unheard", "unloved", "unwanted", "used"),
}


def test_there_are_words_enough(english):
    assert len(english.feelings) >= 150
    assert 12 <= len(english.families) <= 14
    assert len(english.needs) >= 72
    assert len(english.mends) >= 12
    assert len(english.openers) >= 40


def test_a_library_is_made_once(english):
    assert library("en") is english


@pytest.mark.parametrize("language", ["xx", "", "../en", "EN", "en_GB", "en-gb"])
def test_a_language_that_is_not_there_falls_back_to_english(language, english):
    assert library(language) is english


def test_english_comes_first():
    assert languages()[0] == "en"


def test_feelings_are_spread_over_body_energy_and_strength(english):
    feelings = english.feelings.values()
    spread = Counter((one.pleasant, one.energy, one.strength) for one in feelings)

    assert {one.body for one in feelings} == set(BODY)
    assert len(spread) == 2 * len(ENERGY) * 3
    assert min(spread.values()) >= 3


def test_families_are_of_like_size(english):
    sizes = Counter(one.family for one in english.feelings.values())
    needs = Counter(one.family for one in english.needs.values())

    assert set(sizes) == set(english.families)
    assert set(needs) == set(english.need_families)
    assert min(sizes.values()) >= 10
    assert min(needs.values()) >= 5


def test_every_feeling_is_near_to_another(english):
    named = {near for one in english.feelings.values() for near in one.near}

    assert [one.id for one in english.feelings.values() if one.id not in named] == []


def test_feelings_accuse_nobody(english):
    assert not ACCUSING & {one.word for one in english.feelings.values()}


def test_words_can_be_read_back_by_the_other(english):
    """A word with "my" or "you" in it would turn round in "I hear that you feel …"."""
    words = [one.word for one in (*english.feelings.values(), *english.needs.values())]

    assert [word for word in words if ONE_OF_TWO.search(word)] == []
    assert [word for word in words if word != word.lower() or word.endswith(".")] == []


def test_meanings_are_short_and_all_different(english):
    meanings = [one.meaning for one in (*english.feelings.values(), *english.needs.values())]

    assert [one for one in meanings if len(one) > 75 or one.endswith(".")] == []
    assert len(set(meanings)) == len(meanings)


def test_a_meaning_does_not_repeat_its_word(english):
    repeating = [
        one.word
        for one in english.feelings.values()
        if re.search(rf"\b{re.escape(one.word)}\b", one.meaning)
    ]

    assert repeating == []


def test_requests_are_whole_sentences_to_a_partner(english):
    requests = [one.request for one in english.needs.values()]

    assert [one for one in requests if one[0] != one[0].upper() or one[-1] not in ".?"] == []
    assert len(set(requests)) == len(requests)


def test_nobody_is_he_or_she(english):
    texts = [
        *(one.meaning for one in english.feelings.values()),
        *(f"{one.meaning} {one.request}" for one in english.needs.values()),
        *(one.text for one in english.mends.values()),
        *(one.text for one in english.openers.values()),
        *(one.text for one in english.remarks.values()),
    ]

    assert [text for text in texts if GENDERED.search(text)] == []


def test_every_feeling_and_need_fits_every_opener(english):
    """{feeling} follows "feel" and {need} follows "need": all words are chosen to fit there."""
    for opener in english.openers.values():
        for feeling in (one.word for one in english.feelings.values()):
            filled = opener.text.format(feeling=feeling, need="rest")
            assert "{" not in filled
        for need in (one.word for one in english.needs.values()):
            assert (
                need in opener.text.format(feeling="sad", need=need) or "{need}" not in opener.text
            )
        assert not re.search(r"(?<!\bfeel )\{feeling\}", opener.text)
        assert not re.search(r"(?<!\bneed )\{need\}", opener.text)


@pytest.mark.parametrize("wish", WISHES)
@pytest.mark.parametrize("pleasant", [True, False, None])
@pytest.mark.parametrize("given", [(), ("feeling",), ("need",), ("feeling", "need")])
def test_every_wish_has_three_openers_whatever_was_said(wish, pleasant, given, english):
    found = english.openers_for(wish, pleasant=pleasant, given=given)

    assert len(found) >= 3
    assert all(one.placeholders <= set(given) for one in found)


def test_openers_match_the_mood(english):
    moods = {one.mood for one in english.openers_for("company", pleasant=True)}

    assert moods == {"any", "light"}
    assert {one.mood for one in english.openers_for("company")} == {"any"}


def test_remarks_name_the_wish(english):
    for remark in english.remarks.values():
        filled = remark.text.format(name="Bo", wish="a hug")
        assert re.search(r"asked for|wish|wanted", filled), remark.id
        assert "you are" not in filled.lower()


def test_every_situation_and_every_wish_has_its_words(english):
    assert {one.situation for one in english.remarks.values()} == set(SITUATIONS)
    assert set(english.wishes) == set(WISHES)
    assert set(english.cues.moves) == set(MOVES)


def test_mends_ask_for_nothing(english):
    assert [one.text for one in english.mends.values() if "?" in one.text] == []
    assert [one.text for one in english.mends.values() if "forgive" in one.text.lower()] == []


def test_questions_came_along(english):
    assert len(english.questions) >= 200
    assert all(set(one.stages) <= set(STAGES) for one in english.questions.values())
