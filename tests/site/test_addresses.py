"""Every address of the house, tried by everybody whom it does not concern."""

from functools import cache
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.http import HttpResponseNotFound
from django.utils import timezone

from closeknit.apps.checkins import words as checkin_words
from closeknit.apps.checkins.models import CheckIn, Mend, Reply, SharedCheckIn
from closeknit.apps.listening import keeping, protocols, talks
from closeknit.apps.listening.models import AfterTalk, OwnProtocol, Said, Takeaway, Talk
from closeknit.apps.listening.words import OwnProtocolWords
from closeknit.apps.people import pairing
from closeknit.apps.people.backend import KeyedBackend
from closeknit.apps.people.models import FirstWords
from closeknit.apps.questions import letters
from closeknit.apps.questions import words as question_words
from closeknit.apps.questions.models import Answer, JournalEntry, Letter, Opening, Response
from closeknit.apps.together import calendars, moments, offering, phones, rituals
from closeknit.apps.together.developing import develop
from closeknit.apps.together.models import (
    Away,
    Feed,
    Felt,
    Moment,
    OfferedHours,
    Photo,
    Ritual,
    SharedMoment,
)
from closeknit.apps.together.words import MEMORY, MomentWords, Timing
from closeknit.site import errors
from tests.apps.together.camera import photograph
from tests.site.table import concerning_no_row, concerning_one_row

pytestmark = pytest.mark.django_db

SECRET = "a lighthouse keeper's umbrella"
NOW = "2026-03-01T20:15:00+00:00"
# Everybody may read these; they hold nobody's words.
PUBLIC = {
    *("", "offline/", "manifest.webmanifest", "sw.js", "help/", "away/", "sign-up/", "sign-in/"),
    *("join/", "join/offer/", "join/end/", "join/decline/", "recover/", "sign-in/second/"),
    *("recover/wait/", "recover/finish/", "notices/stop/x~y/", "time/feed/x~y.ics"),
    *("language/", "pass/", "learn/", "learn/sign-lonely/", "learn/instead/"),
}


@pytest.fixture
def fay(make_person):
    return make_person("Fay")


@pytest.fixture
def couple(fay, ana, bo, unlock):
    """Ana and Bo with one of everything. Fay was with Ana before and can read nothing."""
    pairing.accept(unlock(fay), pairing.invite(unlock(ana), first_words=SECRET, colour="indigo"))
    pairing.leave(unlock(ana), withdraw=True)
    code = pairing.invite(unlock(ana), first_words=SECRET, colour="madder")
    bond = pairing.accept(unlock(bo), code)
    me, other, day = unlock(ana), unlock(bo), timezone.localdate()
    common = {"bond": bond, "day": day}
    feeling = checkin_words.CheckInWords(checkin_words.NAMED, SECRET, NOW)
    kept = CheckIn.create_sealed(me.key, feeling, person=ana, day=day)
    shared = SharedCheckIn.create_sealed(
        me.bond_key,
        checkin_words.SharedWords(SECRET, NOW),
        author=ana,
        check_in=kept,
        **common,
    )
    said = checkin_words.ReplyWords(SECRET, checkin_words.WORDS, NOW)
    reply = Reply.create_sealed(other.bond_key, said, shared=shared, author=bo, **common)
    Reply.create_sealed(me.bond_key, said, shared=shared, parent=reply, author=ana, **common)
    mend = checkin_words.MendWords(SECRET, NOW)
    Mend.create_sealed(me.bond_key, mend, author=ana, reply=reply, **common)
    asked = question_words.QuestionWords("", SECRET, depth=2, author=str(ana.pk))
    opened = Opening.create_sealed(me.bond_key, asked, opened_on=day, is_current=False, **common)
    waiting = Opening.create_sealed(me.bond_key, asked, **common)
    written = question_words.WrittenWords(SECRET, NOW)
    for opening, author in ((opened, me), (opened, other), (waiting, other)):
        Answer.create_sealed(
            author.bond_key, written, opening=opening, author=author.person, day=day
        )
    Response.create_sealed(me.bond_key, written, opening=opened, author=ana, day=day)
    note = question_words.JournalWords("", SECRET, SECRET, NOW)
    JournalEntry.create_sealed(me.key, note, person=ana, day=day)
    for whom in (question_words.ME, question_words.OTHER):
        letters.write(me, uuid4(), question_words.LetterWords(SECRET, whom, "2026-12-24", NOW))
    _talk(me, other)
    _ritual(me, other)
    _moments(me)
    return bond


def _moments(me):
    """One moment that Ana shares and one that she keeps, each with a photo."""
    laid = moments.Laid(develop(photograph((80, 60))), SECRET)
    for is_shared in (True, False):
        row = moments.keep(me, uuid4(), MomentWords(MEMORY, SECRET, "2026-03-01", NOW), laid)
        if is_shared:
            moments.share(me, row.pk)


def _ritual(me, other):
    """One ritual that both agreed on, and hours that Ana offers."""
    timing = Timing("2026-12-01T20:00", "UTC", "FREQ=WEEKLY;BYDAY=TU", 30)
    row = rituals.propose(me, uuid4(), rituals.Proposal(SECRET, timing, SECRET))
    rituals.agree(other, row.pk)
    offering.offer(me, ((0, 18, 22),))
    calendars.make_feed(me, 0)
    row = phones.begin(me, uuid4(), 30, at_one_phone=True)
    phones.say(me, row.pk, SECRET, 6)


def _talk(me, other):
    """One talk in writing under way, with something said and kept, and an invitation."""
    wish = talks.Wish(uuid4(), first=0, topic=SECRET, in_writing=True)
    row = talks.begin(me, protocols.way(me, "ten-minutes"), wish)
    talk = talks.press(other, row.pk, lambda talk: talk.accept(1, talks.now_ms()))
    talks.write(me, row.pk, talk.visit, SECRET)
    for is_shared in (True, False):
        keeping.keep(me, row, SECRET, felt=5, is_shared=is_shared)
    keeping.keep(other, row, "Tea", felt=5, is_shared=True)
    own = OwnProtocolWords("Ours", (("speaker", SECRET, 60),))
    keeping.keep_protocol(me, uuid4(), own)


def ids(bond):
    """One id of each kind of row: what a stranger could know or guess."""
    kinds = (
        *(CheckIn, SharedCheckIn, Reply, Mend, Opening, Answer, Response, JournalEntry),
        *(Talk, Said, Takeaway, AfterTalk, OwnProtocol, Ritual, OfferedHours, Feed, Away, Felt),
        *(Moment, SharedMoment, Photo),
    )
    letters_of_both = Letter.objects.values_list("pk", flat=True)
    rows = [model._default_manager.exclude(pk=None).first().pk for model in kinds]
    waiting = Opening.objects.get(opened_on=None).pk
    return [
        *rows,
        *letters_of_both,
        waiting,
        bond.pk,
        FirstWords.objects.get(bond=bond).pk,
        uuid4(),
    ]


@pytest.fixture
def eve_with_gil(eve, make_person, unlock):
    """A stranger with a bond of her own: no page turns her away for being alone."""
    code = pairing.invite(unlock(eve), first_words="Hello", colour="madder")
    pairing.accept(unlock(make_person("Gil")), code)
    return eve


@pytest.fixture
def hasten(monkeypatch):
    """Return a function after which a request costs little, where only its answer's kind counts.

    Who asks is looked up once, and what is missing has no page around it.
    """

    def be_quick():
        look_up = cache(KeyedBackend().get_user)
        monkeypatch.setattr(KeyedBackend, "get_user", lambda _backend, pk: look_up(pk))
        monkeypatch.setattr(errors, "page_not_found", lambda *_: HttpResponseNotFound())

    return be_quick


@pytest.mark.parametrize("name", ["eve_with_gil", "fay"])
def test_others_find_nothing_at_any_address_of_a_row(request, sign_in, couple, hasten, name):
    browser, before = sign_in(request.getfixturevalue(name)), row_counts()
    assert browser.get("/nowhere/").status_code == 404
    hasten()

    for route, key in concerning_one_row():
        for pk in ids(couple):
            for method in (browser.get, browser.post):
                address = "/" + route.replace(f"<uuid:{key}>", str(pk))
                answer = method(address)
                assert answer.status_code in {404, 405}, (address, method.__name__)

    assert row_counts() == before


def test_nobody_finds_anything_without_signing_in(client, couple):
    for route, key in concerning_one_row():
        for pk in ids(couple):
            answer = client.get("/" + route.replace(f"<uuid:{key}>", str(pk)))
            assert answer.status_code in {302, 404, 405}, route
            assert SECRET not in answer.content.decode()


@pytest.mark.parametrize("route", concerning_no_row())
def test_a_page_without_a_row_asks_for_a_password_or_is_public(client, db, route):
    answer = client.get("/" + route)

    is_asked = answer.status_code == 302 or answer.status_code in {401, 403, 405}
    assert is_asked or route in PUBLIC, route


@pytest.mark.parametrize("name", ["eve_with_gil", "kim", "fay", "bo"])
def test_no_page_shows_what_was_not_given(request, sign_in, couple, name):
    browser = sign_in(request.getfixturevalue(name))

    # Leaving quickly locks the browser, and then every page would be empty.
    routes = [route for route in concerning_no_row() if route != "away/"]
    # A deck as cards is no text.
    pages = {route: browser.get("/" + route).content.decode(errors="replace") for route in routes}
    assert browser.get("/today/").status_code == 200

    shown = {route for route, page in pages.items() if SECRET.replace("'", "&#x27;") in page}
    if name != "bo":
        assert not shown
    else:
        assert "time/moments/" in shown
        assert "ask/journal/" not in shown
        assert "feel/back/" not in shown


def test_bo_reads_what_is_shared_and_not_what_is_kept(sign_in, bo, couple):
    browser = sign_in(bo)
    shared, kept = SharedCheckIn.objects.get(), CheckIn.objects.get()

    assert browser.get(f"/feel/from/{shared.pk}/").status_code == 200
    assert browser.get(f"/feel/{kept.pk}/").status_code == 404


def test_bo_sees_the_photo_that_is_shared_and_not_the_one_that_is_kept(sign_in, bo, couple):
    browser, given = sign_in(bo), SharedMoment.objects.get()

    for photo in Photo.objects.all():
        answer = browser.get(f"/time/photos/{photo.pk}/")
        assert (answer.status_code == 200) is (photo.moment_id == given.moment_id)
    assert browser.get(f"/time/moments/{given.moment_id}/").status_code == 404
    assert browser.post(f"/time/moments/{given.moment_id}/photos/").status_code == 404
    assert browser.get(f"/time/moments/from/{given.pk}/").status_code == 200


def row_counts():
    ours = (model for model in apps.get_models() if model.__module__.startswith("closeknit."))
    return {
        model: model._default_manager.count()
        for model in ours
        if model._meta.model_name not in {"session", "draftdesk", "askedbefore"}
    }


def test_ids_are_random():
    assert CheckIn(sealed=b"").pk != CheckIn(sealed=b"").pk
    assert isinstance(CheckIn(sealed=b"").pk, UUID)
