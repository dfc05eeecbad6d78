"""Settings come from the environment alone, fail closed, and are all explained."""

import os
import re
import runpy
import sys
from pathlib import Path

import pytest

from closeknit.site import environment
from closeknit.site.environment import WrongSetting

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = ROOT / "src/closeknit/site/settings.py"
NAME = re.compile(r"\bCLOSEKNIT_[A-Z0-9]+(?:_[A-Z0-9]+)*\b")
KEY = "k" * 64


@pytest.fixture
def load(monkeypatch, tmp_path):
    """Return a function that gives the settings that an environment makes."""
    for name in [name for name in os.environ if name.startswith("CLOSEKNIT_")]:
        monkeypatch.delenv(name)

    def load(**more):
        given = {"CLOSEKNIT_DATA": str(tmp_path), "CLOSEKNIT_SECRET_KEY": KEY, **more}
        for name, value in given.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(SETTINGS))

    return load


def refusal(load, **more):
    with pytest.raises(WrongSetting) as refused:
        load(**more)
    return str(refused.value)


def names_in_source():
    files = (ROOT / "src").rglob("*.py")
    text = "\n".join(file.read_text() for file in files)
    secrets = set(re.findall(r'\bsecret\("(CLOSEKNIT_[A-Z_]+)"\)', text)) | {"CLOSEKNIT_SECRET_KEY"}
    return set(NAME.findall(text)) | {f"{name}_FILE" for name in secrets}


def test_every_setting_is_explained_and_nothing_else():
    explained = set(NAME.findall((ROOT / "docs/configuration.md").read_text()))

    assert explained == names_in_source()


def test_every_setting_is_known_to_the_check(load):
    load()

    assert set(environment.env.dump()) == names_in_source()


def test_without_a_secret_key_nothing_starts(load):
    assert "`closeknit up` makes one" in refusal(load, CLOSEKNIT_SECRET_KEY="")


def test_a_short_secret_key_is_refused(load):
    assert "shorter than 32 characters" in refusal(load, CLOSEKNIT_SECRET_KEY="short")


def test_the_secret_key_that_was_made_is_found(load, tmp_path):
    (tmp_path / "secret-key").write_text("m" * 64)

    assert load(CLOSEKNIT_SECRET_KEY="")["SECRET_KEY"] == "m" * 64


def test_a_secret_may_stand_in_a_file(load, tmp_path):
    (tmp_path / "key").write_text(f"{'f' * 64}\n")
    (tmp_path / "url").write_text("sqlite:////tmp/elsewhere.sqlite3\n")

    found = load(
        CLOSEKNIT_SECRET_KEY="",
        CLOSEKNIT_SECRET_KEY_FILE=str(tmp_path / "key"),
        CLOSEKNIT_DATABASE_URL_FILE=str(tmp_path / "url"),
    )

    assert found["SECRET_KEY"] == "f" * 64
    assert found["DATABASES"]["default"]["NAME"] == "/tmp/elsewhere.sqlite3"


def test_a_secret_in_two_places_is_refused(load, tmp_path):
    assert "are both set" in refusal(load, CLOSEKNIT_SECRET_KEY_FILE=str(tmp_path / "key"))


def test_a_secret_file_that_is_not_there_is_named(load, tmp_path):
    gone = {"CLOSEKNIT_SECRET_KEY": "", "CLOSEKNIT_SECRET_KEY_FILE": str(tmp_path / "gone")}

    assert f"{tmp_path / 'gone'} cannot be read" in refusal(load, **gone)


@pytest.mark.parametrize(
    "origin",
    [
        "two.example",
        "ftp://two.example",
        "https://",
        "https://*",
        "https://*.two.example",
        "https://two.example/closeknit",
        "https://two.example?x=1",
        "https://me:secret@two.example",
        "https://two.example:port",
        "https://two example",
        "https://-two.example",
    ],
)
def test_a_malformed_origin_is_refused(load, origin):
    assert "Write it like https://closeknit.example" in refusal(load, CLOSEKNIT_ORIGIN=origin)


@pytest.mark.parametrize(
    ("origin", "hosts"),
    [
        ("https://two.example", ["two.example"]),
        ("https://Two.Example:8443/", ["two.example"]),
        ("http://192.168.1.20:8000", ["192.168.1.20"]),
        ("http://[fd00::2]:8000", ["[fd00::2]"]),
        ("http://127.0.0.1:8000", ["127.0.0.1", "localhost", "[::1]"]),
    ],
)
def test_it_answers_to_the_hosts_that_are_named(load, origin, hosts):
    found = load(CLOSEKNIT_ORIGIN=origin)

    assert found["ALLOWED_HOSTS"] == hosts
    assert found["CSRF_TRUSTED_ORIGINS"] == [origin.lower().rstrip("/")]


@pytest.mark.parametrize("hosts", ["*", ".two.example", "two.example,*", "two.example:443", ","])
def test_no_host_is_a_pattern(load, hosts):
    assert "Name each host" in refusal(load, CLOSEKNIT_ALSO_HOSTS=hosts)


def test_more_hosts_may_be_named(load):
    found = load(CLOSEKNIT_ORIGIN="https://two.example", CLOSEKNIT_ALSO_HOSTS="nas.local, two.lan")

    assert found["ALLOWED_HOSTS"] == ["two.example", "nas.local", "two.lan"]


def test_with_https_cookies_never_travel_in_the_clear(load):
    found = load(CLOSEKNIT_ORIGIN="https://two.example")

    cookies = [found[name] for name in found if name.endswith("_COOKIE_NAME")]
    assert all(name.startswith("__Host-closeknit") for name in cookies)
    assert found["SESSION_COOKIE_SECURE"]
    assert found["CSRF_COOKIE_SECURE"]
    assert found["SECURE_HSTS_SECONDS"] > 0


@pytest.mark.parametrize("zone", ["Moon/Crater", "../etc/passwd", ""])
def test_a_zone_that_is_none_is_refused(load, zone):
    assert "Write it like Europe/Lisbon" in refusal(load, CLOSEKNIT_TIME_ZONE=zone)


@pytest.mark.parametrize("url", ["nonsense", "mysql://me:secret@host/name", "postgresql://"])
def test_another_kind_of_database_is_refused_without_quoting_it(load, url):
    said = refusal(load, CLOSEKNIT_DATABASE_URL=url)

    assert "CLOSEKNIT_DATABASE_URL is not understood" in said
    assert "secret" not in said


def test_sqlite_waits_its_turn_and_backups_do_not_hold_it_up(load, tmp_path):
    found = load()["DATABASES"]

    assert found["default"]["NAME"] == str(tmp_path / "closeknit.sqlite3")
    assert found["default"]["CONN_MAX_AGE"] is None
    assert found["default"]["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert found["default"]["OPTIONS"]["timeout"] == 20
    assert found["snapshot"]["OPTIONS"]["transaction_mode"] == "DEFERRED"


def test_postgresql_keeps_the_options_of_its_address(load):
    pytest.importorskip("psycopg")

    found = load(CLOSEKNIT_DATABASE_URL="postgresql://me:it@host/name?sslmode=require")["DATABASES"]

    assert found["default"]["OPTIONS"] == {"sslmode": "require", "pool": True}
    assert found["snapshot"]["OPTIONS"]["sslmode"] == "require"
    assert "pool" not in found["snapshot"]["OPTIONS"]
    assert found["default"]["CONN_MAX_AGE"] == 0


def test_postgresql_without_its_driver_says_what_to_install(load, monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)

    said = refusal(load, CLOSEKNIT_DATABASE_URL="postgresql://me:it@host/name")

    assert "pip install closeknit[scale]" in said


def test_nothing_is_logged_below_a_warning_and_all_through_one_handler(load):
    logging = load()["LOGGING"]

    assert logging["root"] == {"handlers": ["console"], "level": "WARNING"}
    assert logging["formatters"]["plain"] == {"()": "closeknit.site.logs.Wordless"}
    assert all(not logger["handlers"] for logger in logging["loggers"].values())
