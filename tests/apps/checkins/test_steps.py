"""The check-in in small steps, without JavaScript unless a test says so."""

import pytest
from django.db import connection

from closeknit.apps.checkins import choices
from closeknit.apps.checkins.models import CheckIn, SharedCheckIn
from tests.pages import form_to, forms

pytestmark = pytest.mark.django_db


def test_a_person_goes_from_the_first_word_to_a_shared_sentence(sign_in, unlock, ana, bond, text):
    browser = sign_in(ana)
    asked = browser.get("/feel/")
    sent = form_to(asked, "/feel/").filled(feelings=["overwhelmed", "tired"])
    assert browser.post("/feel/", sent)["Location"] == "/feel/because/"
    sent = {"because": "Because the days have no edges.", "strength": "4"}
    assert browser.post("/feel/because/", sent)["Location"] == "/feel/need/"
    assert browser.post("/feel/need/", {"need": "support"})["Location"] == "/feel/wish/"
    sent = {"wish": "company", "timing": "when_you_can"}
    assert browser.post("/feel/wish/", sent)["Location"] == "/feel/sentence/"

    last = form_to(browser.get("/feel/sentence/"), "/feel/keep/")
    shared = browser.post("/feel/share/", last.fields, follow=True)

    sentence = "I feel overwhelmed and tired, because the days have no edges, and I need support."
    assert last.fields["sentence"] == [sentence]
    row = CheckIn.objects.get()
    words = row.open(unlock(ana).key)
    assert words.sentence == sentence
    assert (words.strength, words.need, words.wish) == (4, "support", "company")
    assert "Bo can read the sentence" in text(shared)
    assert SharedCheckIn.objects.get().check_in == row
    assert choices.read(unlock(ana)).is_empty


def test_three_taps_are_enough(sign_in, unlock, ana, bond):
    browser = sign_in(ana)

    browser.post("/feel/words/straight/", {"feelings": ["tired"]})
    browser.post("/feel/keep/", form_to(browser.get("/feel/sentence/"), "/feel/keep/").fields)

    assert CheckIn.objects.get().open(unlock(ana).key).sentence == "I feel tired."


@pytest.mark.parametrize(
    ("address", "sentence"),
    [("fine", "I feel fine."), ("unknown", "I don’t know what I feel right now.")],
)
def test_one_tap_is_a_whole_answer(sign_in, unlock, kim, address, sentence, text):
    browser = sign_in(kim)
    form = form_to(browser.get("/feel/"), f"/feel/{address}/")

    page = browser.post(f"/feel/{address}/", form.fields, follow=True)

    assert CheckIn.objects.get().open(unlock(kim).key).sentence == sentence
    assert "Only you see this" in text(page)
    assert "Is there a nearer word?" in text(page)


def test_pressing_fine_twice_keeps_one_entry(sign_in, kim):
    browser = sign_in(kim)
    form = form_to(browser.get("/feel/"), "/feel/fine/")

    browser.post("/feel/fine/", form.fields)
    browser.post("/feel/fine/", form.fields)

    assert CheckIn.objects.count() == 1


def test_fine_and_not_knowing_have_an_id_each(sign_in, kim):
    page = sign_in(kim).get("/feel/")

    ids = {form.fields["id"][0] for form in forms(page) if "id" in form.fields}

    assert len(ids) == 2


@pytest.mark.parametrize("address", ["/feel/", "/feel/because/", "/feel/need/"])
def test_any_step_may_be_passed_over(sign_in, ana, bond, address):
    assert sign_in(ana).post(address, {}).status_code == 302


def test_alone_there_is_no_wish_and_nobody_to_share_with(sign_in, kim, text):
    browser = sign_in(kim)

    assert browser.post("/feel/need/", {"need": "rest"})["Location"] == "/feel/sentence/"
    page = text(browser.get("/feel/sentence/"))
    assert "Keep for me" in page
    assert "/feel/share/" not in page
    assert "/feel/wish/" not in page


def test_the_sentence_is_in_sight_on_every_step(sign_in, unlock, ana, bond, text):
    browser = sign_in(ana)
    choices.keep(unlock(ana), choices.Choices(feelings=("lonely",)))

    for address in ("/feel/", "/feel/because/", "/feel/need/", "/feel/wish/"):
        assert "I feel <b>lonely</b>" in text(browser.get(address))


def test_a_fourth_word_is_refused_in_words_and_the_ticks_stay(sign_in, ana, bond, text):
    four = ["tired", "sad", "hurt", "angry"]

    page = sign_in(ana).post("/feel/", {"feelings": four})

    assert page.status_code == 400
    assert "Up to three words" in text(page)
    assert form_to(page, "/feel/").fields["feelings"] == four


def test_the_sentence_grows_while_it_is_chosen(sign_in, unlock, ana, bond, text):
    browser = sign_in(ana)
    browser.post("/feel/words/grow/", {"feelings": ["stretched"]})

    part = browser.post("/feel/because/grow/", {"because": "the move"})

    assert "I feel <b>stretched</b>, because the move." in text(part)
    assert "<html" not in text(part)
    assert choices.read(unlock(ana)).because == "the move"


def test_what_is_too_much_leaves_the_draft_as_it_was(sign_in, unlock, ana, bond, text):
    browser = sign_in(ana)
    browser.post("/feel/words/grow/", {"feelings": ["stretched"]})

    part = browser.post("/feel/words/grow/", {"feelings": ["tired", "sad", "hurt", "angry"]})

    assert "Up to three words" in text(part)
    assert choices.read(unlock(ana)).feelings == ("stretched",)


def test_a_free_wording_stays_until_it_is_put_together_again(sign_in, unlock, ana, bond):
    browser = sign_in(ana)
    browser.post("/feel/words/straight/", {"feelings": ["tired"]})
    browser.post("/feel/sentence/grow/", {"sentence": "I am done for today."})
    again = form_to(browser.get("/feel/sentence/"), "/feel/keep/")

    browser.post("/feel/rebuild/")

    built = form_to(browser.get("/feel/sentence/"), "/feel/keep/")
    assert again.fields["sentence"] == ["I am done for today."]
    assert built.fields["sentence"] == ["I feel tired."]


def test_a_chip_on_today_begins_a_check_in(sign_in, unlock, ana, bond):
    response = sign_in(ana).post("/feel/begin/", {"feeling": "proud"})

    assert response["Location"] == "/feel/because/"
    assert choices.read(unlock(ana)).feelings == ("proud",)


def test_an_unknown_word_begins_nothing(sign_in, unlock, kim):
    assert sign_in(kim).post("/feel/begin/", {"feeling": "sparkly"})["Location"] == "/feel/"
    assert choices.read(unlock(kim)).is_empty


@pytest.mark.parametrize(
    ("query", "there", "not_there"),
    [
        ("?by=body&at=chest", "lonely", "overstimulated"),
        ("?by=energy&at=high", "furious", "weary"),
        ("?by=map&at=low-pleasant", "calm", "furious"),
        ("?by=near&at=tired", "weary", "furious"),
    ],
)
def test_words_can_be_found_in_four_ways(sign_in, kim, query, there, not_there):
    page = form_to(sign_in(kim).get(f"/feel/{query}"), "/feel/")

    assert there in page.choices["feelings"]
    assert not_there not in page.choices["feelings"]


def test_what_was_chosen_stays_ticked_whichever_way_is_taken(sign_in, unlock, kim):
    choices.keep(unlock(kim), choices.Choices(feelings=("furious",)))

    page = form_to(sign_in(kim).get("/feel/?by=body&at=chest"), "/feel/")

    assert page.fields["feelings"] == ["furious"]


@pytest.mark.parametrize("query", ["?by=nonsense", "?by=map&at=here", "?by=near&at=", "?at=%00"])
def test_a_strange_filter_shows_a_page_all_the_same(sign_in, kim, query):
    assert sign_in(kim).get(f"/feel/{query}").status_code == 200


def test_all_words_are_there_without_a_filter(sign_in, kim):
    page = form_to(sign_in(kim).get("/feel/"), "/feel/")

    assert set(page.choices["feelings"]) == set(choices.my_library().feelings)


def test_the_meaning_stands_under_a_chosen_word(sign_in, unlock, kim, text):
    choices.keep(unlock(kim), choices.Choices(feelings=("tired",)))

    assert choices.my_library().feelings["tired"].meaning in text(sign_in(kim).get("/feel/"))


def test_beginning_anew_forgets_the_choices(sign_in, unlock, kim):
    choices.keep(unlock(kim), choices.Choices(feelings=("tired",), because="the night"))

    sign_in(kim).post("/feel/anew/")

    assert choices.read(unlock(kim)).is_empty


def test_choices_lie_sealed_in_the_draft(sign_in, kim):
    sign_in(kim).post("/feel/", {"own_feeling": "marker-zq7hd0v2k"})

    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM people_draftdesk")
        assert all(b"marker-zq7hd0v2k" not in bytes(row[0]) for row in cursor.fetchall())


@pytest.mark.parametrize("address", ["/feel/", "/feel/need/", "/feel/sentence/"])
def test_a_step_takes_few_queries(sign_in, ana, bond, address, django_assert_max_num_queries):
    browser = sign_in(ana)
    browser.get(address)

    with django_assert_max_num_queries(7):
        browser.get(address)
