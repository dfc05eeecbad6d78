from django.urls import path

from bench import live_app, plain
from closeknit.site.urls import urlpatterns as of_the_site

urlpatterns = [
    *of_the_site,
    path("bench/plain/", plain.page, name="plain"),
    path("bench/tell/<str:kind>/<int:number>/", live_app.publish, name="tell"),
]
