from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from closeknit.apps.people import aside, first_words, pairing
from closeknit.apps.people.models import Bond, BondKey, FirstWords, Person
from closeknit.apps.people.part import PeoplePart

part = PeoplePart()


def test_alone_nothing_is_said(kim, unlock):
    assert part.today(unlock(kim)) is None


def test_the_inviter_hears_that_the_other_is_here(sign_in, bond, ana):
    text = sign_in(ana).get("/today/").content.decode()

    assert "Bo is here" in text


def test_the_others_words_come_with_it(sign_in, bond, ana, bo, unlock):
    first_words.write(unlock(bo), bond, "And I your laugh.")

    assert "And I your laugh." in sign_in(ana).get("/today/").content.decode()


def test_the_card_can_be_put_aside_and_returns_only_with_words(sign_in, bond, ana, bo, unlock):
    browser = sign_in(ana)
    card = part.today(unlock(ana))
    browser.post("/aside/", {"mark": card.context["mark"]})
    assert part.today(unlock(ana)) is None

    first_words.write(unlock(bo), bond, "And I your laugh.")
    assert part.today(unlock(ana)).context["words"].theirs.text == "And I your laugh."

    browser.post("/aside/", {"mark": aside.words_came(bond)})
    assert part.today(unlock(ana)) is None


def test_who_has_read_and_given_back_is_not_told_again(sign_in, bond, bo, unlock):
    sign_in(bo).post("/begin/first/", {"text": "And I your laugh."})

    assert part.today(unlock(bo)) is None


@pytest.mark.parametrize(("days", "is_said"), [(6, True), (7, False)])
def test_the_card_rests_after_a_week(bond, ana, unlock, days, is_said):
    Bond.objects.update(began=timezone.localdate() - timedelta(days=days))

    assert (part.today(unlock(ana)) is not None) is is_said


def test_who_was_left_is_told_calmly_until_they_put_it_aside(sign_in, bond, ana, bo, unlock):
    pairing.leave(unlock(ana), withdraw=False)
    browser = sign_in(bo)

    assert "The shared space with Ana has ended" in browser.get("/today/").content.decode()

    browser.post("/aside/", {"mark": aside.ended(bond)})
    assert part.today(unlock(bo)) is None


def test_who_left_is_not_told(bond, ana, unlock):
    pairing.leave(unlock(ana), withdraw=False)

    assert part.today(unlock(ana)) is None


def test_only_a_mark_can_be_put_aside(sign_in, kim):
    assert sign_in(kim).post("/aside/", {"mark": "x" * 5000}).status_code == 400


def test_marks_do_not_grow_without_end(bond, ana, unlock):
    me = unlock(ana)
    for number in range(aside.MOST + 5):
        aside.put(me, f"share:{number:036}")

    assert len(unlock(ana).settings.aside) == aside.MOST


def test_the_end_of_a_bond_stays_put_aside(bond, ana, unlock):
    me = unlock(ana)
    aside.put(me, aside.ended(bond))
    for number in range(aside.MOST + 5):
        aside.put(me, f"share:{number:036}")

    assert aside.is_put(unlock(ana), aside.ended(bond))


def test_a_waiting_invite_is_found_again_from_today(sign_in, ana, unlock):
    pairing.invite(unlock(ana), first_words="", colour="madder")

    page = sign_in(ana).get("/today/").content.decode()

    assert "Your invite waits" in page
    assert 'href="/invite/"' in page


def test_two_requests_at_once_both_keep_their_settings(ana, unlock):
    one, two = unlock(ana), unlock(ana)
    assert one.settings == two.settings

    one.change_settings(lambda now: replace(now, ceiling=1))
    aside.put(two, "share:" + "0" * 36)

    now = unlock(ana).settings
    assert (now.ceiling, len(now.aside)) == (1, 1)


def test_without_the_bond_key_at_hand_that_comes_first(bond, ana, unlock):
    BondKey.objects.filter(membership__person=ana).update(boxed=b"x" * 80)

    assert part.today(unlock(ana)).template == "people/_today_waits.html"


@pytest.mark.parametrize("is_past", [False, True])
def test_a_card_costs_at_most_three_queries(bond, ana, bo, unlock, is_past):
    if is_past:
        pairing.leave(unlock(bo), withdraw=False)
    me = unlock(ana)
    assert me.bond is None or me.bond_key
    assert me.past_seats is not None

    with CaptureQueriesContext(connection) as queries:
        assert part.today(me)

    assert len(queries) <= 3


def test_the_export_holds_both_first_words(bond, ana, bo, unlock):
    first_words.write(unlock(bo), bond, "And I your laugh.")

    told = part.export(unlock(ana))

    assert told["bond"]["with"] == "Bo"
    assert told["bond"]["my_first_words"] == "I like your patience."
    assert told["bond"]["their_first_words"] == "And I your laugh."
    assert told["past"] == []


def test_the_export_holds_the_past_and_ones_own_withdrawn_words(bond, ana, bo, unlock):
    pairing.leave(unlock(ana), withdraw=True)

    mine, theirs = part.export(unlock(ana)), part.export(unlock(bo))

    assert mine["bond"] is None
    assert mine["past"][0]["my_first_words"] == "I like your patience."
    assert theirs["past"][0]["their_first_words"] is None


def test_erasing_a_person_frees_the_other(bond, ana, bo, unlock):
    part.erase(ana)
    Person.objects.filter(pk=ana.pk).delete()

    assert unlock(bo).bond is None
    assert unlock(bo).past_seats[0].bond == bond
    assert not FirstWords.objects.filter(author=ana.pk).exists()
    assert part.today(unlock(bo)).context["past"].other.name == ""


def test_erasing_the_last_of_two_leaves_no_bond(bond, ana, bo):
    for person in (ana, bo):
        part.erase(person)
        Person.objects.filter(pk=person.pk).delete()

    assert not Bond.objects.exists()
