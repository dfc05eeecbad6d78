import pytest
from hypothesis import given
from hypothesis import strategies as st

from closeknit.content import library
from closeknit.domain.feelings import has_known_phrase, is_vague, nearer_words, sentence

CUES = library().cues


@pytest.mark.parametrize(
    "text",
    [
        *("", "   ", "…", "?", "🙂"),
        *("fine", "Fine.", "I'm FINE!!", "I’m fine, thanks", "fien", "fiine", "fin"),
        *("ok", "okayy", "good", "goood", "Good, you?", "alright", "alrigth", "all right"),
        *("busy", "bsuy", "Just busy at work", "It was a long week", "Hectic."),
        *("I don't know", "i dont know how i feel", "idk", "dunno", "no idea tbh", "Hard to say"),
        *("meh", "mehhh", "so so", "same old", "not bad", "Not too bad, thanks", "could be worse"),
        *("not great", "bad", "weird", "nothing", "I feel", "Everything is fine"),
    ],
)
def test_a_text_without_a_feeling_is_vague(text):
    assert is_vague(text, CUES)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "sad",
            "I feel safe",
            "I am on fire",
            "shame",
            "numb",
            "a bit tired",
            "I worry about work",
        ),
        *("fine but lonely", "ok but I miss you", "busy and stressed", "not fine, furious"),
        *("I cried", "I want to crawl into bed", "my back hurts", "everything is too much"),
    ],
)
def test_a_text_that_says_more_is_not_vague(text):
    assert not is_vague(text, CUES)


def test_no_feeling_and_no_need_of_the_lists_is_vague():
    found = library()
    words = [one.word for one in (*found.feelings.values(), *found.needs.values())]

    assert [word for word in words if is_vague(word, CUES)] == []


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("fine", ["flat", "stretched", "tender"]),
        ("", ["flat", "stretched", "tender"]),
        ("It was a long week", ["weary", "stretched", "drained"]),
        ("busy", ["stretched", "rushed", "overwhelmed"]),
        ("bsuy", ["stretched", "rushed", "overwhelmed"]),
        ("Stress.", ["under-pressure", "tense", "overwhelmed"]),
        ("good", ["content", "glad", "at-ease"]),
        ("not good", ["sad", "hurt", "worried"]),
        ("not bad", ["steady", "content", "weary"]),
        ("I don't know", ["unsure", "torn", "numb"]),
        ("Long day, the kids were up all night", ["weary", "stretched", "tender"]),
    ],
)
def test_nearer_words_follow_what_was_said(text, offered):
    assert nearer_words(text, library().feelings, CUES) == offered


def test_only_known_feelings_are_offered():
    assert nearer_words("busy", {"rushed", "tender"}, CUES) == ["rushed", "tender"]


@pytest.mark.parametrize(
    ("feelings", "because", "need", "built"),
    [
        (["sad"], "", "", "I feel sad."),
        (["tired", "sad"], "", "", "I feel tired and sad."),
        (["tired", "sad", "at ease"], "", "", "I feel tired, sad and at ease."),
        (["sad"], "", "rest", "I feel sad, and I need rest."),
        (["sad"], "the week was long", "", "I feel sad, because the week was long."),
        (
            ["sad"],
            "The week was long.",
            "rest",
            "I feel sad, because the week was long, and I need rest.",
        ),
        ([], "", "rest", "I need rest."),
        ([], "the week was long", "rest", "I need rest, because the week was long."),
        ([], "the week was long", "", "The week was long."),
        ([], "", "", ""),
        ([" "], " ", ".", ""),
        (["sad"], "because", "", "I feel sad."),
    ],
)
def test_every_part_of_the_sentence_is_optional(feelings, because, need, built):
    assert sentence(feelings, because, need, CUES) == built


@pytest.mark.parametrize(
    ("because", "tidied"),
    [
        ("I miss you.", "I feel sad, because I miss you."),
        ("I'm alone", "I feel sad, because I'm alone."),
        ("It's late,", "I feel sad, because it's late."),
        ("It’s late", "I feel sad, because it’s late."),
        ("A lot  went\nwrong", "I feel sad, because a lot went wrong."),
        ("Tom shouted", "I feel sad, because Tom shouted."),
        ("May left", "I feel sad, because May left."),
        ("IT IS LATE", "I feel sad, because IT IS LATE."),
        ("Because of you", "I feel sad, because of you."),
        ("work...", "I feel sad, because work..."),
        ("why does it rain?", "I feel sad, because why does it rain?"),
        ("– the move –", "I feel sad, because the move."),
        ("{braces} stay", "I feel sad, because {braces} stay."),
        ("הכול יותר מדי", "I feel sad, because הכול יותר מדי."),
    ],
)
def test_the_reason_is_tidied_and_never_altered(because, tidied):
    assert sentence(["sad"], because, "", CUES) == tidied


def test_a_reason_of_several_sentences_gives_the_need_its_own():
    built = sentence(["sad"], "The week was long. I slept badly.", "I need Rest.", CUES)

    assert built == "I feel sad, because the week was long. I slept badly. I need rest."


@given(st.lists(st.text(max_size=20), max_size=4), st.text(max_size=80), st.text(max_size=40))
def test_any_text_gives_a_sentence_that_ends(feelings, because, need):
    built = sentence(feelings, because, need, CUES)

    assert not built or built[-1] in ".?!…\u3002\uff1f\uff01"
    assert is_vague(because, CUES) in {True, False}


@pytest.mark.parametrize(
    ("text", "is_known"),
    [("just a long week", True), ("Just busy at work", True), ("the train is late", False)],
)
def test_a_phrase_that_the_content_knows_is_noticed(text, is_known):
    assert has_known_phrase(text, CUES) == is_known
