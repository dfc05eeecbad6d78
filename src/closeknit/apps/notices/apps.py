from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    name = "closeknit.apps.notices"
    label = "notices"
    verbose_name = _("Notices")

    def ready(self) -> None:
        from closeknit.apps.notices.part import NoticesPart

        self.part = NoticesPart()
