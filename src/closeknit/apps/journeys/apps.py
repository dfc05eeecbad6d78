from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JourneysConfig(AppConfig):
    name = "closeknit.apps.journeys"
    label = "journeys"
    verbose_name = _("Journeys")

    def ready(self) -> None:
        from closeknit.apps.journeys.part import JourneysPart

        self.part = JourneysPart()
