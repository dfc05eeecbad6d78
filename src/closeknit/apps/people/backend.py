from uuid import UUID

from django.contrib.auth.backends import BaseBackend
from django.db.models import Exists, OuterRef

from closeknit.apps.people.models import Person, Recovery


class KeyedBackend(BaseBackend):
    """Finds the person of a session. Signing in goes through `accounts`, where the key is."""

    def get_user(self, user_id: UUID) -> Person | None:
        # Asked here, so that pages need no query of their own for what is hardly ever there.
        asked = Exists(Recovery.objects.filter(person=OuterRef("pk")))
        people = Person.objects.select_related("own_settings").annotate(has_recovery=asked)
        return people.filter(pk=user_id).first()
