import pytest

from closeknit.content import library
from tests.apps.picture.conftest import NOW, as_felt, words


@pytest.fixture
def browser(sign_in, ana, bond):
    return sign_in(ana)


def answers(read, person):
    return next((week[1] for week in read(person).weeks if week[0] == NOW), None)


def test_a_week_is_eight_screens_and_an_end(browser, ana, read):
    page = browser.get("/picture/pulse/", follow=True)
    for number, given in enumerate(as_felt(6)):
        assert f"{number + 1} of 8" in words(page)
        page = browser.post(f"/picture/pulse/{number}/", {"answer": given}, follow=True)

    assert "That is this week" in words(page)
    assert answers(read, ana) == as_felt(6)


def test_each_answer_is_kept_as_it_is_given(browser, ana, read):
    browser.post("/picture/pulse/0/", {"answer": "3"})

    assert answers(read, ana) == (3, 0, 0, 0, 0, 0, 0, 0)
    assert browser.get("/picture/pulse/").headers["Location"] == "/picture/pulse/1/"


def test_an_answer_shows_when_one_comes_back_and_can_be_changed(browser, ana, read):
    browser.post("/picture/pulse/0/", {"answer": "3"})

    page = browser.get("/picture/pulse/0/").content.decode()
    browser.post("/picture/pulse/0/", {"answer": "5"})

    assert 'value="3" aria-pressed="true"' in page
    assert answers(read, ana)[0] == 5


def test_every_question_can_be_skipped_and_an_answer_taken_out(browser, ana, read):
    browser.post("/picture/pulse/0/", {"answer": "3"})
    for number in range(8):
        page = browser.post(f"/picture/pulse/{number}/skip/", follow=True)

    assert "This week stays open" in words(page)
    assert read(ana).weeks == ()


@pytest.mark.parametrize("sent", ["", "0", "8", "-1", "four", "4.0", "٣"])
def test_what_is_no_answer_is_told_and_loses_nothing(browser, ana, read, sent):
    browser.post("/picture/pulse/0/", {"answer": "3"})

    page = browser.post("/picture/pulse/0/", {"answer": sent})

    assert page.status_code == 422
    assert "Choose one of the answers below" in words(page)
    assert answers(read, ana)[0] == 3


@pytest.mark.parametrize("address", ["pulse/8/", "pulse/99/", "pulse/8/skip/"])
def test_there_is_no_ninth_question(browser, address):
    assert browser.post(f"/picture/{address}", {"answer": "3"}).status_code == 404


def test_a_subject_that_is_switched_off_is_not_asked_about(sign_in, make_person, read):
    ana = make_person("Ana", tags_off=("body",))
    browser = sign_in(ana)
    spark = library().items["pulse-spark"].text

    asked = [words(browser.get(f"/picture/pulse/{number}/")) for number in range(7)]
    browser.post("/picture/pulse/6/", {"answer": "7"})

    assert not any(spark in page for page in asked)
    assert "7 of 7" in asked[-1]
    assert browser.get("/picture/pulse/7/").status_code == 404
    # What was answered last is being known, whatever stands before it.
    assert answers(read, ana) == (0, 0, 0, 0, 0, 0, 0, 7)


def test_the_last_question_leads_to_the_end(browser):
    sent = browser.post("/picture/pulse/7/", {"answer": "5"})

    assert sent.headers["Location"] == "/picture/pulse/end/"


def test_a_week_can_be_kept_out_from_its_end_and_let_in_again(browser, ana, answer, share, read):
    share(ana)
    answer(ana, [0])

    kept_out = browser.post(f"/picture/pulse/{NOW}/keep-out/", {"end": ""}, follow=True)
    is_kept_out = read(ana).weeks[0][2]
    let_in = browser.post(f"/picture/pulse/{NOW}/let-in/", {"end": ""}, follow=True)

    assert "kept out of the picture of both" in words(kept_out)
    assert is_kept_out
    assert "counts in the picture of both" in words(let_in)
    assert not read(ana).weeks[0][2]


def test_a_session_that_ended_leads_back_to_the_question(client, ana):
    asked = client.post("/picture/pulse/2/", {"answer": "4"})

    assert asked.status_code in {302, 200, 401}
    assert client.get("/picture/pulse/2/").headers["Location"].startswith("/sign-in/?next=")
