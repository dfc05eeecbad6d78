"""What a session's row tells: that somebody is signed in, never when they did something."""

import base64
import json
import time
import zlib
from datetime import timedelta

import pytest
from django.utils import timezone

from closeknit.apps.people import accounts, devices, recovery, second_step
from closeknit.apps.people.models import Recovery, Session, Totp
from tests.conftest import PASSWORD, unlock

pytestmark = pytest.mark.django_db


def stored(session):
    packed = session.session_data.rpartition(":")[0]
    data = base64.urlsafe_b64decode(packed.lstrip(".") + "=" * (-len(packed.lstrip(".")) % 4))
    return zlib.decompress(data) if packed.startswith(".") else data


def test_no_moment_stands_in_it(sign_in, ana):
    sign_in(ana)

    session = Session.objects.get(person=ana)

    assert session.session_data.count(":") == 1
    numbers = [value for value in json.loads(stored(session)).values() if isinstance(value, float)]
    assert not numbers
    assert str(int(time.time()))[:7] not in stored(session).decode()


def test_no_moment_stands_in_it_while_somebody_begins_anew(client, ana):
    ticket = recovery.ask(ana.address)
    Recovery.objects.update(asked_on=timezone.localdate() - timedelta(days=8))

    client.post("/recover/finish/", {"code": ticket})

    held = json.loads(stored(Session.objects.get()))["recovery"]
    assert set(held) == {"id", "mark", "is_second_step_done"}


def test_a_changed_row_signs_nobody_in(sign_in, ana):
    browser = sign_in(ana)
    Session.objects.filter(person=ana).update(session_data="bm90aGluZw:x")

    assert browser.get("/today/").status_code == 302


def test_a_changed_password_ends_a_waiting_second_step(client, ana):
    Totp.objects.create(person=ana, secret="JBSWY3DPEHPK3PXP")
    client.post("/sign-in/", {"address": ana.address, "password": PASSWORD})
    assert client.get("/sign-in/second/").status_code == 200

    accounts.set_password(ana, ana.secret_for_tests, "another-linen-thread")
    devices.end_all(ana)

    assert client.get("/sign-in/second/").status_code == 302


def test_the_second_step_waits_for_ten_minutes_only():
    assert second_step.MINUTES == 10


def test_a_kit_that_another_device_replaced_cannot_be_confirmed(sign_in, ana):
    ana.kit_confirmed = False
    ana.save(update_fields=["kit_confirmed"])
    browser = sign_in(ana)
    shown = browser.post("/kit/show/").context["groups"]
    accounts.new_kit(unlock(ana))

    answer = browser.post("/kit/confirm/", {"first": shown[2], "second": shown[6]})

    assert answer.headers["Location"] == "/kit/"
    ana.refresh_from_db()
    assert not ana.kit_confirmed


def test_words_sent_while_a_kit_waits_come_back(sign_in, ana):
    browser = sign_in(ana)
    ana.kit_confirmed = False
    ana.save(update_fields=["kit_confirmed"])

    page = browser.post("/ask/journal/new/", {"text": "The garden in the rain"})

    assert "The garden in the rain" in page.content.decode()
