import re

import pytest
from django.utils import timezone

from closeknit.apps.people import pairing
from closeknit.apps.together import leaving, minutes, reminding
from closeknit.apps.together import phones as phones_service
from closeknit.apps.together.models import Away, Felt
from closeknit.apps.together.phones import words_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def phones(sign_in, ana, bo, bond):
    return sign_in(ana), sign_in(bo)


def begin(browser, **more):
    page = browser.get("/time/away/").content.decode()
    wished = re.search(r'name="id" value="([0-9a-f-]{36})"', page)[1]
    answer = browser.post(
        "/time/away/begin/", {"id": wished, "minutes": "30", "how": "both"} | more
    )
    assert answer.status_code == 302, answer.content.decode()[-500:]
    return answer.url


def test_it_begins_when_both_have_put_theirs_away(phones):
    address = begin(phones[0])
    assert "It begins when Bo puts theirs away" in phones[0].get(address).content.decode()
    assert "Ana has put the phone away" in phones[1].get(address).content.decode()

    phones[1].post(f"{address}join/")

    for phone in phones:
        assert "30 minutes for the two of you" in phone.get(address).content.decode()


def test_both_at_once_make_one(phones):
    first = begin(phones[0])
    page = "/time/away/begin/"
    sent = {"id": "00000000-0000-4000-8000-000000000000", "minutes": "60", "how": "both"}

    assert phones[1].post(page, sent).url == first

    assert Away.objects.count() == 1
    assert "30 minutes for the two" in phones[0].get(first).content.decode()


def test_who_began_cannot_join_for_the_other(phones):
    address = begin(phones[0])

    phones[0].post(f"{address}join/")

    assert "It begins when Bo" in phones[0].get(address).content.decode()


def test_one_phone_is_enough_for_both(phones):
    address = begin(phones[0], how="one")

    assert "30 minutes for the two" in phones[0].get(address).content.decode()


def test_nobody_waits_for_long(phones, clock):
    address = begin(phones[0])
    clock.shift(15 * 60)

    assert phones[1].get(address).url == "/time/"
    phones[1].post(f"{address}join/")
    assert phones[1].get(address).url == "/time/"


def test_it_can_be_taken_back_before_the_other_joins(phones):
    address = begin(phones[0])

    phones[0].post(f"{address}back/")

    assert phones[1].get(address).url == "/time/"
    assert "Look at it" not in phones[1].get("/time/").content.decode()


def test_that_nobody_joined_is_kept_nowhere(phones, clock, ana, unlock):
    for _twice in range(2):
        address = begin(phones[0])
        phones[0].post(f"{address}back/")
    begin(phones[0])
    clock.shift(20 * 60)

    phones_service.clean_up(timezone.now())

    assert not Away.objects.exists()


def test_a_sentence_can_be_taken_back_later_and_stays_with_whoever_said_it(phones, ana, unlock):
    address = begin(phones[0], how="one")
    for text in ("It was quiet", "It was good"):
        phones[0].post(f"{address}say/", {"text": text, "felt": "6"})
    listed = phones[1].get("/time/away/before/").content.decode()
    assert "It was good" in listed and "changed" in listed and "It was quiet" not in listed

    phones[0].post(f"{address}take-back/")

    for page in ("/time/away/before/", address):
        assert "It was good" not in phones[1].get(page).content.decode()
    assert "It was good" in phones[0].get("/time/away/before/").content.decode()
    assert leaving.export(unlock(ana))["away"][0]["felt"] == 6


def test_leaving_with_what_one_shared_keeps_the_sentences_for_oneself(phones, ana, unlock):
    address = begin(phones[0], how="one")
    phones[0].post(f"{address}say/", {"text": "It was good", "felt": ""})

    pairing.leave(unlock(ana), withdraw=True)

    assert "It was good" not in phones[1].get("/time/away/before/").content.decode()
    assert "It was good" in phones[0].get("/time/away/before/").content.decode()


def test_the_clear_column_tells_five_minutes_and_no_more(phones):
    begin(phones[0], how="one")

    until = Away.objects.get().until
    assert (until.minute % 5, until.second, until.microsecond) == (0, 0, 0)


def test_each_says_a_sentence_and_keeps_how_close_it_felt(phones, clock, ana, unlock):
    address = begin(phones[0], how="one")
    clock.shift(20 * 60)
    phones[0].post(f"{address}back/")
    assert "20 minutes without phones" in phones[0].get(address).content.decode()

    phones[0].post(f"{address}say/", {"text": "You laughed.", "felt": "6"})

    theirs = phones[1].get(address).content.decode()
    assert "You laughed." in theirs
    assert 'value="6" checked' not in theirs.replace('id="id_felt_5" ', "")
    assert Felt.objects.get().open(unlock(ana).key).felt == 6


def test_when_its_time_is_over_it_is_over_without_a_press(phones, clock):
    address = begin(phones[0], how="one")
    clock.shift(29 * 60)
    assert "data-left" in phones[0].get(address).content.decode()
    clock.shift(2 * 60)

    assert "30 minutes without phones" in phones[0].get(address).content.decode()


def test_who_was_locked_out_meanwhile_can_say_it_later(phones, clock, sign_in, ana):
    begin(phones[0], how="one")
    clock.shift(45 * 60)
    browser = sign_in(ana)

    page = browser.get("/time/").content.decode()
    assert "One sentence about it, if you like?" in page
    address = re.search(r"/time/away/[0-9a-f-]{36}/", page)[0]
    browser.post(f"{address}say/", {"text": "Quiet.", "felt": ""})

    assert "One sentence about it, if you like?" not in browser.get("/time/").content.decode()


def test_meanwhile_no_notice_disturbs(phones, ana, bo, clock):
    from django.utils import timezone

    address = begin(phones[0])
    assert not reminding.is_away(ana, timezone.now())
    phones[1].post(f"{address}join/")

    assert reminding.is_away(ana, timezone.now()) and reminding.is_away(bo, timezone.now())
    clock.shift(31 * 60)
    assert not reminding.is_away(bo, timezone.now())


def test_the_weeks_hold_what_lasted_and_no_more(phones, clock, ana, unlock):
    from django.utils import timezone

    for _ in range(2):
        address = begin(phones[0], how="one")
        clock.shift(10 * 60)
        phones[0].post(f"{address}back/")

    weeks = minutes.weeks(unlock(ana), timezone.localdate())

    assert len(weeks) == minutes.WEEKS
    assert [week.minutes for week in weeks][-2:] == [0, 20]
    page = phones[0].get("/time/").content.decode()
    assert "Time without phones" in page and "Show as table" in page
    for word in ("goal", "streak", "average", "best"):
        assert word not in page.split("weeks-heading")[1].split("</section>")[0]


def test_a_thread_never_overshoots():
    found = [minutes.Week(None, value) for value in (0, 60, 0, 60, 60, 0)]

    drawn = minutes.thread(found, minutes.PHONE)

    heights = [float(number) for number in re.findall(r"[\d.]+ ([\d.]+)", drawn.path)]
    assert min(heights) >= 0 and max(heights) <= drawn.height


@pytest.mark.parametrize("name", ["eve", "kim"])
def test_strangers_find_nothing(request, sign_in, phones, name):
    address = begin(phones[0])
    browser = sign_in(request.getfixturevalue(name))

    assert browser.get(address).status_code == 404
    for what in ("join", "back", "say"):
        assert browser.post(f"{address}{what}/").status_code == 404


@pytest.mark.parametrize("withdraw", [True, False])
def test_leaving_settles_sentences(phones, ana, bo, unlock, withdraw):
    address = begin(phones[0], how="one")
    for phone in phones:
        phone.post(f"{address}say/", {"text": "You laughed.", "felt": ""})

    pairing.leave(unlock(ana), withdraw=withdraw)

    row = Away.objects.get()
    sentences = words_in(unlock(bo), row).sentences
    assert [seat for seat, _text in sorted(sentences)] == ([1] if withdraw else [0, 1])
