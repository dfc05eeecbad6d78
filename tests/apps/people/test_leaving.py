import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from closeknit.apps.people import first_words, pairing
from closeknit.apps.people.models import BondKey, Membership
from closeknit.apps.people.words import Profile


@pytest.fixture
def written(bond, bo, unlock):
    """A bond in which both have written their first words."""
    first_words.write(unlock(bo), bond, "And I your laugh.")
    return bond


def leave(browser, bond, shared):
    return browser.post("/leave/", {"bond": bond.pk, "shared": shared}, follow=True)


def test_who_we_are(sign_in, written, ana):
    text = sign_in(ana).get("/settings/bond/").content.decode()

    assert "Ana" in text
    assert "Bo" in text
    assert "indigo" in text
    assert "And I your laugh." in text
    assert 'href="/leave/"' in text


def test_alone_the_same_page_offers_ways_to_begin(sign_in, kim):
    text = sign_in(kim).get("/settings/bond/").content.decode()

    assert 'href="/invite/"' in text
    assert 'href="/leave/"' not in text


def test_neither_choice_is_made_for_the_leaver(sign_in, bond, ana):
    browser = sign_in(ana)
    assert " checked" not in browser.get("/leave/").content.decode()

    page = leave(browser, bond, "")

    assert page.status_code == 400
    assert Membership.objects.filter(is_living=True).count() == 2


def test_leaving_ends_it_at_once_for_both(sign_in, written, ana, bo, unlock):
    page = leave(sign_in(ana), written, "keep")

    assert page.redirect_chain == [("/leave/end/", 302)]
    assert unlock(ana).bond is None
    assert unlock(bo).bond is None
    written.refresh_from_db()
    assert written.ended_on is not None


def test_what_was_left_stays_readable_for_the_other(sign_in, written, ana, bo):
    leave(sign_in(ana), written, "keep")

    text = sign_in(bo).get("/past/").content.decode()

    assert "With Ana" in text
    assert "I like your patience." in text
    assert "And I your laugh." in text


def test_what_was_withdrawn_stays_with_its_author_alone(sign_in, written, ana, bo, unlock):
    leave(sign_in(ana), written, "withdraw")

    assert "I like your patience." in sign_in(ana).get("/past/").content.decode()
    assert "I like your patience." not in sign_in(bo).get("/past/").content.decode()
    record = written.first_words.get(author=ana)
    assert all(record.open_or_none(key) is None for key in unlock(bo).bond_keys(written).values())


def test_the_other_may_withdraw_later(sign_in, written, ana, bo, unlock):
    leave(sign_in(ana), written, "keep")
    browser = sign_in(bo)
    assert "Nobody is told" in browser.get(f"/past/{written.pk}/").content.decode()

    browser.post(f"/past/{written.pk}/withdraw/")

    assert first_words.read(unlock(ana), written).theirs is None
    assert first_words.read(unlock(bo), written).mine.text == "And I your laugh."


def test_a_double_submit_changes_nothing_more(sign_in, written, ana, unlock):
    browser = sign_in(ana)
    leave(browser, written, "keep")

    assert leave(browser, written, "keep").status_code == 200


def test_the_slower_of_two_leavers_still_chooses(sign_in, written, ana, bo, unlock):
    slower = sign_in(bo)
    leave(sign_in(ana), written, "keep")

    leave(slower, written, "withdraw")

    assert first_words.read(unlock(ana), written).theirs is None


def test_an_old_form_does_not_end_a_later_bond(sign_in, written, ana, bo, unlock):
    browser = sign_in(ana)
    pairing.leave(unlock(bo), withdraw=False)
    code = pairing.invite(unlock(bo), first_words="", colour="madder")
    later = pairing.accept(unlock(ana), code)

    leave(browser, written, "keep")

    assert unlock(ana).bond == later


def test_a_stranger_cannot_end_or_open_it(sign_in, written, ana, eve, kim, unlock):
    for person in (eve, kim):
        browser = sign_in(person)
        assert leave(browser, written, "keep").status_code == 404
        assert browser.get(f"/past/{written.pk}/").status_code == 404
        assert browser.post(f"/past/{written.pk}/withdraw/").status_code == 404
        assert "patience" not in browser.get("/past/").content.decode()
    assert unlock(ana).bond == written
    assert first_words.read(unlock(eve), written) == first_words.Both(is_shut=True)


def test_a_living_bond_is_not_withdrawn_as_a_past_one(sign_in, written, ana):
    browser = sign_in(ana)

    assert browser.get(f"/past/{written.pk}/").status_code == 404
    assert browser.post(f"/past/{uuid.uuid4()}/withdraw/").status_code == 404


def test_a_member_whose_key_is_not_at_hand_can_leave(written, ana, bo, unlock):
    BondKey.objects.filter(membership__person=ana).update(boxed=b"x" * 80, wrapped=None)

    pairing.leave(unlock(ana), withdraw=True)

    assert unlock(bo).bond is None
    assert first_words.read(unlock(bo), written).theirs is None


def test_nobodys_limits_outlive_the_bond(make_person, bo, unlock):
    ana = make_person("Ana", tags_off=("trauma",), ceiling=2)
    code = pairing.invite(unlock(ana), first_words="", colour="madder")
    bond = pairing.accept(unlock(bo), code)

    pairing.leave(unlock(bo), withdraw=False)

    key = unlock(bo).bond_keys(bond)[1]
    assert Membership.objects.get(person=ana).open(key) == Profile("Ana", "", "madder")


def test_nothing_stored_says_who_left(written, ana, bo, unlock):
    pairing.leave(unlock(ana), withdraw=False)

    columns = ("is_living", "key_version")
    first, second = Membership.objects.filter(bond=written).values(*columns)
    assert first == second


def test_past_costs_the_same_for_one_and_for_three(
    sign_in, written, ana, make_person, unlock, django_assert_num_queries
):
    pairing.leave(unlock(ana), withdraw=False)
    browser = sign_in(ana)
    browser.get("/past/")
    with CaptureQueriesContext(connection) as one:
        browser.get("/past/")
    count = len(one)
    for name in ("Cy", "Di"):
        other = make_person(name)
        code = pairing.invite(unlock(ana), first_words="Hello.", colour="madder")
        pairing.accept(unlock(other), code)
        pairing.leave(unlock(ana), withdraw=False)
    browser.get("/past/")

    with django_assert_num_queries(count):
        browser.get("/past/")
