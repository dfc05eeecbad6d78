from datetime import timedelta


def test_it_is_a_complete_answer(sign_in, opening, ana):
    page = sign_in(ana).post("/ask/not-today/", follow=True).content.decode()

    assert "That is a complete answer." in page
    assert "Write yours" not in page


def test_the_question_can_be_looked_at_after_all(sign_in, opening, ana):
    page = sign_in(ana).post("/ask/not-today/", follow=True).content.decode()

    assert f'href="/ask/{opening.pk}/write/"' in page


def test_the_other_sees_nothing_of_it(sign_in, opening, ana, bo):
    sign_in(ana).post("/ask/not-today/")

    assert "Write yours" in sign_in(bo).get("/ask/").content.decode()


def test_another_day_the_question_is_there_again(sign_in, opening, ana, clock):
    sign_in(ana).post("/ask/not-today/")
    clock.shift(timedelta(days=2))

    assert "Write yours" in sign_in(ana).get("/ask/").content.decode()


def test_from_today_it_leads_back_to_today(sign_in, opening, ana):
    response = sign_in(ana).post("/ask/not-today/", {"from": "today"})

    assert response.headers["Location"] == "/today/"


def test_it_leads_nowhere_else(sign_in, opening, ana):
    response = sign_in(ana).post("/ask/not-today/", {"from": "https://elsewhere.example"})

    assert response.headers["Location"] == "/ask/"
