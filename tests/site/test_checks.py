"""Every numbered check finds what it is for, and says how to mend it."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import models

from closeknit.content import ContentError
from closeknit.keys.models import SealedRecord
from closeknit.site import checks


def ids(found):
    return [message.id for message in found]


def test_a_model_that_could_hold_words_in_the_clear(monkeypatch):
    @dataclass(frozen=True)
    class Words:
        text: str = ""

    class Leaky(SealedRecord[Words]):
        words = Words
        title = models.CharField(max_length=20)

        class Meta:
            app_label = "leaky"

    monkeypatch.setattr(checks.apps, "get_models", lambda **_: [Leaky])

    (found,) = checks.records_hold_no_clear_words(None)

    assert found.id == "closeknit.E001"
    assert "Leaky.title" in found.msg


def test_our_own_models_hold_none():
    assert checks.records_hold_no_clear_words(None) == []


@pytest.mark.parametrize("signup", checks.SIGNUPS)
def test_known_ways_to_sign_up(settings, signup):
    settings.SIGNUP = signup

    assert checks.signup_is_known(None) == []


@pytest.mark.parametrize("signup", ["", "Open", "opened"])
def test_an_unknown_way_to_sign_up(settings, signup):
    settings.SIGNUP = signup

    assert ids(checks.signup_is_known(None)) == ["closeknit.E002"]


@pytest.mark.parametrize("place", ["", "weather.example", "javascript:alert(1)", "https://"])
def test_a_way_out_that_leads_nowhere(settings, place):
    settings.LEAVE_TO = place

    assert ids(checks.the_way_out_leads_somewhere(None)) == ["closeknit.E003"]


def test_the_usual_way_out():
    assert checks.the_way_out_leads_somewhere(None) == []


def test_own_words_that_are_not_there(settings, tmp_path):
    settings.CONTENT = tmp_path / "gone"

    assert ids(checks.own_words_are_there(None)) == ["closeknit.E004"]


@pytest.mark.parametrize("make", [lambda path: path, lambda path: None])
def test_own_words_that_are_there_or_not_wanted(settings, tmp_path, make):
    settings.CONTENT = make(tmp_path)

    assert checks.own_words_are_there(None) == []


def test_words_that_cannot_be_read(monkeypatch):
    def fail():
        raise ContentError("needs.toml", 3, "This need has no id.", "Give it one.")

    monkeypatch.setattr(checks, "library", fail)

    assert ids(checks.words_can_be_read(None)) == ["closeknit.E006"]


def test_a_secret_key_that_others_may_read(settings, tmp_path):
    settings.DATA = tmp_path
    key = tmp_path / "secret-key"
    key.touch(mode=0o640)

    (found,) = checks.the_secret_key_is_private(None)

    assert (found.id, found.hint) == ("closeknit.E005", f"Run: chmod 600 {key}")


def test_a_folder_that_others_may_look_into(settings, tmp_path):
    settings.DATA = tmp_path
    tmp_path.chmod(0o750)

    (found,) = checks.the_data_folder_is_private(None)

    assert (found.id, found.hint) == ("closeknit.W001", f"Run: chmod 700 {tmp_path}")


def test_what_is_private_is_well(settings, tmp_path):
    settings.DATA = tmp_path
    tmp_path.chmod(0o700)
    (tmp_path / "secret-key").touch(mode=0o600)

    assert checks.the_secret_key_is_private(None) == []
    assert checks.the_data_folder_is_private(None) == []


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("CLOSEKNIT_SIGN_UP", "Is CLOSEKNIT_SIGNUP meant?"),
        ("CLOSEKNIT_QZX", "docs/configuration.md lists what there is."),
    ],
)
def test_a_setting_that_means_nothing(monkeypatch, name, hint):
    monkeypatch.setenv(name, "closed")

    (found,) = checks.settings_mean_something(None)

    assert (found.id, found.hint) == ("closeknit.W002", hint)
    assert name in found.msg


@pytest.mark.parametrize(
    ("memory", "passes", "found"), [(64, 3, 0), (19, 2, 0), (18, 3, 1), (64, 1, 1)]
)
def test_guesses_that_are_too_cheap(settings, memory, passes, found):
    settings.ARGON2_MEMORY, settings.ARGON2_PASSES = memory, passes

    assert ids(checks.guessing_is_costly(None)) == ["closeknit.W003"] * found


@pytest.mark.parametrize(("is_https", "found"), [(True, 0), (False, 1)])
def test_plain_http(settings, is_https, found):
    settings.IS_HTTPS = is_https

    assert ids(checks.words_travel_encrypted(None)) == ["closeknit.W004"] * found


def test_every_number_is_used_once():
    source = Path(checks.__file__).read_text()
    numbers = [part.split('"')[0] for part in source.split('id="closeknit.')[1:]]

    assert len(numbers) == len(set(numbers)) == 10
