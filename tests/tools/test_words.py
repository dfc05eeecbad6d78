"""The checks of words find what they are there to find."""

import shutil
from types import SimpleNamespace

import pytest

from closeknit.content import library
from tools.words import __main__ as checking
from tools.words import balance, grade, languages, manners, near
from tools.words.said import Said, all_of


def amiss(text, language="en", kind="questions.question", key="text"):
    return list(manners.amiss([Said(kind, "one", key, text)], language))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "What a day!"),
        ("en", "You should rest."),
        ("en", "Ask your wife."),
        ("de", "Du solltest schlafen."),
        ("de", "Frag deinen Partner."),
        ("es", "Deberías dormir."),
        ("es", "Pregunta a tu novio."),
    ],
)
def test_a_text_without_manners_is_named(language, text):
    [found] = amiss(text, language)

    assert text in found


def test_people_who_are_quoted_may_command():
    assert not amiss("You should have told me.", kind="pairs.pair", key="instead")


def test_two_questions_that_ask_the_same_are_named_in_every_language():
    one = next(iter(library().questions.values()))
    twice = [one, SimpleNamespace(id="again", text=one.text)]
    more = list(library().questions.values())[1:40]

    for language in ("en", "de"):
        [found] = near.nearly_the_same([*twice, *more], language)
        assert "again" in found


def test_depths_that_the_coach_sees_otherwise_do_not_agree():
    questions = list(library().questions.values())[:80]
    turned = [SimpleNamespace(text=one.text, depth=5 - one.depth) for one in questions]

    assert near.agreement(questions) == pytest.approx(-near.agreement(turned))


@pytest.mark.parametrize("language", ["en", "de", "es"])
def test_long_sentences_of_long_words_ask_for_more_years(language):
    easy = "Das ist gut. The cat sat. El sol sale. " * 30
    hard = "Communicative intentionality notwithstanding, Verantwortlichkeitsbewusstsein " * 30

    assert grade.grade(easy, language) < grade.HIGHEST < grade.grade(hard, language)


def test_grades_are_about_those_that_others_reckon():
    # Flesch-Kincaid 2.3 and 17.6 by the usual counts of syllables.
    assert grade.grade("The dog ran to the old red barn. It was a hot day.", "en") < 3
    assert grade.syllables("responsibility", "en") == 6
    assert grade.syllables("made", "en") == 1


def test_every_text_that_people_read_is_looked_at():
    said = {(one.kind, one.key) for one in all_of(library())}

    assert {("learn.idea", "what"), ("questions.question", "follow_ups")} <= said
    assert {("journeys.step", "text"), ("talks.step", "stuck")} <= said


def test_what_a_language_lacks_is_named(tmp_path, monkeypatch):
    own = tmp_path / "content"
    shutil.copytree(languages.OWN / "en", own / "en")
    (own / "de").mkdir()
    lines = ["[[mend]]", 'id = "start-over"', 'text = "Noch einmal von vorn?"']
    (own / "de" / "mends.toml").write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.setattr("closeknit.content.loading.OWN", own)

    found = list(languages.missing("de"))

    assert any('mends.mend "harsh" is missing' in one for one in found)
    assert not any('"start-over"' in one for one in found)


def test_too_little_of_anything_is_named():
    content = library()
    few = SimpleNamespace(
        **{name: {} for name in balance.FEWEST} | {"questions": content.questions}
    )

    found = list(balance.amiss(few))

    assert len(found) == len(balance.FEWEST) - 1


def test_english_holds_all_that_it_promises():
    content = library("en")

    assert list(balance.amiss(content)) == []
    assert list(balance.long_ideas(content)) == []
    assert list(checking.hard_to_read(content)) == []
