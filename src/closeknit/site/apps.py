from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "closeknit.site"
    label = "site"

    def ready(self) -> None:
        from django.conf import settings

        from closeknit.content import set_overlay
        from closeknit.site import checks  # noqa: F401  # registers them

        set_overlay(settings.CONTENT)
