from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ListeningConfig(AppConfig):
    name = "closeknit.apps.listening"
    label = "listening"
    verbose_name = _("Listening")

    def ready(self) -> None:
        from closeknit.apps.listening.part import ListeningPart

        self.part = ListeningPart()
