"""An e-mail backend that sends nothing: mail lands in the outbox that everybody on this machine can read."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from bransjekurs.preview import clock
from bransjekurs.preview.models import OutboxMail


class OutboxBackend(BaseEmailBackend):
    """The setting ``EMAIL_BACKEND`` names it."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Store the messages; return how many."""
        sent_at = clock.now()
        stored = [
            OutboxMail(
                sent_at=sent_at,
                recipients=", ".join(message.recipients()),
                subject=str(message.subject),
                body=str(message.body),
            )
            for message in email_messages
        ]
        return len(OutboxMail.objects.bulk_create(stored))
