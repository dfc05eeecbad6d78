"""The settings of a real server, and one plain page more to compare with."""

from closeknit.site.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
INSTALLED_APPS = [*INSTALLED_APPS, "bench"]  # noqa: F405
