from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CheckinsConfig(AppConfig):
    name = "closeknit.apps.checkins"
    label = "checkins"
    verbose_name = _("Checkins")

    def ready(self) -> None:
        from closeknit.apps.checkins.part import CheckinsPart

        self.part = CheckinsPart()
