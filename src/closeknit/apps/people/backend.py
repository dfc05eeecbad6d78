from uuid import UUID

from django.contrib.auth.backends import BaseBackend

from closeknit.apps.people.models import Person


class KeyedBackend(BaseBackend):
    """Finds the person of a session. Signing in goes through `accounts`, where the key is."""

    def get_user(self, user_id: UUID) -> Person | None:
        return Person.objects.select_related("own_settings").filter(pk=user_id).first()
