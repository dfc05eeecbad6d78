"""An operator's own folder lies over ours: the same id replaces, a new id adds."""

import pytest

from closeknit.content import ContentError, languages, library, loading

MEND = '[[mend]]\nid = "{id}"\ntext = "{text}"\n'


def test_the_same_id_replaces_and_keeps_its_place(overlay, english):
    overlay("en/mends.toml", MEND.format(id="harsh", text="I was hard on you."))

    found = library()

    assert found.mends["harsh"].text == "I was hard on you."
    assert list(found.mends) == list(english.mends)


def test_a_new_id_adds(overlay, english):
    overlay("en/mends.toml", MEND.format(id="own", text="Tea is ready."))

    found = library()

    assert found.mends["own"].text == "Tea is ready."
    assert len(found.mends) == len(english.mends) + 1


def test_without_the_folder_everything_is_as_before(overlay, english):
    overlay("en/mends.toml", MEND.format(id="own", text="Tea is ready."))

    loading.set_overlay(None)

    assert library() is english


def test_a_folder_can_bring_a_language(overlay, english):
    overlay("fr/mends.toml", MEND.format(id="harsh", text="Je me suis emporté."))

    found = library("fr-be")

    assert "fr" in languages()
    assert found.language == "fr"
    assert found.mends["harsh"].text == "Je me suis emporté."
    assert found.mends["softer"] == english.mends["softer"]


def test_a_language_takes_from_english_what_nobody_reads(overlay, english):
    text = '[[question]]\nid = "safety-count-on"\ntext = "Sur quoi peut-on compter ?"\n'
    overlay("fr/questions/safety.toml", text)

    ours, theirs = library("fr").questions["safety-count-on"], english.questions["safety-count-on"]

    assert ours.text == "Sur quoi peut-on compter ?"
    assert (ours.depth, ours.tags, ours.deck) == (theirs.depth, theirs.tags, theirs.deck)
    assert (ours.literal, ours.follow_ups) == ("", ())


def test_a_folder_of_ours_may_not_say_it_otherwise(monkeypatch, tmp_path):
    (tmp_path / "fr").mkdir()
    (tmp_path / "en").symlink_to(loading.OWN / "en")
    text = '[[question]]\nid = "safety-count-on"\ntext = "Et alors ?"\ndepth = 4\n'
    (tmp_path / "fr" / "questions").mkdir()
    (tmp_path / "fr" / "questions" / "safety.toml").write_text(text, "utf-8")
    monkeypatch.setattr(loading, "OWN", tmp_path)

    with pytest.raises(ContentError, match="depth is the same in all languages; leave it out here"):
        library("fr")


def test_a_translation_of_ours_keeps_to_the_english_ids(monkeypatch, tmp_path, english):
    for path in loading.OWN.rglob("*.toml"):
        copy = tmp_path / path.relative_to(loading.OWN)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    (tmp_path / "fr").mkdir()
    (tmp_path / "fr" / "mends.toml").write_text(MEND.format(id="harhs", text="Pardon."), "utf-8")
    monkeypatch.setattr(loading, "OWN", tmp_path)

    with pytest.raises(ContentError, match=r'fr/mends\.toml, line 2: id "harhs" is not in English'):
        library("fr")
