from django.urls import path

from closeknit.apps.guidance import views

app_name = "guidance"
urlpatterns = [path("", views.help_page, name="help")]
