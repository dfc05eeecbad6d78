import re

import pytest

from closeknit.apps.listening import keeping
from closeknit.apps.listening.models import AfterTalk, OwnProtocol, Said, Takeaway
from closeknit.apps.people import pairing

pytestmark = pytest.mark.django_db
STAYED = "You stayed."


@pytest.fixture
def phones(sign_in, ana, bo):
    return sign_in(ana), sign_in(bo)


@pytest.fixture
def ended(begun, walk_to):
    row = begun()
    walk_to(row)
    return row


def keep(browser, row, **sent):
    sent = {"text": STAYED, "who": "private", "felt": "6"} | sent
    return browser.post(f"/listen/{row.pk}/keep/", sent)


def test_a_private_takeaway_is_mine_alone(ended, phones):
    keep(phones[0], ended)

    assert STAYED in phones[0].get(f"/listen/{ended.pk}/").content.decode()
    assert STAYED not in phones[1].get(f"/listen/{ended.pk}/").content.decode()
    assert Takeaway.objects.count() == 0


def test_a_shared_one_is_read_by_both(ended, phones):
    keep(phones[0], ended, who="shared")

    theirs = phones[1].get(f"/listen/{ended.pk}/").content.decode()
    assert "Ana takes along" in theirs and STAYED in theirs


def test_sharing_can_be_withdrawn(ended, phones):
    keep(phones[0], ended, who="shared")
    keep(phones[0], ended, who="private")

    assert STAYED not in phones[1].get(f"/listen/{ended.pk}/").content.decode()
    assert STAYED in phones[0].get(f"/listen/{ended.pk}/").content.decode()


def test_how_understood_i_felt_is_sealed_with_my_key(ended, phones, ana, unlock):
    keep(phones[0], ended, text="")

    row = AfterTalk.objects.get()
    assert row.person_id == ana.pk
    assert row.open(unlock(ana).key).felt == 6
    assert (
        'value="6" id="id_felt_5" checked'
        not in phones[1].get(f"/listen/{ended.pk}/").content.decode()
    )


def test_nothing_has_to_be_kept(ended, phones):
    assert keep(phones[0], ended, text="", felt="").status_code == 302
    assert AfterTalk.objects.count() == 0


def test_a_wrong_choice_keeps_what_was_typed(ended, phones):
    answer = keep(phones[0], ended, felt="9")

    assert answer.status_code == 400
    assert STAYED in answer.content.decode()


def test_nothing_is_kept_before_the_end(begun, phones):
    row = begun()

    keep(phones[0], row)

    assert AfterTalk.objects.count() == 0


def test_talks_so_far_hold_what_was_held(ended, invite, phones):
    invite("good-news")

    page = phones[0].get("/listen/before/").content.decode()

    assert "Ten minutes each" in page and "Good news" not in page


def test_my_words_can_be_taken_out_and_stay_mine(begun, walk_to, phones):
    row = begun(in_writing=True)
    walk_to(row)

    phones[0].post(f"/listen/{row.pk}/withdraw/")

    mine, theirs = (phone.get(f"/listen/{row.pk}/").content.decode() for phone in phones)
    assert "What speak holds" in mine and "Yours alone" in mine
    # Both spoke; of the two only Bo's words are left to him.
    assert theirs.count("What speak holds") == 1


@pytest.mark.parametrize("withdraw", [True, False])
def test_leaving_ends_what_goes_on_and_settles_words(
    begun, walk_to, invite, ana, bo, unlock, withdraw
):
    row = begun(in_writing=True)
    walk_to(row)
    keeping.keep(unlock(ana), row, STAYED, felt=5, is_shared=True)
    begun()
    invite("good-news")

    pairing.leave(unlock(ana), withdraw=withdraw)

    assert set(row.__class__.objects.values_list("phase", flat=True)) == {3}
    left = Said.objects.filter(author=ana).count() + Takeaway.objects.filter(author=ana).count()
    assert (left == 0) is withdraw
    mine = unlock(ana)
    assert (STAYED in AfterTalk.objects.get(person=ana).open(mine.key).said) is withdraw


def test_the_export_holds_talks_words_and_what_is_mine(begun, walk_to, ana, bo, unlock):
    from closeknit.apps.listening import leaving

    row = begun(in_writing=True, topic="Sunday")
    walk_to(row)
    keeping.keep(unlock(ana), row, STAYED, felt=5, is_shared=False)

    mine, theirs = leaving.export(unlock(ana)), leaving.export(unlock(bo))

    (talk,) = mine["talks"]
    assert (talk["name"], talk["about"], talk["felt"], talk["kept"]) == (
        "Ten minutes each",
        "Sunday",
        5,
        STAYED,
    )
    assert [said["text"] for said in talk["said"]][:2] == ["What speak holds", "What reflect holds"]
    assert STAYED not in str(theirs)


def own_sent(browser, **more):
    page = browser.get("/listen/own/").content.decode()
    sent = {
        "id": re.search(r'name="id" value="([^"]+)"', page)[1],
        "name": "Sunday tea",
        "turns": "2",
        "text_1": "Tell one thing about the week that nobody saw.",
        "who_1": "speaker",
        "minutes_1": "3",
    }
    for number in range(2, 7):
        sent |= {f"text_{number}": "", f"who_{number}": "listener", f"minutes_{number}": "2"}
    return sent | more


def test_a_way_of_our_own_is_there_for_both(phones, bond):
    phones[0].post("/listen/own/", own_sent(phones[0]))

    assert "Sunday tea" in phones[1].get("/listen/").content.decode()


def test_it_can_be_followed_to_the_end(phones, bond, invite, accept, walk_to, bo, unlock, seen):
    phones[0].post("/listen/own/", own_sent(phones[0], text_2="Say what surprised you."))
    row = accept(invite(str(OwnProtocol.objects.get().pk)))

    one = walk_to(row, "own-2")
    assert one.instruction == "Say what surprised you."
    assert one.talk.acting == 1
    assert walk_to(row).talk.ending == "thanked"


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"text_1": ""}, "A talk needs at least one step."),
        ({"who_1": "listener"}, "Let at least one step be of the one who speaks."),
        ({"minutes_1": "90"}, "30"),
        ({"name": ""}, "required"),
    ],
)
def test_what_cannot_be_followed_is_said_and_kept(phones, bond, sent, said):
    answer = phones[0].post("/listen/own/", own_sent(phones[0], **sent))

    assert answer.status_code == 400
    page = answer.content.decode()
    assert said in page
    assert OwnProtocol.objects.count() == 0


def test_only_its_maker_takes_it_away(phones, bond):
    phones[0].post("/listen/own/", own_sent(phones[0]))
    address = f"/listen/own/{OwnProtocol.objects.get().pk}/delete/"

    assert phones[1].post(address).status_code == 404
    phones[0].post(address)

    assert OwnProtocol.objects.count() == 0
