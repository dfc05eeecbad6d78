from django.urls import path

from closeknit.apps.questions.views import answer, better, journal, opened, tonight

app_name = "questions"
urlpatterns = [
    path("", tonight.tonight, name="tonight"),
    path("not-today/", tonight.not_today, name="not_today"),
    path("own/", tonight.own, name="own"),
    path("better/", better.better, name="better"),
    path("ask/", better.ask, name="ask"),
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
