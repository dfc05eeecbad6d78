import threading
from functools import partial

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction
from django.test.utils import CaptureQueriesContext

from closeknit.apps.people import drafts, first_words, pairing
from closeknit.apps.people.models import Bond, BondKey, Invite, Membership
from closeknit.apps.people.pairing import CannotPair, Refusal
from closeknit.keys import CannotOpen


def invite(me, words="I like your patience."):
    return pairing.invite(me, first_words=words, colour="madder")


def refusal(act, *args):
    with pytest.raises(CannotPair) as refused:
        act(*args)
    return refused.value.refusal


def test_both_hold_the_same_key_and_a_stranger_none(bond, ana, bo, eve, unlock):
    assert unlock(ana).bond_key.secret == unlock(bo).bond_key.secret
    assert unlock(eve).bond_keys(bond) == {}


def test_the_boxed_key_is_kept_under_the_person_key_after_first_use(bond, ana, unlock):
    assert BondKey.objects.get(membership__person=ana).boxed is not None

    assert unlock(ana).bond_key

    held = BondKey.objects.get(membership__person=ana)
    assert held.boxed is None
    assert bond == unlock(ana).bond


def test_each_has_a_colour(bond, ana, bo, unlock):
    assert (unlock(ana).colour, unlock(bo).colour) == ("madder", "indigo")
    assert unlock(ana).partner.colour == "indigo"


def test_the_inviters_limits_hold_from_the_first_minute(make_person, bo, unlock):
    ana = make_person("Ana", tags_off=("children",), ceiling=2)

    pairing.accept(unlock(bo), invite(unlock(ana)))

    assert unlock(bo).partner.tags_off == ("children",)
    assert unlock(bo).partner.ceiling == 2


def test_one_invite_makes_one_bond(ana, bo, eve, unlock):
    code = invite(unlock(ana))
    pairing.accept(unlock(bo), code)

    assert refusal(pairing.accept, unlock(eve), code) is Refusal.USED


def test_an_inviter_who_is_bonded_meanwhile_cannot_be_accepted(bond, ana, eve, unlock):
    me = unlock(ana)
    code = pairing.codes.new_code(6)
    Membership.objects.update(is_living=False)
    code = invite(me)
    Membership.objects.filter(person=ana).update(is_living=True)

    assert refusal(pairing.accept, unlock(eve), code) is Refusal.THEY_HAVE_A_BOND


def test_the_database_refuses_a_second_living_bond(bond, ana):
    other = Bond.objects.create(began=bond.began)

    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(bond=other, person=ana, seat=0, sealed=b"x")


def test_whoever_gets_the_lock_first_has_the_invite(ana, bo, kim, unlock, monkeypatch):
    code, locked = invite(unlock(ana)), pairing.locked

    def late(*people):
        monkeypatch.setattr(pairing, "locked", locked)
        pairing.accept(unlock(kim), code)
        return locked(*people)

    monkeypatch.setattr(pairing, "locked", late)

    assert refusal(pairing.accept, unlock(bo), code) is Refusal.USED


def test_what_the_constraints_refuse_is_said_in_words(bond, ana, kim, unlock, monkeypatch):
    Membership.objects.update(is_living=False)
    code = invite(unlock(ana))
    Membership.objects.update(is_living=True)
    monkeypatch.setattr(pairing, "has_bond", lambda person: False)

    assert refusal(pairing.accept, unlock(kim), code) is Refusal.USED
    assert unlock(kim).bond is None


def test_accepting_keeps_ones_own_unsent_words_as_a_draft(ana, bo, unlock):
    invite(unlock(bo), "You make the best soup.")

    pairing.accept(unlock(bo), invite(unlock(ana)))

    assert drafts.read(unlock(bo), first_words.DRAFT) == {"text": "You make the best soup."}
    assert not Invite.objects.filter(inviter=bo).exists()


def test_limits_that_changed_on_the_way_reach_the_bond(bond, ana, bo, unlock):
    me = unlock(ana)
    me.change_settings(lambda _now: pairing.SettingsWords(name="Anna", ceiling=1))

    pairing.keep_profile_current(me)

    assert unlock(bo).partner.name == "Anna"
    assert unlock(bo).partner.ceiling == 1
    assert unlock(ana).colour == "madder"


def test_a_later_bond_of_the_same_two_has_new_keys(bond, ana, bo, unlock):
    old = unlock(ana).bond_key
    pairing.leave(unlock(bo), withdraw=False)

    later = pairing.accept(unlock(ana), invite(unlock(bo)))

    new = unlock(ana).bond_key
    assert later != bond
    assert new.secret != old.secret
    for record in Membership.objects.filter(bond=later):
        with pytest.raises(CannotOpen):
            record.open(pairing.Key(later.pk, 1, old.secret))


def test_a_former_partners_key_opens_nothing_new(bond, ana, bo, kim, unlock):
    pairing.leave(unlock(ana), withdraw=False)
    later = pairing.accept(unlock(kim), invite(unlock(ana)))

    me = unlock(bo)

    assert me.bond is None
    assert me.bond_keys(later) == {}
    assert not first_words.read(me, later).theirs


def test_finding_who_i_am_costs_a_constant_number_of_queries(bond, ana, unlock):
    me = unlock(ana)
    assert me.bond_key
    fresh = unlock(ana)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert fresh.partner.name == "Bo"

    assert len(queries) == 1


# SQLite lets one writer in at a time; its tests share one connection's memory.
@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("way", ["same invite", "crossing invites"])
def test_of_two_at_once_one_wins(make_person, unlock, way):
    ana, bo, kim = make_person("Ana"), make_person("Bo"), make_person("Kim")
    code = invite(unlock(ana))
    runs = [(bo, code), (kim, code)]
    if way == "crossing invites":
        runs = [(bo, code), (ana, invite(unlock(bo)))]

    outcomes = at_once([partial(pairing.accept, unlock(person), code) for person, code in runs])

    assert sorted(kind.__name__ for kind in map(type, outcomes)) == ["Bond", "CannotPair"]
    assert Bond.objects.count() == 1
    assert Membership.objects.filter(is_living=True).count() == 2


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_both_leaving_at_once_ends_it_once_with_both_choices(make_person, unlock):
    ana, bo = make_person("Ana"), make_person("Bo")
    bond = pairing.accept(unlock(bo), invite(unlock(ana)))
    first_words.write(unlock(bo), bond, "And I your laugh.")
    people = [unlock(ana), unlock(bo)]
    assert all(me.bond_key for me in people)

    outcomes = at_once([partial(pairing.leave, me, withdraw=True) for me in people])

    assert outcomes == [None, None]
    assert not Membership.objects.filter(is_living=True).exists()
    assert first_words.read(unlock(ana), bond).theirs is None
    assert first_words.read(unlock(bo), bond).theirs is None
    assert first_words.read(unlock(bo), bond).mine.text == "And I your laugh."


def at_once(acts):
    """Run each in a thread of its own, all from one starting line; return values or errors."""
    outcomes, line = [], threading.Barrier(len(acts))

    def run(act):
        line.wait()
        try:
            outcomes.append(act())
        except CannotPair as error:
            outcomes.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def test_a_busy_database_does_not_keep_the_inviter_out(ana, bond, unlock, monkeypatch):
    def is_busy(self, **_):
        raise OperationalError("database is locked")

    monkeypatch.setattr(BondKey, "save", is_busy)
    me = unlock(ana)

    assert me.bond_key.owner == bond.pk
