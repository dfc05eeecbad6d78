"""Sessions in the database that keep whose they are and on which kind of device, by days."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.core import signing
from django.utils import timezone


class SessionStore(db.SessionStore):
    @classmethod
    def get_model_class(cls) -> Any:
        from closeknit.apps.people.models import Session

        return Session

    # Django signs with the time, which would tell to the second when somebody was here.
    def encode(self, session_dict: dict[str, Any]) -> str:
        return self._signer().sign_object(session_dict, compress=True)

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        try:
            found: dict[str, Any] = self._signer().unsign_object(str(session_data))
        except (signing.BadSignature, ValueError):
            return {}
        return found

    def _signer(self) -> signing.Signer:
        return signing.Signer(salt="closeknit.session")

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        session: Any = super().create_model_instance(data)
        session.person_id = data.get(SESSION_KEY)
        session.device = data.get("device", "")
        session.began = data.get("began") or timezone.now().date()
        # A whole day, because the exact end would tell the exact last use.
        session.expire_date = _end_of_day(session.expire_date)
        return session


def _end_of_day(moment: datetime) -> datetime:
    return datetime.combine(moment.date() + timedelta(days=1), time.min, tzinfo=UTC)
