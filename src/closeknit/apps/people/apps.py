from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "closeknit.apps.people"
    label = "people"
    verbose_name = _("People")

    def ready(self) -> None:
        from closeknit.apps.people.part import PeoplePart

        self.part = PeoplePart()
