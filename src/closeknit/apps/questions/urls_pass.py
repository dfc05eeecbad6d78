from django.urls import path

from closeknit.apps.questions.views import passing

app_name = "passing"
urlpatterns = [path("", passing.passing, name="six")]
