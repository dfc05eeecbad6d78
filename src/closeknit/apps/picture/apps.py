from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PictureConfig(AppConfig):
    name = "closeknit.apps.picture"
    label = "picture"
    verbose_name = _("Picture")

    def ready(self) -> None:
        from closeknit.apps.picture.part import PicturePart

        self.part = PicturePart()
