from django.urls import path, register_converter

from closeknit.apps.questions import printing
from closeknit.apps.questions.views import answer, better, decks, journal, letters, opened, tonight

register_converter(printing.PaperConverter, "paper")

app_name = "questions"
urlpatterns = [
    path("", tonight.tonight, name="tonight"),
    path("not-today/", tonight.not_today, name="not_today"),
    path("own/", tonight.own, name="own"),
    path("better/", better.better, name="better"),
    path("ask/", better.ask, name="ask"),
    path("card/", decks.card, name="card"),
    path("decks/", decks.decks, name="decks"),
    path("decks/search/", decks.search, name="search"),
    path("decks/<slug:deck>/", decks.deck, name="deck"),
    path("decks/<slug:deck>/cards/<paper:paper>/", decks.cards, name="cards"),
    path("favourites/cards/<paper:paper>/", decks.favourite_cards, name="favourite_cards"),
    path("favourites/", decks.favourites, name="favourites"),
    path("favourites/add/", decks.add_favourite, name="add_favourite"),
    path("favourites/remove/", decks.remove_favourite, name="remove_favourite"),
    path("letters/", letters.letters, name="letters"),
    path("letters/new/", letters.new, name="new_letter"),
    path("letters/<uuid:pk>/", letters.show, name="letter"),
    path("letters/<uuid:pk>/agree/", letters.agree, name="agree_letter"),
    path("letters/<uuid:pk>/another-day/", letters.propose, name="propose_letter"),
    path("letters/<uuid:pk>/move/", letters.move, name="move_letter"),
    path("letters/<uuid:pk>/take-back/", letters.take_back, name="take_letter_back"),
    path("letters/<uuid:pk>/aside/", letters.put_aside, name="letter_aside"),
    path("before/", opened.before, name="before"),
    path("journal/", journal.entries, name="journal"),
    path("journal/new/", journal.new, name="journal_new"),
    path("journal/about/", journal.about, name="journal_about"),
    path("journal/another/", journal.another, name="journal_another"),
    path("journal/lighter/", journal.lighter, name="journal_lighter"),
    path("journal/<uuid:pk>/delete/", journal.delete, name="delete_entry"),
    path("response/<uuid:pk>/delete/", opened.delete_response, name="delete_response"),
    path("<uuid:pk>/", opened.show, name="show"),
    path("<uuid:pk>/write/", answer.write, name="write"),
    path("<uuid:pk>/release/", answer.release, name="release"),
    path("<uuid:pk>/take-back/", answer.take_back, name="take_back"),
    path("<uuid:pk>/lighter/", tonight.lighter, name="lighter"),
    path("<uuid:pk>/respond/", opened.respond, name="respond"),
    path("<uuid:pk>/withdraw/", opened.withdraw, name="withdraw"),
    path("<uuid:pk>/aside/", opened.aside, name="aside"),
]
