from django.urls import include, path
from django.views.i18n import set_language

from closeknit.site import views

handler404 = "closeknit.site.errors.missing"
handler400 = "closeknit.site.errors.muddled"
handler500 = "closeknit.site.errors.broken"

urlpatterns = [
    path("", views.welcome, name="welcome"),
    path("today/", views.today, name="today"),
    path("away/", views.away, name="away"),
    path("offline/", views.offline, name="offline"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("sw.js", views.service_worker, name="service_worker"),
    path("language/", set_language, name="language"),
    path("pass/", include("closeknit.apps.questions.urls_pass")),
    path("help/", include("closeknit.apps.guidance.urls")),
    path("feel/", include("closeknit.apps.checkins.urls")),
    path("ask/", include("closeknit.apps.questions.urls")),
    path("listen/", include("closeknit.apps.listening.urls")),
    path("notices/", include("closeknit.apps.notices.urls")),
    path("time/", include("closeknit.apps.together.urls")),
    path("picture/", include("closeknit.apps.picture.urls")),
    path("journeys/", include("closeknit.apps.journeys.urls")),
    path("learn/", include("closeknit.apps.guidance.urls_learn")),
    path("", include("closeknit.apps.people.urls")),
]
