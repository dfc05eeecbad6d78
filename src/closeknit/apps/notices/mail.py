"""A notice by e-mail: one sentence, the address of this server, and a way to stop it."""

import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from typing import NoReturn

from django.conf import settings
from django.utils.translation import gettext as _

from closeknit.apps.notices import stopping
from closeknit.apps.notices.kinds import Kind
from closeknit.apps.notices.models import Outbox
from closeknit.apps.notices.refusals import Gone, Refused
from closeknit.apps.people.models import Person

SECONDS = 20
_TEMPORARY = range(400, 500)


def send(row: Outbox, kind: Kind) -> None:
    """Hand one message to the mail server."""
    with _server() as server:
        try:
            server.send_message(_message(row.person, kind))
        except smtplib.SMTPRecipientsRefused as error:
            _refuse(next(iter(error.recipients.values()))[0], error)
        except smtplib.SMTPResponseException as error:
            _refuse(error.smtp_code, error)


@contextmanager
def _server() -> Iterator[smtplib.SMTP]:
    """Open the mail server; whatever fails until then has sent nothing."""
    try:
        server = _opened()
    except (OSError, smtplib.SMTPException) as error:
        raise Refused from error
    try:
        yield server
    finally:
        server.close()


def _opened() -> smtplib.SMTP:
    post = settings.SMTP
    if post is None:
        raise Gone
    kind = smtplib.SMTP_SSL if post.security == "smtps" else smtplib.SMTP
    server = kind(post.host, post.port, timeout=SECONDS)
    if post.security == "smtp+starttls":
        server.starttls()
    if post.user:
        server.login(post.user, post.password)
    return server


def _refuse(code: int, error: Exception) -> NoReturn:
    raise (Refused if code in _TEMPORARY else Gone) from error


def _message(person: Person, kind: Kind) -> EmailMessage:
    stop = f"{settings.ORIGIN}{stopping.address(person)}"
    message = EmailMessage()
    message["From"] = settings.MAIL_FROM
    message["To"] = person.address
    message["Subject"] = str(kind.says)
    message["Date"] = formatdate()
    message["Message-ID"] = make_msgid(domain=settings.HOST)
    message["List-Unsubscribe"] = f"<{stop}>"
    message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(
        f"{kind.says}\n\n{settings.ORIGIN}/today/\n\n"
        + _("Pause these messages for a week, or stop them: %(address)s") % {"address": stop}
        + "\n"
    )
    return message
