from django.urls import path

from bench import plain
from closeknit.site.urls import urlpatterns as of_the_site

urlpatterns = [*of_the_site, path("bench/plain/", plain.page, name="plain")]
