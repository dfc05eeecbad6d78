from django.urls import path

from closeknit.apps.guidance import learn

app_name = "learn"
urlpatterns = [
    path("", learn.shelf, name="shelf"),
    path("instead/", learn.instead, name="instead"),
    path("<slug:idea>/", learn.idea, name="idea"),
]
