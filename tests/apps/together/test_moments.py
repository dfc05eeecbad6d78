"""Moments: mine alone, or for both; with photos that are sealed like words."""

import re
import sys
import tempfile
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from closeknit.apps.notices.models import Choice, Outbox
from closeknit.apps.people import giving_back, pairing, recovery
from closeknit.apps.people.models import Recovery
from closeknit.apps.together import moments, photos, timeline
from closeknit.apps.together.developing import LARGEST, develop
from closeknit.apps.together.models import Moment, Photo, SharedMoment
from closeknit.apps.together.words import APPRECIATION, MEMORY, MomentWords
from closeknit.keys import CannotOpen
from tests.apps.together.camera import ALL, photograph

pytestmark = pytest.mark.django_db

TODAY = "2026-11-23"
TEXT = "We danced in the kitchen"


@pytest.fixture
def phones(sign_in, ana, bo, bond):
    return sign_in(ana), sign_in(bo)


def sent(**more):
    given = {"id": str(uuid4()), "kind": MEMORY, "text": TEXT, "on": TODAY, "who": "private"}
    return given | more


def share(browser, address):
    """Press the button that is there, if it is."""
    page = browser.get(address).content.decode()
    bond = re.search(r'name="bond" value="([0-9a-f-]{36})"', page)
    return browser.post(f"{address}share/", {"bond": bond[1]} if bond else {})


def file(data=None, name="IMG_2041.jpg"):
    return SimpleUploadedFile(name, photograph() if data is None else data, "image/jpeg")


def keep(browser, **more):
    """Keep a moment by its form and return its address."""
    form = browser.get("/time/moments/keep/").content.decode()
    bond = re.search(r'name="bond" value="([0-9a-f-]{36})"', form)
    answer = browser.post("/time/moments/keep/", sent(bond=bond[1] if bond else "", **more))
    assert answer.status_code == 302, answer.content.decode()[-800:]
    return answer.url


def page(browser, address):
    answer = browser.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


def test_a_moment_is_mine_alone_until_i_share_it(phones):
    ana, bo = phones
    address = keep(ana)
    assert TEXT in page(ana, address)
    assert TEXT in page(ana, "/time/moments/")
    assert TEXT not in page(bo, "/time/moments/")
    assert TEXT not in page(bo, "/today/")
    assert bo.get(address).status_code == 404

    share(ana, address)

    assert TEXT in page(bo, "/time/moments/")
    assert "Ana shared a moment" in page(bo, "/today/")
    assert "Bo can see it" in page(ana, address)


def test_sharing_with_the_form_and_taking_back(phones):
    ana, bo = phones
    address = keep(ana, who="shared", kind=APPRECIATION)
    theirs = SharedMoment.objects.get()
    assert TEXT in page(bo, f"/time/moments/from/{theirs.pk}/")

    ana.post(f"{address}withdraw/")

    assert bo.get(f"/time/moments/from/{theirs.pk}/").status_code == 404
    assert TEXT not in page(bo, "/time/moments/") + page(bo, "/today/")
    assert TEXT in page(ana, address)


def test_the_other_sees_that_it_changed_and_never_the_earlier_words(phones):
    ana, bo = phones
    address = keep(ana, who="shared")
    form = {"revision": Moment.objects.get().revision, "kind": "play", "text": "Only", "on": TODAY}

    assert ana.post(f"{address}change/", form).url == address

    shown = page(bo, "/time/moments/")
    assert "Only" in shown
    assert "changed" in shown
    assert TEXT not in shown
    assert "changed" not in page(ana, address)


def test_words_that_were_changed_elsewhere_meet_on_one_page(phones):
    ana, _bo = phones
    address = keep(ana)
    form = {"revision": Moment.objects.get().revision, "kind": MEMORY, "text": "One", "on": TODAY}
    ana.post(f"{address}change/", form)

    answer = ana.post(f"{address}change/", form | {"text": "Two"})

    assert answer.status_code == 409
    assert "One" in answer.content.decode()
    assert "Two" in answer.content.decode()


def test_a_form_sent_twice_keeps_one_and_shares_once(phones):
    same = str(uuid4())
    for _time in range(2):
        keep(phones[0], id=same, who="shared", photo=file())

    assert Moment.objects.count() == SharedMoment.objects.count() == Photo.objects.count() == 1


def test_a_form_sent_again_with_other_words_keeps_both(phones):
    same = str(uuid4())
    first, second = (keep(phones[0], id=same, text=text) for text in ("One", "Two"))

    assert first != second
    assert "Two" in page(phones[0], second)


def test_somebody_elses_id_makes_a_moment_of_its_own(phones):
    keep(phones[0], id=(same := str(uuid4())))
    keep(phones[1], id=same, text="Mine")

    assert Moment.objects.count() == 2
    assert "Mine" not in page(phones[0], "/time/moments/")


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"text": ""}, "A few words are enough"),
        ({"on": "2026-11-24"}, "Choose a day up to today"),
        ({"on": "1890-01-01"}, "Choose a day up to today"),
        ({"kind": "gossip"}, "Select a valid choice"),
        ({"photo": file(b"not a photo")}, "This cannot be read as a photo"),
        ({"photo": file(b"")}, "This file is empty"),
        ({"photo": file(b"x" * (LARGEST + 1))}, "larger than 10 MB"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_lost(phones, more, says):
    answer = phones[0].post("/time/moments/keep/", sent(**{"text": "Kept words"} | more))

    assert answer.status_code == 400
    assert says in answer.content.decode()
    assert "Kept words" in answer.content.decode() or more.get("text") == ""
    assert not Moment.objects.exists()


def test_a_photo_alone_is_a_moment(phones):
    address = keep(phones[0], text="", photo=file())

    assert 'alt="A photo without words"' in page(phones[0], address)


def photo_of(browser, pk, size=""):
    answer = browser.get(f"/time/photos/{pk}/{size}")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/jpeg"
    assert "no-store" in answer["Cache-Control"]
    return answer.content


def test_a_shared_photo_opens_for_both_and_for_nobody_else(phones, sign_in, eve, client):
    ana, bo = phones
    address = keep(ana, photo=file())
    pk = Photo.objects.get().pk
    assert bo.get(f"/time/photos/{pk}/").status_code == 404

    share(ana, address)

    assert photo_of(bo, pk) == photo_of(ana, pk)
    assert len(photo_of(bo, pk, "small/")) < len(photo_of(bo, pk))
    for stranger in (sign_in(eve), client):
        assert stranger.get(f"/time/photos/{pk}/").status_code in {302, 404}
    ana.post(f"{address}withdraw/")
    assert bo.get(f"/time/photos/{pk}/").status_code == 404
    assert photo_of(ana, pk)


def test_the_camera_data_are_gone_and_nothing_is_stored_in_the_clear(phones):
    ana, _bo = phones
    keep(ana, photo=file())
    row = Photo.objects.get()
    shown = photo_of(ana, row.pk)

    assert not any(said.encode() in shown for said in ALL)
    for sealed in (bytes(row.full), bytes(row.small)):
        assert b"JFIF" not in sealed
        assert not any(shown[at : at + 48] in sealed for at in range(0, len(shown), 48))


def test_no_file_is_written_while_a_photo_comes_in(phones):
    """Django would write a large one to a temporary folder, in the clear."""
    data = photograph((2600, 2400), quality=100, subsampling=0) + b"x" * 4_000_000
    assert 4_000_000 < len(data) < LARGEST
    written = []

    def watch(event, args):
        if is_on and event in {"tempfile.mkstemp", "tempfile.mkdtemp"}:
            written.append(args)
        if is_on and event == "open" and isinstance(args[1], str) and set(args[1]) & set("wax+"):
            written.append(args)

    is_on = True
    sys.addaudithook(watch)
    try:
        keep(phones[0], photo=file(data))
        written_then = [one for one in written if not str(one[0]).endswith((".sqlite3", "-wal"))]
        with tempfile.NamedTemporaryFile():
            pass
    finally:
        is_on = False

    assert written_then == []
    assert len(written) > len(written_then), "the watch sees no file"


def test_four_photos_fit_and_the_fifth_is_told_so(phones):
    ana, _bo = phones
    address = keep(ana, photo=file())
    for more in range(3):
        another = file(photograph((100 + more, 80)))
        assert ana.post(f"{address}photos/", {"photo": another}).status_code == 302
    assert "Another photo" not in page(ana, address)

    answer = ana.post(f"{address}photos/", {"photo": file()})

    assert answer.status_code == 400
    assert "There are four photos in it already" in answer.content.decode()
    assert Photo.objects.count() == 4


def test_a_photo_laid_in_later_reaches_the_other_too(phones):
    ana, bo = phones
    address = keep(ana, who="shared")
    form = {"id": str(uuid4()), "photo": file(), "caption": "Two cups"}
    for _twice in range(2):
        assert ana.post(f"{address}photos/", form | {"photo": file()}).url == address

    assert Photo.objects.count() == 1
    assert "Two cups" in page(bo, "/time/moments/")
    assert photo_of(bo, Photo.objects.get().pk)


def test_two_files_in_one_request_are_turned_away(phones):
    ana, _bo = phones
    address = keep(ana)

    answer = ana.post(f"{address}photos/", {"photo": file(), "more": file()})

    assert answer.status_code == 400
    assert not Photo.objects.exists()


def test_a_photo_that_is_taken_out_is_gone_for_both(phones):
    ana, bo = phones
    address = keep(ana, who="shared", photo=file())
    pk = Photo.objects.get().pk
    assert bo.post(f"/time/photos/{pk}/out/").status_code == 404

    assert ana.post(f"/time/photos/{pk}/out/").url == address

    assert not Photo.objects.exists()
    for phone in phones:
        assert phone.get(f"/time/photos/{pk}/").status_code == 404
        assert "<img" not in page(phone, "/time/moments/")


def test_what_is_on_a_photo_can_be_said_later(phones):
    ana, bo = phones
    address = keep(ana, who="shared", photo=file())
    form = {"revision": Moment.objects.get().revision, "kind": MEMORY, "text": TEXT, "on": TODAY}

    ana.post(
        f"{address}change/", form | {f"caption_{Photo.objects.get().pk.hex}": "Ana in the rain"}
    )

    assert 'alt="Ana in the rain"' in page(bo, "/time/moments/")


def test_deleting_takes_words_copy_and_photos_along(phones):
    address = keep(phones[0], who="shared", photo=file())

    phones[0].post(f"{address}delete/")

    assert not Moment.objects.exists()
    assert not SharedMoment.objects.exists()
    assert not Photo.objects.exists()


def test_the_server_keeps_as_many_photos_as_it_says(phones, settings):
    settings.PHOTOS_MIB = 1
    ana, bo = phones
    noisy = file(photograph((1600, 1600), colour="#777"))
    address = keep(ana, photo=noisy)
    sealed = photos.taken_by(UUID(str(Moment.objects.get().person_id)))
    assert sealed == len(Photo.objects.get().full) + len(Photo.objects.get().small)

    while (answer := ana.post(f"{address}photos/", {"photo": file()})).status_code == 302:
        address = keep(ana) if Photo.objects.count() % 4 == 0 else address

    assert "There is no room left for your photos" in answer.content.decode()
    assert photos.taken_by(Moment.objects.first().person_id) <= photos.MEBI
    assert bo.post("/time/moments/keep/", sent(photo=file())).status_code == 302
    answer = ana.post("/time/moments/keep/", sent(text="Not lost", photo=file()))
    assert answer.status_code == 400
    assert "Not lost" in answer.content.decode()


def test_a_server_may_keep_no_photos(phones, settings):
    settings.PHOTOS_MIB = 0
    assert 'type="file"' not in page(phones[0], "/time/moments/keep/")

    address = keep(phones[0], photo=file())

    assert not Photo.objects.exists()
    phones[0].post(f"{address}photos/", {"photo": file()})
    assert not Photo.objects.exists()


def test_the_timeline_is_sifted_by_kind_year_and_who_sees_it(phones):
    ana, bo = phones
    keep(ana, text="Old memory", on="2019-07-01")
    keep(ana, text="Thank you", kind=APPRECIATION, who="shared")
    keep(bo, text="From Bo", kind=APPRECIATION, who="shared", on="2025-02-03")

    def found(query):
        shown = page(ana, f"/time/moments/?{query}")
        return {text for text in ("Old memory", "Thank you", "From Bo") if text in shown}

    assert found("") == {"Old memory", "Thank you", "From Bo"}
    assert found("kind=appreciation") == {"Thank you", "From Bo"}
    assert found("who=private") == {"Old memory"}
    assert found("who=shared&year=2025") == {"From Bo"}
    assert found("year=2019&kind=play") == set()
    assert found("year=nonsense") == {"Old memory", "Thank you", "From Bo"}
    printed = page(ana, "/time/moments/print/?kind=appreciation")
    assert "Thank you" in printed
    assert "Old memory" not in printed


def test_the_latest_stands_first_by_the_day_it_was(phones):
    ana, _bo = phones
    for number in range(23):
        keep(ana, text=f"number {number:02}.", on=f"2026-{1 + number % 9:02}-{1 + number:02}")

    first, second = page(ana, "/time/moments/"), page(ana, "/time/moments/?page=2")

    days = [first.index(f"number {number:02}.") for number in (17, 8, 16)]
    assert days == sorted(days)
    assert first.count("number ") == 20
    assert second.count("number ") == 3
    assert "?page=2" in first
    assert page(ana, "/time/moments/?page=99999999999999999999999999")


def test_many_moments_cost_a_few_queries(phones, django_assert_max_num_queries):
    ana, _bo = phones
    for browser in phones:
        for _more in range(6):
            keep(browser, who="shared", photo=file(photograph((60, 40))))

    with django_assert_max_num_queries(9):
        shown = page(ana, "/time/moments/")

    assert shown.count("<img") == 12


def test_what_the_other_shared_waits_on_today_until_it_is_put_aside(phones, clock, sign_in, bo):
    bo_again, (ana, bo) = bo, phones
    keep(ana, who="shared", photo=file())
    theirs = SharedMoment.objects.get()
    today = page(bo, "/today/")
    assert "Ana shared a moment" in today
    assert "<img" in today

    assert bo.post(f"/time/moments/from/{theirs.pk}/aside/").url == "/today/"

    assert TEXT not in page(bo, "/today/")
    assert TEXT in page(bo, "/time/moments/")
    keep(ana, who="shared", text="Another")
    assert "Another" in page(bo, "/today/")
    clock.shift(timedelta(days=15))
    assert "Another" not in page(sign_in(bo_again), "/today/")


def test_a_meeting_today_is_said_beside_a_moment(agreed, sign_in, ana, bo, clock):
    agreed(first="2026-11-24T20:00")
    keep(sign_in(ana), who="shared")
    clock.shift(timedelta(days=1))

    today = page(sign_in(bo), "/today/")

    assert TEXT in today
    assert "Tea after bedtime" in today


def test_the_other_is_told_once_that_something_came_never_what(phones, bo):
    Choice.objects.create(person=bo, push_kinds=1, acted_on=timezone.localdate())
    address = keep(phones[0])
    assert not Outbox.objects.exists()

    share(phones[0], address)
    phones[0].post(f"{address}withdraw/")
    share(phones[0], address)

    assert list(Outbox.objects.values_list("kind", flat=True)) == [1]


def test_alone_one_keeps_moments_too(sign_in, kim):
    browser = sign_in(kim)
    form = sent()
    del form["who"]

    address = browser.post("/time/moments/keep/", form | {"photo": file()}).url

    assert TEXT in page(browser, address)
    assert "Share with" not in page(browser, address)
    share(browser, address)
    assert not SharedMoment.objects.exists()


@pytest.mark.parametrize("withdraw", [True, False])
def test_leaving_keeps_mine_and_leaves_or_takes_what_i_shared(phones, ana, unlock, withdraw):
    keep(phones[0], who="shared", photo=file())
    keep(phones[1], who="shared", text="From Bo")
    pk = Photo.objects.get().pk

    pairing.leave(unlock(ana), withdraw=withdraw)

    assert TEXT in page(phones[0], "/time/moments/")
    assert "From Bo" in page(phones[0], "/time/moments/")
    assert (TEXT in page(phones[1], "/time/moments/")) is not withdraw
    assert (phones[1].get(f"/time/photos/{pk}/").status_code == 200) is not withdraw


def test_in_a_bond_that_ended_the_copy_stays_as_it_was_left(phones, bo, unlock):
    address = keep(phones[0], who="shared")
    pairing.leave(unlock(bo), withdraw=False)
    form = {"revision": Moment.objects.get().revision, "kind": MEMORY, "text": "New", "on": TODAY}

    phones[0].post(f"{address}change/", form)

    assert TEXT in page(phones[1], "/time/moments/")
    assert "New" not in page(phones[1], "/time/moments/")


def test_a_photo_moved_to_another_row_or_column_does_not_open(bond, ana, unlock):
    me = unlock(ana)
    words = MomentWords(MEMORY, TEXT, TODAY, "2026-11-23T15:00:00+00:00")
    laid = [moments.Laid(develop(photograph((60 + 20 * n, 40)))) for n in range(2)]
    rows = [moments.keep(me, uuid4(), words, one) for one in laid]
    first, second = (Photo.objects.get(moment=row) for row in rows)

    swapped = Photo(id=first.pk, moment=first.moment, full=second.full, small=first.full)
    [shown] = timeline.with_photos(me, [timeline.own(me, rows[0])])
    secret = bytes.fromhex(shown.photos[0].secret)

    assert first.open_file(secret, "full")
    for column in ("full", "small"):
        with pytest.raises(CannotOpen):
            swapped.open_file(secret, column)


def test_a_page_from_an_earlier_bond_shares_nothing_with_somebody_new(
    phones, ana, kim, unlock, sign_in
):
    address = keep(phones[0])
    old = re.search(r'name="bond" value="([0-9a-f-]{36})"', page(phones[0], address))[1]
    pairing.leave(unlock(ana), withdraw=False)
    code = pairing.invite(unlock(ana), first_words="Hello", colour="madder")
    pairing.accept(unlock(kim), code)

    phones[0].post(f"{address}share/", {"bond": old})
    phones[0].post("/time/moments/keep/", sent(who="shared", bond=old, text="Another"))

    shown = page(sign_in(kim), "/time/moments/")
    assert TEXT not in shown
    assert "Another" not in shown
    assert "Another" in page(phones[0], "/time/moments/")


def test_what_is_shared_is_what_is_kept_now(phones, ana, unlock):
    """Two tabs: one has the moment open, the other changes it."""
    address = keep(phones[0], text="Earlier")
    me, row = unlock(ana), Moment.objects.get()
    form = {"revision": row.revision, "kind": MEMORY, "text": "Later", "on": TODAY}
    phones[0].post(f"{address}change/", form)

    moments.share(me, row.pk)

    assert "Later" in page(phones[1], "/time/moments/")


def test_shared_anew_it_has_not_changed_for_whoever_sees_it_now(phones):
    ana, bo = phones
    address = keep(ana, who="shared")
    form = {"revision": Moment.objects.get().revision, "kind": MEMORY, "text": "New", "on": TODAY}
    ana.post(f"{address}change/", form)
    ana.post(f"{address}withdraw/")

    share(ana, address)
    ana.post(f"{address}photos/", {"photo": file()})

    assert "changed" not in page(bo, "/time/moments/")


@pytest.mark.parametrize("query", ["who=shared&year=1999", "who=shared&kind=x"])
def test_what_is_no_choice_lets_nothing_private_onto_paper(phones, query):
    keep(phones[0], text="Mine alone")
    keep(phones[0], text="Ours", who="shared")

    printed = page(phones[0], f"/time/moments/print/?{query}")

    assert "Mine alone" not in printed
    assert "Ours" in printed


@pytest.fixture
def begun_anew(phones, ana, bo, unlock):
    """Ana has shared a moment, lost password and code, begun anew; Bo has given the key back."""
    keep(phones[0], who="shared", photo=file())
    asked = Recovery.objects.create(person=ana, ticket_hash=b"x", asked_on=date(2026, 11, 1))
    ana.secret_for_tests = recovery.begin_anew(asked, "another-password-26").secret
    giving_back.give_back(unlock(bo))
    return unlock(ana)


def test_after_a_lost_key_a_moment_taken_back_is_mine_again(begun_anew):
    me, row = begun_anew, Moment.objects.get()

    moments.withdraw(me, row.pk)

    row.refresh_from_db()
    words = photos.words_in(me, row)
    assert words.text == TEXT
    assert photos.open_or_404(me, words.photos[0].pk, "full")


def test_after_a_lost_key_leaving_brings_home_what_i_shared(begun_anew):
    me = begun_anew

    pairing.leave(me, withdraw=True)

    [one] = timeline.all_of(me)
    assert one.words.text == TEXT


def test_without_a_name_my_moments_open(ana, unlock):
    """Whoever begins anew has no name until they write one."""
    me = unlock(ana)
    moments.keep(me, uuid4(), MomentWords(MEMORY, TEXT, TODAY, "2026-11-23T15:00:00+00:00"))
    me.change_settings(lambda now: replace(now, name=""))

    [one] = timeline.with_photos(me, timeline.all_of(me))

    assert one.words.text == TEXT
