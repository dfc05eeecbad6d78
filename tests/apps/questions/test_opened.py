from closeknit.apps.questions.models import Answer, JournalEntry


def test_both_read_both_in_their_colours_with_names(sign_in, opened, ana, bo):
    for person in (ana, bo):
        page = sign_in(person).get(f"/ask/{opened.pk}/").content.decode()

        assert "Our walks" in page
        assert "Your soup" in page
        assert ">Ana</h2>" in page
        assert ">Bo</h2>" in page
        assert page.count('class="from mine"') == page.count('class="from theirs"') == 1


def test_they_arrive_together_only_when_just_opened(sign_in, opened, ana):
    browser = sign_in(ana)

    assert "opening two fresh" in browser.get(f"/ask/{opened.pk}/?now").content.decode()
    assert "opening two fresh" not in browser.get(f"/ask/{opened.pk}/").content.decode()


def test_what_has_not_opened_leads_to_tonight(sign_in, opening, answer, ana, bo):
    answer(bo, opening, "Your soup")

    response = sign_in(ana).get(f"/ask/{opening.pk}/")

    assert response.headers["Location"] == "/ask/"


def test_either_may_withdraw_later_into_the_journal(sign_in, opened, ana, bo):
    browser = sign_in(ana)

    mine = browser.post(f"/ask/{opened.pk}/withdraw/", follow=True).content.decode()
    theirs = sign_in(bo).get(f"/ask/{opened.pk}/").content.decode()

    assert "Your soup" not in mine
    assert "You took your answer back" in mine
    assert "Our walks" not in theirs
    assert "Ana took the other answer back." in theirs
    assert "Our walks" in browser.get("/ask/journal/").content.decode()
    assert Answer.objects.get().author == bo
    assert JournalEntry.objects.get().person == ana


def test_withdrawing_twice_makes_one_entry(sign_in, opened, ana):
    browser = sign_in(ana)

    for _ in range(2):
        browser.post(f"/ask/{opened.pk}/withdraw/")

    assert JournalEntry.objects.count() == 1


def test_nothing_is_withdrawn_before_it_opened(sign_in, opening, answer, ana):
    answer(ana, opening, "Our walks")

    assert sign_in(ana).post(f"/ask/{opening.pk}/withdraw/").status_code == 404
