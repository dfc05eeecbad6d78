from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TogetherConfig(AppConfig):
    name = "closeknit.apps.together"
    label = "together"
    verbose_name = _("Time together")

    def ready(self) -> None:
        from closeknit.apps.together.part import TogetherPart

        self.part = TogetherPart()
