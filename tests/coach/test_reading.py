"""One plain function each for talks and journals."""

from closeknit import coach

SAID = "I feel worn out, because the week had no end."


def test_a_reflection_gives_back_what_was_said():
    found = coach.reflection("You are worn out, and the week went on and on.", SAID)

    assert found == coach.Reflection(gives_back=True, hurries="")


def test_advice_in_its_place_is_named():
    found = coach.reflection("Why don't you just call in sick tomorrow?", SAID)

    assert found == coach.Reflection(gives_back=False, hurries="advise")


def test_an_entry_tells_its_feelings_likeliest_first():
    found = coach.entry("Thank you, thank you. I am so happy that you came.")

    assert found is not None
    assert set(found.feelings) & {"gratitude", "joy"}
    assert "neutral" not in found.feelings
    assert not found.is_vague


def test_an_entry_may_name_nothing():
    found = coach.entry("fine, busy, the usual")

    assert found is not None
    assert found.is_vague


def test_other_languages_are_left_alone():
    assert coach.entry("Ich bin heute so müde und traurig.") is None
    assert coach.reflection("Du solltest einfach schlafen.", SAID) is None


def test_without_the_model_there_is_nothing_to_say(monkeypatch):
    monkeypatch.setattr("closeknit.coach.loading.is_there", lambda: False)

    assert coach.entry("I am sad.") is None
    assert coach.reflection("You are sad.", SAID) is None
