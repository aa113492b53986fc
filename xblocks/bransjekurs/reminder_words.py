"""What a reminder of a conversation says."""

from django.urls import reverse
from django.utils.translation import gettext as _

from bransjekurs.api.issuers import issuer_of
from bransjekurs.api.reminders import Reminder
from bransjekurs.domain.refusal import Refusal
from bransjekurs.templatetags.look import day_time


def reminder_words(reminder: Reminder) -> tuple[str, str]:
    """Return subject and text: when, with whom, where to see more; nothing of what it is about, mail is not private."""
    told = {
        "when": day_time(reminder.conversation.at),
        "with_whom": reminder.conversation.with_whom,
        "course": reminder.course_title,
        "name": reminder.participant,
        "url": _address(reminder),
    }
    if reminder.own:
        subject = _("Conversation %(when)s") % told
        text = _("Hi! You have a conversation %(when)s. You talk with: %(with_whom)s.\n\nCourse: %(course)s\n%(url)s")
    else:
        subject = _("Conversation with %(name)s %(when)s") % told
        text = _("You have a conversation with %(name)s %(when)s.\n\nCourse: %(course)s\n%(url)s")
    return subject, text % told


def _address(reminder: Reminder) -> str:
    """Return where the conversation is shown; nothing where the operator has named no address."""
    due = reminder.due
    try:
        site = issuer_of(due.course_key).address.rstrip("/")
    except Refusal:
        return ""
    return site + reverse("bransjekurs:conversations", args=[due.course_key, due.user_id])
