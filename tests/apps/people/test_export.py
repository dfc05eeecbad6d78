import json
from pathlib import Path

import pytest

from closeknit.apps.people.views.export import everything
from tests.conftest import PASSWORD

DOC = Path(__file__).parents[3] / "docs" / "export.md"
pytestmark = pytest.mark.django_db


def fetch(browser, password=PASSWORD):
    return browser.post("/settings/export/", {"password": password})


def test_the_password_gives_one_file_to_keep(ana, sign_in):
    response = fetch(sign_in(ana))

    assert response["Content-Disposition"].startswith('attachment; filename="closeknit-')
    assert response["Content-Type"] == "application/json"
    assert "no-store" in response["Cache-Control"]


def test_it_holds_what_i_may_read(bond, ana, sign_in):
    found = json.loads(fetch(sign_in(ana)).content)

    assert found["closeknit"]["format"] == 1
    assert (found["people"]["name"], found["people"]["address"]) == ("Ana", ana.address)
    assert "I like your patience." in json.dumps(found)


def test_it_holds_nothing_of_a_stranger(bond, ana, eve, sign_in):
    assert "patience" not in fetch(sign_in(eve)).content.decode()


def test_without_the_password_there_is_no_file(ana, sign_in):
    response = fetch(sign_in(ana), "not-this-one")

    assert "Content-Disposition" not in response
    assert "password" in response.context["form"].errors


def test_a_link_alone_gives_no_file(ana, sign_in):
    assert "Content-Disposition" not in sign_in(ana).get("/settings/export/")


def test_words_in_any_script_stay_readable(make_person, unlock):
    person = make_person("Zoë 安娜")

    assert everything(unlock(person))["people"]["name"] == "Zoë 安娜"


def test_every_key_is_documented(bond, ana, unlock):
    documented = DOC.read_text()

    for label, words in everything(unlock(ana)).items():
        assert f"| `{label}` |" in documented
        for key in words:
            assert f"`{key}`" in documented
    for key in everything(unlock(ana))["people"]["bond"]:
        assert f"`{key}`" in documented
