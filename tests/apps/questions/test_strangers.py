"""Eve, Kim and a former partner find nothing at any address of others."""

from uuid import uuid4

import pytest

from closeknit.apps.questions import answers, urls
from closeknit.apps.questions.models import JournalEntry, Response
from closeknit.apps.questions.words import JournalWords

OF_A_ROW = [path for path in urls.urlpatterns if "<uuid:pk>" in str(path.pattern)]


@pytest.fixture
def rows(opened, ana, bo, unlock):
    """One row behind each kind of address."""
    answers.respond(unlock(ana), opened, uuid4(), "Which one?")
    words = JournalWords("", "Why?", "Because", "")
    entry = JournalEntry.create_sealed(unlock(ana).key, words, person=ana, day=opened.day)
    return {
        "delete_entry": entry.pk,
        "delete_response": Response.objects.get().pk,
        "": opened.pk,
    }


@pytest.mark.parametrize("who", ["eve", "kim"])
@pytest.mark.parametrize("path", OF_A_ROW, ids=lambda path: path.name)
def test_strangers_find_nothing(sign_in, rows, path, who, request):
    browser = sign_in(request.getfixturevalue(who))
    pk = rows.get(path.name, rows[""])
    address = "/ask/" + str(path.pattern).replace("<uuid:pk>", str(pk))

    asked = browser.get(address)
    sent = browser.post(address, {"id": str(uuid4()), "text": "Hello"})

    # 405 where an address does not know the method, for everybody alike.
    assert {asked.status_code, sent.status_code} <= {404, 405}
    assert 404 in {asked.status_code, sent.status_code}
    assert "Our walks" not in asked.content.decode() + sent.content.decode()


@pytest.mark.parametrize("path", OF_A_ROW, ids=lambda path: path.name)
def test_who_is_not_signed_in_is_sent_to_the_door(client, rows, path):
    address = "/ask/" + str(path.pattern).replace("<uuid:pk>", str(rows[""]))

    response = client.post(address, {})

    assert response.status_code == 302
    assert "/sign-in/" in response.headers["Location"]


def test_lists_show_strangers_nothing(sign_in, rows, eve):
    browser = sign_in(eve)

    for address in ("/ask/", "/ask/before/", "/ask/journal/", "/ask/journal/new/", "/today/"):
        page = browser.get(address).content.decode()
        assert "Our walks" not in page
        assert "Because" not in page


def test_a_row_that_does_not_exist_is_not_found(sign_in, ana, bond):
    assert sign_in(ana).get(f"/ask/{uuid4()}/").status_code == 404
