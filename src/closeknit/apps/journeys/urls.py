from django.urls import path

from closeknit.apps.journeys.views import begin, home, walk

app_name = "journeys"
urlpatterns = [
    path("", home.home, name="home"),
    path("week/", walk.week, name="week"),
    path("repeat/", walk.repeat, name="repeat"),
    path("done/", walk.done, name="done"),
    path("open/", walk.undone, name="undone"),
    path("pass-over/", walk.pass_over, name="pass_over"),
    path("pause/", walk.pause, name="pause"),
    path("go-on/", walk.go_on, name="go_on"),
    path("change/", walk.change, name="change"),
    path("end/", walk.end, name="end"),
    path("leave/", walk.leave, name="leave"),
    path("along/", walk.ask_along, name="ask_along"),
    path("along/stop/", walk.stop_along, name="stop_along"),
    path("stage/", walk.take_stage, name="take_stage"),
    path("<slug:journey>/", begin.begin, name="begin"),
]
