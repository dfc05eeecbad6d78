import time_machine
from django.http import HttpResponse

from closeknit.live import tickets
from closeknit.live.tickets import Ticket

TICKET = Ticket("bond:00ff", "0a1b")


def test_a_ticket_reads_as_it_was_given():
    assert Ticket.read(str(TICKET)) == TICKET


def test_a_ticket_that_was_changed_or_is_old_opens_nothing():
    with time_machine.travel("2026-03-01 08:00", tick=False) as clock:
        cookie = str(TICKET)
        changed = cookie.replace("00ff", "00fe")
        clock.shift(tickets.HOURS * 3600 + 1)

        assert Ticket.read(cookie) is None
    assert Ticket.read(changed) is None
    assert Ticket.read("") is None


def test_it_travels_to_the_streams_alone_and_no_script_reads_it():
    response = HttpResponse()

    tickets.give(response, TICKET, is_https=True)

    cookie = response.cookies["__Secure-closeknit-live"]
    assert (cookie["path"], cookie["samesite"]) == ("/live/", "Strict")
    assert cookie["httponly"] and cookie["secure"]


def test_the_mark_of_a_session_does_not_give_it_away():
    assert "abcdef" not in tickets.mark_of("abcdef")
    assert tickets.mark_of("abcdef") == tickets.mark_of("abcdef") != tickets.mark_of("abcdeg")
