from importlib import import_module

import pytest
from django import forms

from closeknit.apps.people import drafts
from closeknit.apps.people.fields import WordsField
from closeknit.apps.people.words_back import WORDY
from closeknit.keys import CannotOpen

pytestmark = pytest.mark.django_db
FORMS = (
    "closeknit.apps.checkins.forms",
    "closeknit.apps.people.forms",
    "closeknit.apps.people.forms_pairing",
    "closeknit.apps.people.forms_settings",
    "closeknit.apps.questions.forms",
)
WORDS = "I feel stretched thin since the move"


def test_words_sent_from_a_locked_page_come_back(ana, sign_in):
    browser = sign_in(ana)
    browser.post("/away/")

    response = browser.post("/draft/", {"draft": "check-in", "because": WORDS})

    page = response.content.decode()
    assert response.status_code == 403
    assert WORDS in page
    assert 'href="/unlock/"' in page


def test_words_sent_after_the_session_ended_come_back(client):
    response = client.post("/draft/", {"draft": "check-in", "because": WORDS})

    assert WORDS in response.content.decode()
    assert 'href="/sign-in/"' in response.content.decode()


def test_words_in_a_script_without_spaces_come_back(client):
    response = client.post("/draft/", {"draft": "check-in", "because": "我很累也很想你"})

    assert "我很累也很想你" in response.content.decode()


def test_words_are_escaped(client):
    response = client.post("/draft/", {"because": "</textarea><script>alert(1)</script> me"})

    assert "<script>alert" not in response.content.decode()


def test_a_form_without_its_token_gives_the_words_back(client_class, ana):
    browser = client_class(enforce_csrf_checks=True)

    response = browser.post("/draft/", {"draft": "check-in", "because": WORDS})

    assert response.status_code == 403
    assert WORDS in response.content.decode()


def test_passwords_and_codes_never_come_back(client_class):
    browser = client_class(enforce_csrf_checks=True)
    secret = "correct horse battery staple"
    sent = {"password": secret, "old_password": secret, "new_password": secret, "code": secret}

    response = browser.post("/recover/", sent)

    assert secret not in response.content.decode()


def test_a_page_that_was_open_too_long_leads_on(client_class, ana, sign_in):
    browser = sign_in(ana)
    browser.handler.enforce_csrf_checks = True

    page = browser.post("/draft/", {"draft": "check-in", "because": WORDS}).content.decode()

    assert 'href="/today/"' in page


def test_words_that_the_disk_refused_come_back(ana, sign_in, monkeypatch):
    def full(*args):
        raise OSError("No space left on device")

    monkeypatch.setattr(drafts, "keep", full)
    response = sign_in(ana).post("/draft/", {"draft": "check-in", "because": WORDS})

    assert response.status_code == 503
    assert WORDS in response.content.decode()


def test_words_that_meet_a_closed_key_come_back(ana, sign_in, monkeypatch):
    def closed(*args):
        raise CannotOpen

    monkeypatch.setattr(drafts, "keep", closed)
    response = sign_in(ana).post("/draft/", {"draft": "check-in", "because": WORDS})

    assert response.status_code == 409
    assert WORDS in response.content.decode()


def test_htmx_puts_the_words_in_place_of_the_page(client):
    response = client.post("/draft/", {"because": WORDS}, headers={"HX-Request": "true"})

    assert response["HX-Retarget"] == "main"


def test_a_plain_page_that_ended_only_asks_to_sign_in(client):
    assert client.post("/settings/me/", {"name": "Ana"})["Location"] == "/sign-in/"


def test_one_plain_word_comes_back_too(client):
    response = client.post("/ask/journal/new/", {"text": "Heartbroken"})

    assert response.status_code == 403
    assert "Heartbroken</textarea>" in response.content.decode()


def test_an_unreadable_encoding_gets_a_page(client):
    kind = "application/x-www-form-urlencoded; charset=utf-16"

    response = client.post("/feel/mend/", b"text=a", content_type=kind)

    assert response.status_code in {302, 400, 403}
    assert "no-store" in response["Cache-Control"]


def test_every_field_for_free_words_is_known():
    """A field for words that is not named would lose a single plain word."""
    known = set(WORDY) | {"name", "pronouns", "code", "first", "second", "find"}

    for module in FORMS:
        for form in vars(import_module(module)).values():
            if isinstance(form, type) and issubclass(form, forms.Form):
                wordy = {
                    name
                    for name, field in form.base_fields.items()
                    if isinstance(field, WordsField)
                }
                assert wordy <= known, (form, wordy - known)


def test_a_draft_that_is_too_long_to_send_is_kept_whole(ana, sign_in, unlock):
    long = "long " * 1200

    sign_in(ana).post("/draft/", {"draft": "mend", "text": long})

    assert drafts.read(unlock(ana), "mend")["text"] == long.strip()
