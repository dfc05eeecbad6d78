from datetime import timedelta


def test_kim_is_asked_something_that_one_person_can_answer(sign_in, kim):
    page = sign_in(kim).get("/ask/").content.decode()

    assert "Tonight’s question · for you alone" in page
    assert 'href="/ask/journal/new/"' in page
    assert "/ask/own/" not in page


def test_nothing_is_promised(sign_in, kim):
    page = sign_in(kim).get("/ask/").content.decode()

    assert "it does not set out to mend anything" in page


def test_free_evenings_offer_one_anyway(sign_in, kim, clock):
    clock.shift(timedelta(days=1))

    assert "Tonight is free." in sign_in(kim).get("/ask/").content.decode()


def test_the_same_question_stays_until_it_is_answered_or_waved_on(sign_in, kim, clock, fields):
    before = fields(sign_in(kim).get("/ask/"))["question"]
    clock.shift(timedelta(days=5))

    assert fields(sign_in(kim).get("/ask/"))["question"] == before


def test_another_one_comes_on_the_same_page(sign_in, kim, fields):
    browser = sign_in(kim)
    before = fields(browser.get("/ask/"))["question"]

    page = browser.post("/ask/journal/another/", {"question": before}, follow=True)

    assert page.redirect_chain == [("/ask/", 302)]
    assert fields(page)["question"] != before


def test_kims_own_limits_apply(sign_in, make_person, fields):
    from closeknit.content import library

    lou = make_person("Lou", ceiling=1, tags_off=("work", "family"))

    question = library("en").questions[fields(sign_in(lou).get("/ask/"))["question"]]

    assert question.depth == 1
    assert question.alone
    assert not {"work", "family"} & set(question.tags)
