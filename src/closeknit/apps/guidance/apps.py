from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GuidanceConfig(AppConfig):
    name = "closeknit.apps.guidance"
    label = "guidance"
    verbose_name = _("Guidance")

    def ready(self) -> None:
        from closeknit.apps.guidance.part import GuidancePart

        self.part = GuidancePart()
