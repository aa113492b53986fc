"""Reminders of planned conversations, each sent once, whoever runs them and however often (R64)."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from bransjekurs.courses import api as courses
from bransjekurs.domain.conversation import Conversation
from bransjekurs.plans import conversations
from bransjekurs.plans.conversations import Due
from bransjekurs.platform import platform

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reminder:
    """What one reminder tells, to the participant or (``own`` False) to the one who planned the conversation."""

    due: Due
    conversation: Conversation
    course_title: str
    participant: str
    own: bool


def remind(now: datetime, hours: int, words: Callable[[Reminder], tuple[str, str]]) -> int:
    """Send a reminder of each conversation within so many hours, and return of how many.

    ``words`` gives subject and text. A conversation is claimed before it is sent, in one transaction with it: two
    runs at once send one reminder, and one that could not be sent is tried again by the next run.
    """
    found = conversations.due_for_reminder(now, now + timedelta(hours=hours))
    return sum(_remind(due, now, words) for due in found)


def _remind(due: Due, now: datetime, words: Callable[[Reminder], tuple[str, str]]) -> bool:
    try:
        with transaction.atomic():
            return conversations.claim_reminder(due.id, now) and _send(due, words)
    except OSError as error:
        # Mail that cannot be delivered now; the claim is undone with the transaction. What a mail server says of it
        # may hold the address.
        _log.error("The reminder of conversation %s was not sent: %s", due.id, type(error).__name__)
        return False


def _send(due: Due, words: Callable[[Reminder], tuple[str, str]]) -> bool:
    if not platform().is_enrolled(due.user_id, due.course_key):
        return False
    sent = [platform().send_mail(to, *words(reminder)) for to, reminder in _reminders(due)]
    return any(sent)


def _reminders(due: Due) -> Iterable[tuple[int, Reminder]]:
    edition = courses.current(due.course_key)
    title = edition.course.title if edition else ""
    people = platform().people([due.user_id])
    name = people[due.user_id].name if due.user_id in people else ""
    yield due.user_id, Reminder(due, due.conversation, title, name, own=True)
    if due.conversation.noted_by:
        yield due.conversation.noted_by, Reminder(due, due.conversation, title, name, own=False)
