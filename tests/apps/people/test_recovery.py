import re
from dataclasses import replace
from datetime import date, timedelta

import pyotp
import pytest
import time_machine
from django.utils import timezone

from closeknit.apps.checkins.models import CheckIn, SharedCheckIn
from closeknit.apps.checkins.words import CheckInWords, SharedWords
from closeknit.apps.people import accounts, drafts, giving_back, pairing, recovery
from closeknit.apps.people.models import (
    Bond,
    FirstWords,
    Invite,
    Person,
    Recovery,
    RetiredKey,
    Session,
    Totp,
)
from closeknit.apps.people.part import PeoplePart
from closeknit.apps.people.unlocked import Unlocked
from closeknit.apps.people.views import recovery as views
from closeknit.apps.questions.models import JournalEntry
from closeknit.apps.questions.words import JournalWords
from closeknit.keys import CannotOpen
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db
NEW = "flax-and-heather-27"
FIRST_DAY = date(2026, 3, 1)


def fresh(person):
    return Person.objects.select_related("own_settings").get(pk=person.pk)


def with_password(person, password):
    return accounts.check_password(fresh(person), password)


def anew(person, password=NEW):
    """Let the person begin anew, as after the week."""
    ticket = recovery.ask(person.address)
    with time_machine.travel(timezone.localdate() + timedelta(days=7)):
        opened = recovery.begin_anew(recovery.ready(ticket), password)
    person.secret_for_tests = opened.secret
    Person.objects.filter(pk=person.pk).update(kit_confirmed=True)
    return Unlocked(fresh(person), opened.secret)


# With the printed code


def test_the_code_sets_a_new_password_and_the_key_stays(client, ana, unlock):
    code = accounts.new_kit(unlock(ana))

    response = client.post(
        "/recover/", {"address": ana.address, "code": code.lower(), "new_password": NEW}
    )

    assert response["Location"] == "/sign-in/?new=1"
    assert with_password(ana, PASSWORD) is None
    assert with_password(ana, NEW).secret == ana.secret_for_tests
    assert "Your new password is set" in client.get(response["Location"]).content.decode()


def test_recovering_signs_out_everywhere_and_calls_off_what_waits(client, ana, sign_in, unlock):
    code = accounts.new_kit(unlock(ana))
    browser = sign_in(ana)
    recovery.ask(ana.address)

    client.post("/recover/", {"address": ana.address, "code": code, "new_password": NEW})

    assert browser.get("/settings/").status_code == 302
    assert not Recovery.objects.exists()


def test_a_wrong_code_and_an_unknown_address_get_the_same_answer(client, ana, unlock):
    accounts.new_kit(unlock(ana))
    sent = {"code": "0000-" * 7 + "0000", "new_password": NEW}

    wrong = client.post("/recover/", sent | {"address": ana.address})
    unknown = client.post("/recover/", sent | {"address": "no@example.org"})

    def told(response):
        return response.context["form"].errors.as_json()

    assert told(wrong) == told(unknown)


def test_wrong_codes_of_somebody_else_do_not_keep_the_owner_out(client, ana, unlock):
    code = accounts.new_kit(unlock(ana))
    sent = {"address": ana.address, "new_password": NEW}
    for _ in range(20):
        client.post("/recover/", sent | {"code": "0000"})

    response = client.post("/recover/", sent | {"code": code})

    assert response.status_code == 302
    assert with_password(ana, NEW)


def test_a_weak_new_password_is_refused_at_its_field(client, ana, unlock):
    code = accounts.new_kit(unlock(ana))

    response = client.post(
        "/recover/", {"address": ana.address, "code": code, "new_password": "password123"}
    )

    assert list(response.context["form"].errors) == ["new_password"]
    assert with_password(ana, PASSWORD) is not None


def test_recovering_with_the_code_leaves_the_second_factor(client, ana, unlock):
    code = accounts.new_kit(unlock(ana))
    Totp.objects.create(person=ana, secret=pyotp.random_base32())

    client.post("/recover/", {"address": ana.address, "code": code, "new_password": NEW})
    response = client.post("/sign-in/", {"address": ana.address, "password": NEW})

    assert response["Location"].startswith("/sign-in/second/")


# Without it: the week's wait


def ask(client, address):
    page = client.post("/recover/wait/", {"address": address})
    return page, "-".join(page.context["groups"])


def test_asking_gives_every_address_the_same_page(client, ana):
    def bare(response):
        page = response.content.decode()
        for volatile in (r"<li>[0-9A-Z]{4}</li>", r"\w+@example\.org", r'value="\w{64}"'):
            page = re.sub(volatile, "", page)
        return page

    known, _ = ask(client, ana.address)
    unknown, _ = ask(client, "no@example.org")

    assert bare(known) == bare(unknown)
    assert Recovery.objects.count() == 1


def test_the_ticket_is_stored_hashed(client, ana):
    _, ticket = ask(client, ana.address)

    assert ticket not in Recovery.objects.get().ticket_hash


def test_asking_again_and_again_is_slowed_down(client, ana):
    for _ in range(views.ASKED.tries):
        views.ASKED.count(ana.address)

    response = client.post("/recover/wait/", {"address": ana.address})

    assert response.status_code == 400
    assert not Recovery.objects.exists()


def test_a_partner_who_asks_by_hand_keeps_nobody_out(client, ana):
    for _ in range(20):
        ask(client, ana.address)

    response, _ = ask(client, ana.address)

    assert response.status_code == 200


def test_a_request_that_was_called_off_a_moment_ago_changes_no_key(client, ana):
    ask(client, ana.address)
    Recovery.objects.update(asked_on=timezone.localdate() - timedelta(days=8))
    found = Recovery.objects.get()
    recovery.call_off(ana)

    with pytest.raises(recovery.CalledOff):
        recovery.begin_anew(found, "another-linen-thread")

    ana.refresh_from_db()
    assert ana.key_version == 1


def test_before_the_week_is_over_a_real_ticket_answers_like_a_made_up_one(client, ana):
    with time_machine.travel(FIRST_DAY) as clock:
        _, ticket = ask(client, ana.address)
        clock.shift(timedelta(days=6))
        real = client.post("/recover/finish/", {"code": ticket})
        made_up = client.post("/recover/finish/", {"code": "0000-0000-0000-0000-0000-0000"})

    assert real.status_code == 400
    assert real.context["form"].errors == made_up.context["form"].errors


def test_after_the_week_there_is_a_new_key_and_a_new_kit(client, ana):
    with time_machine.travel(FIRST_DAY) as clock:
        _, ticket = ask(client, ana.address)
        clock.shift(timedelta(days=7))
        assert client.post("/recover/finish/", {"code": ticket})["Location"] == "/recover/anew/"
        response = client.post("/recover/anew/", {"new_password": NEW})

        assert response["Location"] == "/kit/"
        groups = client.post("/kit/show/").context["groups"]
        done = client.post("/kit/confirm/", {"first": groups[2], "second": groups[6]})

    person = fresh(ana)
    assert done["Location"] == "/settings/me/"
    assert (person.key_version, person.kit_confirmed) == (2, True)
    assert with_password(ana, NEW).secret != ana.secret_for_tests
    assert RetiredKey.objects.get(person=ana).retired_on == FIRST_DAY + timedelta(days=7)
    assert not Recovery.objects.exists()


def test_a_ticket_does_not_stay_good_forever(client, ana):
    with time_machine.travel(FIRST_DAY) as clock:
        _, ticket = ask(client, ana.address)
        clock.shift(timedelta(days=31))

        assert client.post("/recover/finish/", {"code": ticket}).status_code == 400


def test_any_session_sees_it_on_today_and_in_settings(ana, sign_in):
    browser = sign_in(ana)
    recovery.ask(ana.address)

    for address in ("/settings/", "/settings/security/"):
        assert "Somebody asked to recover this account" in browser.get(address).content.decode()


def test_a_locked_session_sees_it_too(ana, sign_in):
    browser = sign_in(ana)
    browser.post("/away/")
    recovery.ask(ana.address)

    page = browser.get("/unlock/").content.decode()

    assert "Somebody asked to recover this account" in page


@pytest.mark.parametrize("is_locked", [False, True])
def test_any_session_calls_it_off(ana, sign_in, is_locked):
    browser = sign_in(ana)
    ticket = recovery.ask(ana.address)
    if is_locked:
        browser.post("/away/")

    browser.post("/recover/call-off/")

    with time_machine.travel(timezone.localdate() + timedelta(days=8)):
        assert recovery.ready(ticket) is None


def test_eve_cannot_call_off_anas(ana, eve, sign_in, client):
    recovery.ask(ana.address)

    sign_in(eve).post("/recover/call-off/")
    client.post("/recover/call-off/")

    assert Recovery.objects.count() == 1


def test_who_asked_first_keeps_nobody_else_out(ana):
    recovery.ask(ana.address)
    mine = recovery.ask(ana.address)

    with time_machine.travel(timezone.localdate() + timedelta(days=8)):
        assert recovery.ready(mine) is not None


def test_called_off_between_ticket_and_password_nothing_happens(client, ana):
    ticket = recovery.ask(ana.address)
    with time_machine.travel(timezone.localdate() + timedelta(days=8)):
        client.post("/recover/finish/", {"code": ticket})
        recovery.call_off(ana)
        response = client.post("/recover/anew/", {"new_password": NEW})

    assert response["Location"] == "/recover/finish/"
    assert fresh(ana).key_version == 1


@pytest.mark.parametrize(("minutes", "door"), [(14, "/kit/"), (16, "/recover/finish/")])
def test_a_ticket_that_was_shown_rests_for_a_quarter_of_an_hour(client, ana, minutes, door):
    ticket = recovery.ask(ana.address)
    shown = timezone.now() + timedelta(days=8)
    with time_machine.travel(shown, tick=False):
        client.post("/recover/finish/", {"code": ticket})
    with time_machine.travel(shown + timedelta(minutes=minutes), tick=False):
        response = client.post("/recover/anew/", {"new_password": NEW})

    assert response["Location"] == door


@pytest.mark.parametrize("is_in", [False, True])
def test_other_pages_meanwhile_do_not_end_it(client, sign_in, ana, is_in):
    browser = sign_in(ana) if is_in else client
    ticket = recovery.ask(ana.address)
    with time_machine.travel(timezone.now() + timedelta(days=8), tick=False):
        browser.post("/recover/finish/", {"code": ticket})
        for path in ("/sw.js", "/", "/today/", "/nothing/"):
            browser.get(path)
        response = browser.post("/recover/anew/", {"new_password": NEW})

    assert response["Location"] == "/kit/"


def test_signing_in_as_somebody_else_does_not_take_the_ticket_over(client, ana, eve):
    ticket = recovery.ask(ana.address)
    with time_machine.travel(timezone.now() + timedelta(days=8), tick=False):
        client.post("/recover/finish/", {"code": ticket})
        client.post("/sign-in/", {"address": eve.address, "password": PASSWORD})
        response = client.post("/recover/anew/", {"new_password": NEW})

    assert response["Location"] == "/recover/finish/"
    assert fresh(ana).key_version == 1


def test_nobody_begins_anew_without_a_ticket(client, ana):
    assert client.post("/recover/anew/", {"new_password": NEW})["Location"] == "/recover/finish/"


def test_beginning_anew_does_not_go_around_the_second_factor(client, ana):
    app = pyotp.TOTP(pyotp.random_base32())
    Totp.objects.create(person=ana, secret=app.secret)
    ticket = recovery.ask(ana.address)
    with time_machine.travel(timezone.localdate() + timedelta(days=8), tick=False):
        asked = client.post("/recover/finish/", {"code": ticket})
        skipped = client.post("/recover/anew/", {"new_password": NEW})
        shown = client.post("/recover/second/", {"code": app.now()})
        client.post("/recover/anew/", {"new_password": NEW})

    assert asked["Location"] == skipped["Location"] == "/recover/second/"
    assert shown["Location"] == "/recover/anew/"
    assert fresh(ana).key_version == 2
    assert Totp.objects.filter(person=ana).exists()


def test_beginning_anew_ends_all_sessions_and_the_open_invite(ana, sign_in, unlock):
    browser = sign_in(ana)
    pairing.invite(unlock(ana), first_words="", colour="madder")

    anew(ana)

    assert browser.get("/settings/").status_code == 302
    assert not Session.objects.filter(person=ana).exists()
    assert not Invite.objects.exists()


# What comes back


def test_old_drafts_and_settings_do_not_open_with_the_new_key(ana, unlock):
    drafts.keep(unlock(ana), "journal", {"text": "an old line"})

    me = anew(ana)

    assert me.name == ""
    assert drafts.read(me, "journal") == {}


@pytest.mark.parametrize("way", ["password", "code"])
def test_the_old_key_comes_back_with_the_old_password_or_code(ana, unlock, sign_in, way):
    code = accounts.new_kit(unlock(ana))
    before = unlock(ana).key
    me = anew(ana)

    assert recovery.bring_back(me, PASSWORD if way == "password" else code)

    assert me.keys[1] == before
    assert recovery.old_keys(fresh(ana)) == []


def test_private_limits_come_back_where_nothing_new_was_chosen(make_person, unlock):
    person = make_person("Ada", ceiling=2, tags_off=("trauma",), evenings=1)
    Recovery.objects.create(person=person, ticket_hash="x", asked_on=FIRST_DAY)
    with time_machine.travel(FIRST_DAY + timedelta(days=8), tick=False):
        me = recovery.begin_anew(Recovery.objects.get(), NEW).unlocked()
    me.change_settings(lambda now: replace(now, name="Ada", evenings=5))

    recovery.bring_back(me, PASSWORD)

    found = me.settings
    assert (found.ceiling, found.tags_off, found.evenings) == (2, ("trauma",), 5)


def test_old_words_come_back_on_their_page(ana, client):
    anew(ana)
    client.post("/sign-in/", {"address": ana.address, "password": NEW})

    wrong = client.post("/settings/old-words/", {"old_password": "not-this-one"})
    right = client.post("/settings/old-words/", {"old_password": PASSWORD})

    assert "old_password" in wrong.context["form"].errors
    assert "Your words are back" in right.content.decode()


def test_guessing_old_passwords_is_slowed_down(ana, client):
    anew(ana)
    client.post("/sign-in/", {"address": ana.address, "password": NEW})
    for _ in range(10):
        client.post("/settings/old-words/", {"old_password": "not-this-one"})

    response = client.post("/settings/old-words/", {"old_password": PASSWORD})

    assert "too often" in response.content.decode()


def test_after_a_second_loss_both_old_keys_can_come_back(ana):
    first = anew(ana)
    recovery.bring_back(first, PASSWORD)
    second = anew(ana, "third-password-28")

    assert set(second.keys) == {3}
    assert recovery.bring_back(second, NEW)

    assert set(second.keys) == {1, 2, 3}


def test_after_a_second_loss_the_oldest_password_brings_its_own_key_alone(ana):
    recovery.bring_back(anew(ana), PASSWORD)
    me = anew(ana, "third-password-28")

    assert recovery.bring_back(me, PASSWORD)

    assert set(me.keys) == {1, 3}
    assert [old.version for old in recovery.old_keys(fresh(ana))] == [2]


def test_after_a_second_loss_its_days_begin_again(ana):
    recovery.bring_back(anew(ana), PASSWORD)
    RetiredKey.objects.update(retired_on=FIRST_DAY)
    anew(ana, "third-password-28")

    recovery.expire(FIRST_DAY + timedelta(days=100))

    assert RetiredKey.objects.count() == 2


def test_drafts_come_back_beside_those_begun_since(ana, unlock):
    drafts.keep(unlock(ana), "journal", {"text": "an old line"})
    drafts.keep(unlock(ana), "mend", {"text": "an old mend"})
    me = anew(ana)
    drafts.keep(me, "mend", {"text": "a new mend"})

    recovery.bring_back(me, PASSWORD)

    assert drafts.read(me, "journal") == {"text": "an old line"}
    assert drafts.read(me, "mend") == {"text": "a new mend"}


def test_after_ninety_days_the_old_key_is_gone_with_what_it_opened(ana):
    anew(ana)
    retired = RetiredKey.objects.get()

    recovery.expire(retired.gone_after)
    assert RetiredKey.objects.exists()
    recovery.expire(retired.gone_after + timedelta(days=1))

    assert not RetiredKey.objects.exists()


def test_only_what_the_old_key_opens_goes_with_it(bond, ana, unlock):
    before = unlock(ana)
    words = JournalWords("", "A question", "An answer", "2026-03-01T20:00")
    old = JournalEntry.create_sealed(before.key, words, person=ana, day=FIRST_DAY)
    me = anew(ana)
    new = JournalEntry.create_sealed(me.key, words, person=ana, day=FIRST_DAY)

    recovery.expire(RetiredKey.objects.get().gone_after + timedelta(days=1))

    assert list(JournalEntry.objects.all()) == [new]
    assert FirstWords.objects.filter(author=ana).exists()
    assert not JournalEntry.objects.filter(pk=old.pk).exists()


def test_a_shared_check_in_keeps_its_copy(bond, ana, unlock):
    before = unlock(ana)
    words = CheckInWords("named", "I feel calm.", "2026-03-01T20:00")
    row = CheckIn.create_sealed(before.key, words, person=ana, day=FIRST_DAY)
    shared = SharedWords("I feel calm.", "2026-03-01T20:00")
    SharedCheckIn.create_sealed(
        before.bond_key, shared, check_in=row, bond=bond, author=ana, day=FIRST_DAY
    )
    anew(ana)

    recovery.expire(RetiredKey.objects.get().gone_after + timedelta(days=1))

    assert SharedCheckIn.objects.exists()


def test_what_came_back_is_not_deleted(ana):
    me = anew(ana)
    recovery.bring_back(me, PASSWORD)
    retired = RetiredKey.objects.get()

    recovery.expire(retired.gone_after + timedelta(days=100))

    assert set(Unlocked(fresh(ana), me.key.secret).keys) == {1, 2}


def test_tickets_that_nobody_used_are_deleted(ana):
    recovery.ask(ana.address)

    recovery.expire(timezone.localdate() + timedelta(days=31))

    assert not Recovery.objects.exists()


# The shared past


def test_what_is_shared_stays_closed_until_the_other_confirms(bond, ana, bo):
    me = anew(ana)

    assert me.waits_for_key
    with pytest.raises(CannotOpen):
        _ = me.bond_key
    assert me.partner is None
    assert me.colour == "madder"


def test_pages_say_so_kindly(bond, ana, client):
    anew(ana)
    client.post("/sign-in/", {"address": ana.address, "password": NEW})

    for address in ("/settings/", "/settings/me/", "/settings/security/", "/settings/export/"):
        assert client.get(address).status_code == 200
    assert "What you share is closed for now" in client.get("/today/").content.decode()
    assert client.post("/settings/me/", {"name": "Ana"}).status_code == 302


def test_the_other_is_told_in_so_many_words(bond, ana, bo, sign_in):
    anew(ana)

    browser = sign_in(bo)

    today, page = browser.get("/today/"), browser.get("/recover/give-back/")
    assert "Ana lost password and code" in today.content.decode()
    assert "Only confirm after you have spoken with each other" in page.content.decode()


def test_confirming_needs_the_password(bond, ana, bo, sign_in):
    anew(ana)

    response = sign_in(bo).post("/recover/give-back/", {"password": "not-this-one"})

    assert "password" in response.context["form"].errors
    assert Bond.objects.get().key_version == 1


def test_confirming_gives_the_shared_past_back(bond, ana, bo, sign_in, unlock):
    me = anew(ana)

    response = sign_in(bo).post("/recover/give-back/", {"password": PASSWORD})

    assert response.status_code == 200
    me = unlock(ana)
    words = FirstWords.objects.get(author=ana)
    assert words.open(me.bond_keys(me.bond)[words.key_version]).text
    assert (me.partner.name, me.profile.name) == ("Bo", "Ana")
    assert me.bond_key == unlock(bo).bond_key
    assert me.bond_key.version == 2
    assert me.bond_key.secret != me.bond_keys(me.bond)[1].secret


def test_what_changed_meanwhile_reaches_the_bond_however_old_it_is(bond, ana, bo, unlock):
    Bond.objects.update(began=FIRST_DAY)
    me = anew(ana)
    me.change_settings(lambda now: replace(now, name="Anna", ceiling=1))
    giving_back.give_back(unlock(bo))

    PeoplePart().today(Unlocked(fresh(ana), me.key.secret))

    assert (unlock(bo).partner.name, unlock(bo).partner.ceiling) == ("Anna", 1)


def test_afterwards_nobody_is_asked_again(bond, ana, bo, sign_in, unlock):
    anew(ana)
    browser = sign_in(bo)
    browser.post("/recover/give-back/", {"password": PASSWORD})

    assert not giving_back.is_asked(unlock(bo))
    assert browser.get("/recover/give-back/")["Location"] == "/today/"


def test_pressing_twice_makes_one_new_key(bond, ana, bo, unlock):
    anew(ana)
    first, second = unlock(bo), unlock(bo)
    assert giving_back.is_asked(first)
    assert giving_back.is_asked(second)

    giving_back.give_back(first)
    giving_back.give_back(second)

    assert Bond.objects.get().key_version == 2


def test_the_old_password_opens_the_shared_past_without_the_other(bond, ana, bo, unlock):
    me = anew(ana)

    recovery.bring_back(me, PASSWORD)

    assert not unlock(ana).waits_for_key
    assert unlock(ana).partner.name == "Bo"
    assert not giving_back.is_asked(unlock(bo))


def test_nobody_is_asked_while_nothing_is_lost(bond, ana, bo, sign_in, unlock):
    assert not giving_back.is_asked(unlock(ana))
    assert sign_in(bo).get("/recover/give-back/")["Location"] == "/today/"


def test_the_one_who_waits_cannot_give_anything_back(bond, ana, bo, unlock):
    anew(ana)
    anew(bo)

    giving_back.give_back(unlock(bo))

    assert not giving_back.is_asked(unlock(bo))
    assert Bond.objects.get().key_version == 1


def test_a_bond_made_after_beginning_anew_asks_nobody(ana, bo, unlock):
    anew(ana)
    code = pairing.invite(unlock(ana), first_words="", colour="madder")
    pairing.accept(unlock(bo), code)

    assert not giving_back.is_asked(unlock(bo))
    assert unlock(ana).partner.name == "Bo"


def test_one_who_waits_can_still_leave(bond, ana, client):
    anew(ana)
    client.post("/sign-in/", {"address": ana.address, "password": NEW})

    client.post("/leave/", {"bond": bond.pk, "shared": "keep"})

    assert Bond.objects.get().ended_on is not None
