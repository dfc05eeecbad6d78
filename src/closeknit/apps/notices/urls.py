from django.urls import path

from closeknit.apps.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.choose, name="choose"),
    path("snooze/", views.snooze, name="snooze"),
    path("wake/", views.wake, name="wake"),
    path("device/", views.add_device, name="add_device"),
    path("device/forget/", views.forget_devices, name="forget_devices"),
    path("stop/<str:token>/", views.stop, name="stop"),
]
