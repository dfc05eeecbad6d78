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
    overlay("de/mends.toml", MEND.format(id="harsh", text="Ich war schroff."))

    found = library("de-at")

    assert "de" in languages()
    assert found.language == "de"
    assert found.mends["harsh"].text == "Ich war schroff."
    assert found.mends["softer"] == english.mends["softer"]


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
