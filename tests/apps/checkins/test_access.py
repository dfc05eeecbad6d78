"""Every address of this app that names a row is closed to whoever may not read it."""

from uuid import uuid4

import pytest
from django.urls import reverse

from closeknit.apps.checkins.models import Mend, Reply, SharedCheckIn
from closeknit.apps.checkins.urls import urlpatterns

pytestmark = pytest.mark.django_db
NAMES = [one.name for one in urlpatterns if "<uuid:pk>" in str(one.pattern)]
OF_ENTRIES = {"entry", "edit", "share", "withdraw", "delete"}
OF_REPLIES = {"answer", "delete_reply", "put_reply_aside"}
OF_MENDS = {"delete_mend", "put_mend_aside"}
READING = {"theirs", "aside", "put_reply_aside", "put_mend_aside"}


@pytest.fixture
def rows(ana, bo, shared, answer, mend):
    """Bo shared, Ana answered and mended."""
    return {"share": shared, "reply": answer(ana, shared), "mend": mend(ana)}


def address(name, rows):
    if name in OF_ENTRIES:
        return reverse(f"checkins:{name}", args=[rows["share"].check_in_id])
    kind = "reply" if name in OF_REPLIES else "mend" if name in OF_MENDS else "share"
    return reverse(f"checkins:{name}", args=[rows[kind].pk])


def both_ways(browser, url):
    sent = {"id": str(uuid4()), "text": "words", "time": "at nine", "sentence": "words"}
    return {browser.get(url).status_code, browser.post(url, sent).status_code}


@pytest.mark.parametrize("name", NAMES)
def test_a_stranger_finds_nothing(sign_in, eve, rows, name):
    assert both_ways(sign_in(eve), address(name, rows)) <= {404, 405}


@pytest.mark.parametrize("name", NAMES)
def test_somebody_alone_finds_nothing(sign_in, kim, rows, name):
    assert both_ways(sign_in(kim), address(name, rows)) <= {404, 405}


@pytest.mark.parametrize("name", sorted(OF_ENTRIES))
def test_my_partner_finds_nothing_of_my_own_pages(sign_in, ana, rows, name):
    assert both_ways(sign_in(ana), address(name, rows)) <= {404, 405}


@pytest.mark.parametrize("name", NAMES)
def test_a_former_partner_finds_nothing_that_was_withdrawn(sign_in, unlock, ana, bo, rows, name):
    from closeknit.apps.people import pairing

    urls = address(name, rows)
    who = ana if name not in OF_REPLIES | OF_MENDS else bo
    pairing.leave(unlock(bo if who is ana else ana), withdraw=True)

    assert both_ways(sign_in(who), urls) <= {404, 405}


@pytest.mark.parametrize("name", [name for name in NAMES if name not in READING | OF_ENTRIES])
def test_nothing_is_written_into_a_bond_that_has_ended(sign_in, unlock, ana, bo, rows, name):
    from closeknit.apps.people import pairing

    pairing.leave(unlock(bo), withdraw=False)
    if name in {"delete_reply", "delete_mend"}:
        assert sign_in(ana).post(address(name, rows)).status_code == 302
        return
    assert both_ways(sign_in(ana), address(name, rows)) <= {404, 405}
    assert Reply.objects.count() == Mend.objects.count() == 1


def test_what_was_left_readable_stays_readable(sign_in, unlock, ana, bo, rows, text):
    from closeknit.apps.people import pairing

    pairing.leave(unlock(bo), withdraw=False)
    browser = sign_in(ana)

    page = text(browser.get(address("theirs", rows)))
    assert "eaten every evening" in page
    assert "/reply/" not in page
    assert "eaten every evening" in text(browser.get("/feel/from/"))


def test_ids_of_nobody_are_not_found(sign_in, ana, bond):
    browser = sign_in(ana)

    for name in NAMES:
        url = reverse(f"checkins:{name}", args=[uuid4()])
        assert both_ways(browser, url) <= {404, 405}


def test_who_is_signed_out_is_asked_in(client, db):
    for name in ("words", "because", "from", "mend", "back", "entries"):
        assert client.get(reverse(f"checkins:{name}")).status_code == 302


def test_a_reply_that_lost_its_place_is_its_authors_alone(ana, bo, rows):
    SharedCheckIn.objects.all().delete()

    assert not Reply.objects.readable_by(bo).exists()
    assert Reply.objects.readable_by(ana).exists()
