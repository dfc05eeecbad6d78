from django.urls import path

from closeknit.apps.listening.views import after, begin, home, own, pausing, pressing, show, writing

app_name = "listening"
urlpatterns = [
    path("", home.home, name="home"),
    path("before/", home.before, name="before"),
    path("calm/", pausing.calm, name="calm"),
    path("own/", own.new, name="own"),
    path("own/<uuid:pk>/delete/", own.delete, name="delete_own"),
    path("begin/<slug:way>/", begin.begin, name="begin"),
    path("<uuid:pk>/", show.show, name="show"),
    path("<uuid:pk>/one/", show.one_phone, name="one_phone"),
    path("<uuid:pk>/accept/", pressing.accept, name="accept"),
    path("<uuid:pk>/not-now/", pressing.decline, name="decline"),
    path("<uuid:pk>/take-back/", pressing.take_back, name="take_back"),
    path("<uuid:pk>/ready/", pressing.ready, name="ready"),
    path("<uuid:pk>/done/", pressing.done, name="done"),
    path("<uuid:pk>/add/", pressing.add, name="add"),
    path("<uuid:pk>/longer/", pressing.longer, name="longer"),
    path("<uuid:pk>/no-clock/", pressing.stop_clock, name="stop_clock"),
    path("<uuid:pk>/stop/", pressing.stop, name="stop"),
    path("<uuid:pk>/pause/", pausing.pause, name="pause"),
    path("<uuid:pk>/back/", pausing.come_back, name="come_back"),
    path("<uuid:pk>/write/", writing.write, name="write"),
    path("<uuid:pk>/write/as-it-is/", writing.write_as_it_is, name="write_as_it_is"),
    path("<uuid:pk>/keep/", after.keep, name="keep"),
    path("<uuid:pk>/withdraw/", after.withdraw, name="withdraw"),
]
