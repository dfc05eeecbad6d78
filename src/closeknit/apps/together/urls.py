from django.urls import path

from closeknit.apps.together.views import away, calendars, home, hours, rituals

app_name = "together"
urlpatterns = [
    path("", home.home, name="home"),
    path("ideas/", home.ideas, name="ideas"),
    path("propose/", rituals.propose, name="propose"),
    path("away/", away.away, name="away"),
    path("away/begin/", away.begin, name="away_begin"),
    path("away/<uuid:pk>/", away.show, name="away_show"),
    path("away/<uuid:pk>/join/", away.join, name="away_join"),
    path("away/<uuid:pk>/back/", away.come_back, name="away_back"),
    path("away/<uuid:pk>/say/", away.say, name="away_say"),
    path("hours/", hours.hours, name="hours"),
    path("calendar/", calendars.calendar, name="calendar"),
    path("calendar/make/", calendars.make, name="make_feed"),
    path("calendar/forget/", calendars.forget, name="forget_feed"),
    path("feed/<str:token>.ics", calendars.feed, name="feed"),
    path("<uuid:pk>/", rituals.show, name="ritual"),
    path("<uuid:pk>/change/", rituals.change, name="change"),
    path("<uuid:pk>/agree/", rituals.agree, name="agree"),
    path("<uuid:pk>/decline/", rituals.decline, name="decline"),
    path("<uuid:pk>/end/", rituals.end, name="end"),
    path("<uuid:pk>/move/", rituals.move, name="move"),
    path("<uuid:pk>/skip/", rituals.skip, name="skip"),
    path("<uuid:pk>/ritual.ics", calendars.one, name="ics"),
]
